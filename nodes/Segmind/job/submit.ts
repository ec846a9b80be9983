import { dateOf } from '../core/clock';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import { endpoints, isRequestId } from '../http/endpoints';
import { readBody, type ReadResponse } from '../http/response';
import type { JobContext } from './context';
import type { ConfirmedEntry } from './ledgerEntry';
import { logSubmission } from './openJobsLog';
import { Submission, unreadable, type ReadyJob } from './submission';

/** Cut short, it would be a submit of which nobody knows whether it arrived. */
const SUBMIT_TIMEOUT_MS = 60_000;

/** The queue does not take this model: nothing was started, nothing billed. */
export class NoQueue extends Problem {}

/** The ID in the answer to a submit. A number is taken as well: IDs are opaque. */
function requestIdIn(json: unknown): string | undefined {
	const id = (json as { request_id?: unknown } | undefined)?.request_id;
	const text = typeof id === 'number' ? String(id) : id;
	return typeof text === 'string' && isRequestId(text) ? text : undefined;
}

function confirmedId(answer: ReadResponse): string {
	const id = requestIdIn(answer.json);
	if (id !== undefined) return id;
	throw unreadable(answer.text, { httpCode: answer.status });
}

function refusal(submission: Submission, answer: ReadResponse): Problem {
	const problem = submission.problemOf(answer);
	const noQueue = answer.status === 404 || answer.status === 405;
	if (!noQueue || !submission.nothingStarted) return problem;
	return new NoQueue(problem.definition, problem.details);
}

/**
 * Submits a job to the queue.
 * @returns the entry of the ledger, with the request ID
 * @throws NoQueue, Problem, Stopped
 */
export async function submit(session: JobContext, job: ReadyJob): Promise<ConfirmedEntry> {
	const { base } = session.credential;
	const { itemIndex, model, endpoints: own } = job.spec;
	const submission = new Submission(session, job);
	const url = own?.submitUrl(base) ?? endpoints.submit(base, model.slug);
	try {
		const target = { url, answer: 'bytes', timeoutMs: SUBMIT_TIMEOUT_MS } as const;
		const answer = await submission.send(target, readBody);
		if (answer.status >= 300) throw refusal(submission, answer);
		const requestId = confirmedId(answer);
		const pollPath = own?.pollPathIn(base, requestId, answer.json);
		const submittedAtMs = dateOf(submission.sentAtMs);
		const entry = session.ledger.confirm(submission.accepted(), requestId, submittedAtMs, pollPath);
		logSubmission(session.ctx, requestId, itemIndex);
		return entry;
	} catch (thrown) {
		throw toError(submission.fail(thrown));
	}
}
