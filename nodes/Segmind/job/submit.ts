import { clock, dateOf, type Deadline, submitDeadline } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { type Details, Problem, toError } from '../errors/problem';
import { endpoints, isRequestId } from '../http/endpoints';
import { problemOfResponse } from '../http/problems';
import { requestWithRetry } from '../http/request';
import { type HttpResponse, readBody, type ReadResponse } from '../http/response';
import type { Certainty } from '../http/retryPolicy';
import type { HttpRequest } from '../http/send';
import type { Reservation } from './budget';
import type { JobContext } from './context';
import type { JobSpec } from './jobSpec';
import type { ConfirmedEntry, JobEntry } from './ledgerEntry';
import { logSubmission } from './openJobsLog';

/** The problem of an answer that is a success and says nothing that can be used. */
export const unreadable = (text: string, details: Details): Problem => {
	const definition = text === '' ? API_ERRORS.emptyAnswer : API_ERRORS.unreadableAnswer;
	return new Problem(definition, { apiText: text, ...details });
};

/** What is different about the two endpoints that take jobs. */
type Target = Pick<HttpRequest, 'url' | 'answer' | 'timeoutMs'>;

const LINKS_ARE_FRESH_MS = 60_000;

/**
 * One purchase on its way, by the queue or, where that does not take it, by a direct call. The intent is
 * written down before a try leaves, and removed only when certainly nothing came of any try; else it
 * stays, and no later run submits it again by itself.
 */
export class Submission {
	private entry: JobEntry | undefined;

	/** A try is on its way, and no answer has come. */
	private pending = false;

	/** The answer to a try did not say whether it had started anything. */
	private unclear = false;

	private madeAtMs = clock.now();

	/** When the latest try left, by `clock.now`. */
	sentAtMs = 0;

	private step: 'submit' | 'sync' = 'submit';

	/**
	 * @param body JSON, by Segmind's names
	 * @param lastMoment of the retry of a job that failed: until when it may leave
	 */
	constructor(
		readonly session: JobContext,
		readonly spec: JobSpec,
		private body: string,
		private readonly reservation: Reservation,
		private readonly lastMoment?: Deadline,
	) {}

	/** Sends the job, again only where the answer proves that nothing was started. @throws Problem, Stopped */
	async send<T extends Pick<HttpResponse, 'status' | 'headers'>>(
		step: 'submit' | 'sync',
		target: Target,
		read: (answer: HttpResponse) => Promise<T> | T,
	): Promise<T> {
		this.step = step;
		const { beforeTry, afterTry } = this;
		const deadline = this.lastMoment ?? submitDeadline(this.spec.options.maxWaitMs);
		const makeRequest = async (): Promise<HttpRequest> => ({
			method: 'POST',
			body: await this.freshBody(),
			headers: { 'content-type': 'application/json' },
			withKey: true,
			...target,
		});
		const queueTimeCounts = this.lastMoment !== undefined;
		const request = { step, deadline, queueTimeCounts, beforeTry, afterTry };
		return await requestWithRetry(this.session, request, makeRequest, read);
	}

	/** Signed links are made again where a turn came late: they are valid for an hour. */
	private async freshBody(): Promise<string> {
		const { spec, madeAtMs } = this;
		if (spec.options.sendByLink && clock.now() - madeAtMs > LINKS_ARE_FRESH_MS) {
			this.body = JSON.stringify(await spec.makeBody());
			this.madeAtMs = clock.now();
		}
		return this.body;
	}

	/** The problem that an answer to it stands for. */
	problemOf(answer: ReadResponse): Problem {
		return problemOfResponse({ step: this.step }, answer);
	}

	/** For before every try. @throws Problem when another item has ended the run */
	private readonly beforeTry = (): void => {
		const { session, spec, step } = this;
		session.closing.throwIfClosed();
		if (!this.entry) {
			const mode = step === 'sync' ? step : undefined;
			this.entry = session.ledger.recordIntent(spec.itemIndex, spec, mode);
			session.budget.commit(this.reservation, this.entry);
		}
		this.pending = true;
		this.sentAtMs = clock.now();
	};

	/** For after every try that was answered, or ended without an answer. */
	private readonly afterTry = (certainty: Certainty): void => {
		this.pending = certainty === 'accepted';
		if (certainty === 'unclear') this.unclear = true;
		// a Stop that comes while it waits for its next turn must not call it unconfirmed
		if (this.nothingStarted) this.withdraw();
	};

	/** Takes back what was written down: certainly nothing came of it. */
	private withdraw(): void {
		const { session, spec, entry } = this;
		if (!entry) return;
		session.ledger.remove(spec.itemIndex, entry);
		session.budget.reopen(this.reservation);
		this.entry = undefined;
	}

	/** The entry of the try that was accepted. */
	accepted(): JobEntry {
		if (!this.entry) throw new Error('Nothing was submitted');
		return this.entry;
	}

	/** Nothing was started at all: every try was refused unread, or none has left. */
	get nothingStarted(): boolean {
		return !this.pending && !this.unclear;
	}

	/**
	 * The submission fails. Its entry is removed if nothing was started, and kept otherwise.
	 * @returns the error to throw, which says "may have been billed" if the entry is kept
	 */
	fail(thrown: unknown): Error {
		const { session, nothingStarted } = this;
		if (nothingStarted) this.withdraw();
		const { entry } = this;
		if (entry) {
			const status = thrown instanceof Problem ? thrown.details.httpCode : undefined;
			if (status !== undefined && entry.requestId === undefined) {
				session.ledger.recordAnswer(entry, status);
			}
			session.ledger.unclaim(entry);
		}
		if (!(thrown instanceof Problem) || nothingStarted || thrown.billed !== 'no') {
			return toError(thrown);
		}
		return thrown.with({ billed: 'maybe' });
	}
}

/** Cut short, it would be a submit of which nobody knows whether it arrived. */
const SUBMIT_TIMEOUT_MS = 60_000;

/** The queue does not take this model: nothing was started, nothing billed. */
export class NoQueue extends Problem {}

/** The ID in the answer to a submit. A number is taken as well: IDs are opaque. */
function requestIdOf(json: unknown): string | undefined {
	const id = (json as { request_id?: unknown } | undefined)?.request_id;
	const text = typeof id === 'number' ? String(id) : id;
	return typeof text === 'string' && isRequestId(text) ? text : undefined;
}

function confirmedId(answer: ReadResponse): string {
	const id = requestIdOf(answer.json);
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
export async function submit(submission: Submission): Promise<ConfirmedEntry> {
	const { session, spec } = submission;
	const { base } = session.credential;
	const { itemIndex, model, endpoints: own } = spec;
	const url = own?.submitUrl(base) ?? endpoints.submit(base, model.slug);
	try {
		const target = { url, answer: 'bytes', timeoutMs: SUBMIT_TIMEOUT_MS } as const;
		const answer = await submission.send('submit', target, readBody);
		if (answer.status >= 300) throw refusal(submission, answer);
		const requestId = confirmedId(answer);
		const pollPath = own?.pollPathIn(base, requestId, answer.json);
		const submittedAtMs = dateOf(submission.sentAtMs);
		const entry = session.ledger.confirm(submission.accepted(), requestId, submittedAtMs, pollPath);
		session.byHand.submitted(spec, entry);
		logSubmission(session.ctx, requestId, itemIndex);
		return entry;
	} catch (thrown) {
		throw toError(submission.fail(thrown));
	}
}

/** An earlier submission of which nobody knows whether it arrived. @throws Problem unless it may be repeated */
export function checkUnconfirmed(
	{ ledger }: JobContext,
	entry: JobEntry,
	{ options }: JobSpec,
): void {
	if (options.repeatUnconfirmed) {
		ledger.supersede(entry);
		return;
	}
	ledger.unclaim(entry);
	const { requestId } = entry;
	const fate = entry.result
		? 'answered, but its files were not kept, or are gone'
		: entry.answerStatus
			? `answered with HTTP ${entry.answerStatus}, which confirms nothing`
			: 'never confirmed';
	throw new Problem(API_ERRORS.unconfirmedBefore, {
		detail: `It was sent at ${new Date(entry.submittedAtMs).toISOString()} and ${fate}.`,
		...(requestId && { requestId }),
	});
}
