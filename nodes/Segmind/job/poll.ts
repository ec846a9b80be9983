import { clock, type Deadline, nextTryInMs, pause } from '../core/clock';
import { isRecord } from '../core/json';
import { API_ERRORS } from '../errors/apiErrors';
import { failedJobError } from '../errors/classify';
import { apiTextOf } from '../errors/presentable';
import { JOB_IS_EMPTY, Problem } from '../errors/problem';
import { endpoints } from '../http/endpoints';
import { problemOfResponse } from '../http/problems';
import { requestWithRetry } from '../http/request';
import { MAX_ANSWER_BYTES, MAX_RESULT_BYTES, readBody, type ReadResponse } from '../http/response';
import { asItCame } from '../results/answer';
import { metricsOf } from '../results/metrics';
import { isBlank, type ReadResult, type ResultReader } from '../results/readers';
import type { JobContext } from './context';
import { JobFailed } from './failedJobs';
import type { JobResult } from './jobSpec';
import { RECORD_LIFE_MS } from './ledgerEntry';
import { PollSchedule } from './pollSchedule';

/** What an answer about a job says. Unknown states mean "still running", never success. */
type JobState = 'running' | 'completed' | 'failed' | 'gone' | 'other';

const wordIn = (json: unknown): string =>
	isRecord(json) && typeof json.status === 'string' ? json.status.toUpperCase() : '';

/** Segmind's own word for the state of a job, in capitals; PROCESSING where there is none. */
const statusWord = (json: unknown): string =>
	/^[A-Z][A-Z_]{1,39}$/.exec(wordIn(json))?.[0] ?? 'PROCESSING';

/**
 * Reads the body before the status code: a failed job arrives as HTTP 422 with a body that says so.
 * @param status HTTP status
 * @param json the body, or undefined when it is no JSON
 */
export function stateOf(status: number, json: unknown): JobState {
	const word = wordIn(json);
	if (word === 'FAILED') return 'failed';
	if (status === 404 || status === 410) return 'gone';
	if (status >= 300) return 'other';
	return word === 'COMPLETED' ? 'completed' : 'running';
}

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

/** The job is done, and holds nothing that could be handed out. */
export class NoResult extends Problem {}

/** The record of the job is no longer kept. */
export class JobExpired extends Problem {}

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
async function requestJob(
	session: JobContext,
	job: Job,
	step: 'status' | 'result',
	distanceMs = () => 0,
): Promise<ReadResponse> {
	const { polls, semaphores, signal, credential } = session;
	const { deadline, requestId } = job;
	const semaphore = step === 'result' && { semaphore: semaphores.result };
	const url = job.url ?? endpoints[step](credential.base, requestId);
	return await requestWithRetry(
		session,
		{ step, deadline, requestId, ...semaphore },
		async () => {
			if (step === 'status') await polls.turn(signal, distanceMs);
			return { method: 'GET', url, withKey: true, answer: 'bytes', ...boundsOf(job, step) };
		},
		readBody,
	);
}

/** What an answer says of a job. A 404 is late, and so "still running", until its record can be gone. */
function stateFor(
	{ submittedAtMs, lateMs = RECORD_LIFE_MS }: Job,
	{ status, json }: ReadResponse,
): JobState {
	const state = stateOf(status, json);
	return state === 'gone' && clock.now() - submittedAtMs < lateMs ? 'running' : state;
}

function problemFor(job: Job, step: 'status' | 'result', answer: ReadResponse): Problem {
	const { requestId } = job;
	const state = stateFor(job, answer);
	const words = apiTextOf(answer.json, answer.text);
	const details = { apiText: words, httpCode: answer.status, requestId };
	// the status said COMPLETED before, and what is completed is billed
	if (state === 'failed' && step === 'result') {
		return new NoResult(API_ERRORS.noResult, { ...details, billed: 'maybe' });
	}
	// a failed job is not billed, and names no cost
	if (state === 'failed' && (metricsOf(answer.json).cost ?? 0) > 0) {
		return new NoResult(failedJobError(words), { ...details, billed: 'maybe', next: JOB_IS_EMPTY });
	}
	if (state === 'failed') return new JobFailed(details, answer.json);
	if (state === 'gone') {
		const { requestNotFound, recordExpired } = API_ERRORS;
		return new JobExpired(job.lateMs ? requestNotFound : recordExpired, details);
	}
	return problemOfResponse({ step, requestId }, answer);
}

function tooLong({ requestId }: Job, { status }: ReadResponse): Problem {
	const detail = `The last answer was HTTP ${status}. If the credential was changed meanwhile, use that of the account that submitted the job.`;
	return new Problem(API_ERRORS.waitedTooLong, { requestId, ...(status >= 300 && { detail }) });
}

/** The result can lag behind the status for a moment: gaps double from the one to the other. */
const [RESULT_GAP_MS, MAX_RESULT_GAP_MS] = [1000, 10_000];

/** So long at least a result is requested whose job is done, however late it is: it is paid. */
const RESULT_WAIT_MS = 60_000;

/** So long one that holds nothing, or an empty text, is not believed. */
const BLANK_RESULT_MS = 15_000;

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
		const isLast = clock.now() >= job.deadline.atMs;
		const answer = await requestJob(session, job, 'status', () => schedule.distanceMs());
		schedule.polled();
		if (stateFor(job, answer) !== 'running') return answer;
		if (isLast) throw tooLong(job, answer);
	}
}

/**
 * One poll of a job, more while it can't be found and may be late.
 * @returns `done`, or Segmind's own word for the state, such as QUEUED
 * @throws JobFailed, JobExpired, Problem, Stopped
 */
export async function pollOnce(
	session: JobContext,
	job: Job,
): Promise<{ done: boolean; status: string }> {
	for (;;) {
		const answer = await requestJob(session, job, 'status');
		const state = stateFor(job, answer);
		const done = state === 'completed';
		if (answer.status < 300 && (done || state === 'running')) {
			return { done, status: statusWord(answer.json) };
		}
		if (state !== 'running') throw problemFor(job, 'status', answer);
		await pause(RESULT_GAP_MS, session.signal);
	}
}

/** What an answer holds. @throws NoResult when it holds nothing */
function toJobResult({ requestId }: Job, answer: ReadResponse, reading: ReadResult): JobResult {
	const { json, text } = answer;
	if (reading.files.length === 0 && reading.output === undefined) {
		throw new NoResult(API_ERRORS.noResult, { requestId, apiText: JSON.stringify(json) });
	}
	return { requestId, metrics: metricsOf(json, text), ...reading, ...asItCame(json, reading) };
}

/**
 * Reads the result of a job that is done. It can lag behind the status: it is requested again until
 * the deadline, and for a shorter time where it holds nothing yet.
 * @param first the answer that it came with, if there is one
 * @throws NoResult, JobExpired, Problem (deadline included), Stopped
 */
export async function fetchResult(
	session: JobContext,
	job: Job,
	reader: ResultReader,
	first?: ReadResponse,
): Promise<JobResult> {
	const deadline = { atMs: Math.max(job.deadline.atMs, clock.now() + RESULT_WAIT_MS) };
	let blankUntilMs: number | undefined;
	for (let tries = 0; ; tries += 1) {
		const triedAtMs = clock.now();
		const answer =
			(tries === 0 ? first : undefined) ??
			(await requestJob(session, { ...job, deadline }, 'result'));
		const state = stateFor(job, answer);
		if (state !== 'running' && state !== 'completed') throw problemFor(job, 'result', answer);
		const reading = state === 'completed' ? reader.read(answer.json) : undefined;
		if (reading) blankUntilMs ??= clock.now() + BLANK_RESULT_MS;
		const gapMs = Math.min(RESULT_GAP_MS * 2 ** tries, MAX_RESULT_GAP_MS);
		const waitMs = nextTryInMs(gapMs, triedAtMs, (reading && blankUntilMs) ?? deadline.atMs);
		if (reading && (waitMs === undefined || !isBlank(reading))) {
			return toJobResult(job, answer, reading);
		}
		if (waitMs === undefined) throw tooLong(job, answer);
		await pause(waitMs, session.signal);
	}
}

/**
 * Waits until a job is done, then fetches its result.
 * @throws JobFailed, NoResult, JobExpired, Problem (deadline included), Stopped
 */
export async function waitForResult(
	session: JobContext,
	job: Job,
	reader: ResultReader,
): Promise<JobResult> {
	const durations = session.durations.of(session.credential.base, job.slug);
	const schedule = new PollSchedule(durations, job.submittedAtMs, job.typicalMs);
	const answer = await pollUntilDone(session, job, schedule);
	if (stateOf(answer.status, answer.json) !== 'completed') throw problemFor(job, 'status', answer);
	schedule.done();
	// that of a workflow comes with its status
	return await fetchResult(session, job, reader, job.url === undefined ? undefined : answer);
}
