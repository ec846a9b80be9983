import { API_ERRORS } from '../errors/apiErrors';
import { failedJobError } from '../errors/classify';
import { Problem } from '../errors/problem';
import { apiTextOf } from '../errors/presentable';
import type { JobContext } from './context';
import { clock, pause, type Deadline } from '../core/clock';
import {
	requestWithRetry,
	problemOfResponse,
	readBody,
	type RequestContext,
	type ReadResponse,
} from '../http/request';
import { endpoints } from '../http/endpoints';
import { LARGEST_RESULT_BYTES, SMALL_ANSWER_BYTES } from '../http/receive';
import { PollSchedule } from './pollSchedule';
import { stateOf, statusWord, type JobState } from './jobStatus';

/** A job that was submitted. */
export interface Job {
	readonly slug: string;
	readonly requestId: string;
	/** Milliseconds since 1970. */
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

/** The record of the job is no longer kept. */
export class JobExpired extends Problem {}

/** Segmind keeps the record of a job for one hour after the submit. Before that, a 404 is late. */
export const RECORD_LIFE_MS = 60 * 60 * 1000;

const READ_TIMEOUT_MS = 30_000;

/** The result can lag behind the status for a moment. */
const RESULT_GAP_MS = 1000;

/** A result whose job is done is asked for at least so long, however late it is: it is paid. */
const RESULT_WAIT_MS = 60_000;

const LONGEST_RESULT_GAP_MS = 10_000;

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
		limitBytes: withResult ? LARGEST_RESULT_BYTES : SMALL_ANSWER_BYTES,
	};
}

async function request(
	session: JobContext,
	job: Job,
	step: 'status' | 'result',
): Promise<ReadResponse> {
	const context: RequestContext = { step, deadline: job.deadline, requestId: job.requestId };
	const url = job.url ?? endpoints[step](session.credential.base, job.requestId);
	return await requestWithRetry(
		session,
		context,
		() => ({ method: 'GET', url, withKey: true, answer: 'bytes', ...boundsOf(job, step) }),
		readBody,
	);
}

const isLate = ({ submittedAtMs, lateMs = RECORD_LIFE_MS }: Job): boolean =>
	clock.now() - submittedAtMs < lateMs;

/** What an answer says of a job. A 404 is late, and so "still running", until its record can be gone. */
function stateFor(job: Job, { status, json }: ReadResponse): JobState {
	const state = stateOf(status, json);
	return state === 'gone' && isLate(job) ? 'running' : state;
}

function problemFor(job: Job, step: 'status' | 'result', answer: ReadResponse): Problem {
	const { requestId } = job;
	const state = stateFor(job, answer);
	const words = apiTextOf(answer.json, answer.text);
	const details = { apiText: words, httpCode: answer.status, requestId };
	if (state === 'failed') return new JobFailed(failedJobError(words), { ...details, billed: 'no' });
	if (state === 'gone') {
		return new JobExpired(
			job.lateMs ? API_ERRORS.requestNotFound : API_ERRORS.recordExpired,
			details,
		);
	}
	return problemOfResponse({ step, deadline: job.deadline, requestId }, answer);
}

function tooLong({ requestId }: Job, { status }: ReadResponse): Problem {
	const detail =
		status < 300
			? ''
			: `The last answer was HTTP ${status}. If the credential was changed meanwhile, use that of the account that submitted the job.`;
	return new Problem(API_ERRORS.waitedTooLong, { requestId, ...(detail && { detail }) });
}

/** Polls until the answer is something else than "still running"; the last time at the deadline. */
async function pollUntilDone(
	session: JobContext,
	job: Job,
	schedule: PollSchedule,
): Promise<ReadResponse> {
	for (;;) {
		for (let ms = schedule.dueInMs(); ms > 0; ms = schedule.dueInMs()) {
			const leftMs = job.deadline.atMs - clock.now();
			if (leftMs <= 0) break;
			await pause(Math.min(ms, leftMs), session.signal, schedule.news());
		}
		const answer = await request(session, job, 'status');
		schedule.polled();
		if (stateFor(job, answer) !== 'running') return answer;
		if (clock.now() >= job.deadline.atMs) throw tooLong(job, answer);
	}
}

/** What a poll says: `done`, or Segmind's own word for the state, such as QUEUED. */
export interface Poll {
	readonly done: boolean;
	readonly status: string;
}

/** One poll of a job, more while it can't be found and may be late. @throws JobFailed, JobExpired, Problem, Stopped */
export async function pollOnce(session: JobContext, job: Job): Promise<Poll> {
	for (;;) {
		const answer = await request(session, job, 'status');
		const state = stateFor(job, answer);
		const done = state === 'completed';
		if (answer.status < 300 && (done || state === 'running')) {
			return { done, status: statusWord(answer.json) };
		}
		if (state !== 'running') throw problemFor(job, 'status', answer);
		await pause(RESULT_GAP_MS, session.signal);
	}
}

/**
 * Waits until a job is done, then fetches its result.
 * @param isDone true when that is known already
 * @throws JobFailed, JobExpired, Problem (deadline included), Stopped
 */
export async function waitForResult(
	session: JobContext,
	job: Job,
	isDone = false,
): Promise<unknown> {
	if (isDone) return await fetchResult(session, job);
	const durations = session.durations.of(session.credential.base, job.slug);
	const schedule = new PollSchedule(durations, job.submittedAtMs, job.typicalMs);
	const answer = await pollUntilDone(session, job, schedule);
	if (stateOf(answer.status, answer.json) !== 'completed') throw problemFor(job, 'status', answer);
	schedule.done();
	if (job.url !== undefined) return answer.json;
	return await fetchResult(session, job);
}

/** The result can lag behind the status for a moment, so it is asked for again until the deadline. */
async function fetchResult(session: JobContext, job: Job): Promise<unknown> {
	const deadline = { atMs: Math.max(job.deadline.atMs, clock.now() + RESULT_WAIT_MS) };
	for (let tries = 0; ; tries += 1) {
		const answer = await request(session, { ...job, deadline }, 'result');
		const state = stateFor(job, answer);
		if (state === 'completed') return answer.json;
		if (state !== 'running') throw problemFor(job, 'result', answer);
		const waitMs = Math.min(RESULT_GAP_MS * 2 ** tries, LONGEST_RESULT_GAP_MS);
		if (clock.now() + waitMs > deadline.atMs) throw tooLong(job, answer);
		await pause(waitMs, session.signal);
	}
}
