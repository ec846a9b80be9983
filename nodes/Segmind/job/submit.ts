import { toError } from '../errors/toError';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import type { JobContext } from './context';
import type { ConfirmedEntry } from './ledgerEntry';
import { submitDeadline } from '../core/clock';
import { logSubmission } from './openJobsLog';
import { requestWithRetry } from '../http/request';
import { problemOfResponse } from '../http/problems';
import { readBody, type ReadResponse } from '../http/response';
import { type RequestContext } from '../http/requestContext';
import { endpoints, isRequestId } from '../http/endpoints';
import type { HttpRequest } from '../http/send';
import type { JobEndpoints } from '../http/jobEndpoints';
import { Submission, type JobRequest } from './submission';

const SUBMIT_TIMEOUT_MS = 60_000;

/** The queue does not take this model: nothing was started, nothing billed. */
export class NoQueue extends Error {
	constructor(readonly problem: Problem) {
		super('no queue');
	}
}

/** The ID in the answer to a submit. A number is taken as well: IDs are opaque. */
function requestIdIn(json: unknown): string | undefined {
	const id = (json as { request_id?: unknown } | undefined)?.request_id;
	const text = typeof id === 'number' ? String(id) : id;
	return typeof text === 'string' && isRequestId(text) ? text : undefined;
}

function confirmedId(answer: ReadResponse): string {
	const id = requestIdIn(answer.json);
	if (id !== undefined) return id;
	const row = answer.text === '' ? API_ERRORS.emptyAnswer : API_ERRORS.unreadableAnswer;
	throw new Problem(row, { apiText: answer.text, httpCode: answer.status });
}

/**
 * Submits a job to the queue.
 * @param place where, if not at the queue of the model
 * @returns the entry of the ledger, with the request ID
 * @throws NoQueue, Problem, Stopped
 */
export async function submit(
	run: JobContext,
	request: JobRequest,
	place?: JobEndpoints,
): Promise<ConfirmedEntry> {
	const { base } = run.credential;
	const submission = new Submission(run, request);
	const errand: RequestContext = {
		step: 'submit',
		deadline: submitDeadline(request.maxWaitMs),
		rateLimited: true,
		beforeTry: submission.beforeTry,
		afterTry: submission.afterTry,
	};
	const makeCall = (): HttpRequest => ({
		method: 'POST',
		url: place?.submitUrl(base) ?? endpoints.submit(base, request.slug),
		body: JSON.stringify(request.body),
		headers: { 'content-type': 'application/json' },
		withKey: true,
		answer: 'bytes',
		// cut short, it would be a submit of which nobody knows whether it arrived
		timeoutMs: SUBMIT_TIMEOUT_MS,
	});
	try {
		const answer = await requestWithRetry(run, errand, makeCall, readBody);
		if (answer.status >= 300) {
			const problem = problemOfResponse(errand, answer);
			const noQueue = answer.status === 404 || answer.status === 405;
			throw noQueue && submission.nothingStarted ? new NoQueue(problem) : problem;
		}
		const requestId = confirmedId(answer);
		const pollPath = place?.pollPathIn(base, requestId, answer.json);
		const entry = run.ledger.confirm(
			submission.accepted(),
			requestId,
			submission.sentAtMs,
			pollPath,
		);
		logSubmission(run.ctx, requestId, request.itemIndex);
		return entry;
	} catch (thrown) {
		throw toError(submission.fail(thrown));
	}
}
