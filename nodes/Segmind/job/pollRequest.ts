import { clock, type Deadline } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { failedJobError } from '../errors/classify';
import { apiTextOf } from '../errors/presentable';
import { Problem } from '../errors/problem';
import { endpoints } from '../http/endpoints';
import { problemOfResponse } from '../http/problems';
import { MAX_RESULT_BYTES, readBody, MAX_ANSWER_BYTES, type ReadResponse } from '../http/response';
import { requestWithRetry, type RequestContext } from '../http/request';
import type { JobContext } from './context';
import { stateOf, type JobState } from './jobStatus';

/** A job that was submitted. */
export interface Job {
	readonly slug: string;
	readonly requestId: string;
	/** By `clock.now`. */
	readonly submittedAtMs: number;
	readonly deadline: Deadline;
	/** Documented average in milliseconds, or null. */
	readonly typicalMs: number | null;
	/** URL of status and result in one; those of the queue where nothing is said. */
	readonly url?: string;
	/** For how long a 404 is late, in milliseconds from `submittedAtMs` on; the life of a record. */
	readonly lateMs?: number;
}

/** Segmind reported the job as failed. Not billed, so it may be submitted again. */
export class JobFailed extends Problem {}

/** The job is done, and holds nothing that could be handed out. */
export class NoResult extends Problem {}

/** The record of the job is no longer kept. */
export class JobExpired extends Problem {}

/** Segmind keeps the record of a job for one hour after the submit. Before that, a 404 is late. */
export const RECORD_LIFE_MS = 60 * 60 * 1000;

const READ_TIMEOUT_MS = 30_000;

/** Base64 text takes longer. */
const RESULT_TIMEOUT_MS = 120_000;

/** So long an answer is waited for even when the time is over. */
const LAST_POLL_MS = 5000;

/**
 * How long and how large an answer may be: within Maximum Wait, but for a moment that a last poll
 * takes. The result can hold base64 text, and that of a workflow comes with its status.
 */
function boundsOf({ deadline, url }: Job, step: 'status' | 'result') {
	const withResult = step === 'result' || url !== undefined;
	const leftMs = Math.max(LAST_POLL_MS, deadline.atMs - clock.now());
	return {
		timeoutMs: Math.min(withResult ? RESULT_TIMEOUT_MS : READ_TIMEOUT_MS, leftMs),
		limitBytes: withResult ? MAX_RESULT_BYTES : MAX_ANSWER_BYTES,
	};
}

/** @param distanceMs how far the job is from its expected end: of polls that are due, the nearest goes first */
export async function requestJob(
	session: JobContext,
	job: Job,
	step: 'status' | 'result',
	distanceMs = () => 0,
): Promise<ReadResponse> {
	const { polls, semaphores, signal, credential } = session;
	const context: RequestContext = {
		step,
		deadline: job.deadline,
		requestId: job.requestId,
		...(step === 'result' && { semaphore: semaphores.result }),
	};
	const url = job.url ?? endpoints[step](credential.base, job.requestId);
	return await requestWithRetry(
		session,
		context,
		async () => {
			if (step === 'status') await polls.turn(signal, distanceMs);
			return { method: 'GET', url, withKey: true, answer: 'bytes', ...boundsOf(job, step) };
		},
		readBody,
	);
}

const isLate = ({ submittedAtMs, lateMs = RECORD_LIFE_MS }: Job): boolean =>
	clock.now() - submittedAtMs < lateMs;

/** What an answer says of a job. A 404 is late, and so "still running", until its record can be gone. */
export function stateFor(job: Job, { status, json }: ReadResponse): JobState {
	const state = stateOf(status, json);
	return state === 'gone' && isLate(job) ? 'running' : state;
}

export function problemFor(job: Job, step: 'status' | 'result', answer: ReadResponse): Problem {
	const { requestId } = job;
	const state = stateFor(job, answer);
	const words = apiTextOf(answer.json, answer.text);
	const details = { apiText: words, httpCode: answer.status, requestId };
	// the status said COMPLETED before, and what is completed is billed
	if (state === 'failed' && step === 'result') {
		return new NoResult(API_ERRORS.noResult, { ...details, billed: 'maybe' });
	}
	if (state === 'failed') return new JobFailed(failedJobError(words), { ...details, billed: 'no' });
	if (state === 'gone') {
		return new JobExpired(
			job.lateMs ? API_ERRORS.requestNotFound : API_ERRORS.recordExpired,
			details,
		);
	}
	return problemOfResponse({ step, requestId }, answer);
}

export function tooLong({ requestId }: Job, { status }: ReadResponse): Problem {
	const detail =
		status < 300
			? ''
			: `The last answer was HTTP ${status}. If the credential was changed meanwhile, use that of the account that submitted the job.`;
	return new Problem(API_ERRORS.waitedTooLong, { requestId, ...(detail && { detail }) });
}
