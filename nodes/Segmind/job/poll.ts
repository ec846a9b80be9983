import type { JobContext } from './context';
import { clock, nextTryInMs, pause } from '../core/clock';
import type { ReadResponse } from '../http/response';
import { stateOf, statusWord } from './jobStatus';
import { API_ERRORS } from '../errors/apiErrors';
import { metricsOf } from '../results/image';
import { isBlank, type ReadResult } from '../results/readResult';
import type { ResultReader } from '../results/readers';
import type { JobResult } from './jobSpec';
import { NoResult, problemFor, requestJob, stateFor, tooLong, type Job } from './pollRequest';
import { PollSchedule } from './pollSchedule';

/** The result can lag behind the status for a moment. */
const RESULT_GAP_MS = 1000;

/** So long at least a result is requested whose job is done, however late it is: it is paid. */
const RESULT_WAIT_MS = 60_000;

/** So long one that holds nothing, or an empty text, is not believed. */
const BLANK_RESULT_MS = 15_000;

const LONGEST_RESULT_GAP_MS = 10_000;

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

/** What a poll says: `done`, or Segmind's own word for the state, such as QUEUED. */
interface Poll {
	readonly done: boolean;
	readonly status: string;
}

/** One poll of a job, more while it can't be found and may be late. @throws JobFailed, JobExpired, Problem, Stopped */
export async function pollOnce(session: JobContext, job: Job): Promise<Poll> {
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
function toJobResult({ requestId }: Job, json: unknown, reading: ReadResult): JobResult {
	if (reading.files.length === 0 && reading.output === undefined) {
		throw new NoResult(API_ERRORS.noResult, { requestId, apiText: JSON.stringify(json) });
	}
	return { requestId, metrics: metricsOf(json), ...reading };
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
	const request = async () => await requestJob(session, { ...job, deadline }, 'result');
	let blankUntilMs: number | undefined;
	for (let tries = 0; ; tries += 1) {
		const triedAtMs = clock.now();
		const answer = tries === 0 && first ? first : await request();
		const state = stateFor(job, answer);
		if (state !== 'running' && state !== 'completed') throw problemFor(job, 'result', answer);
		const reading = state === 'completed' ? reader.read(answer.json) : undefined;
		if (reading && !isBlank(reading)) return toJobResult(job, answer.json, reading);
		if (reading) blankUntilMs ??= clock.now() + BLANK_RESULT_MS;
		const untilMs = (reading && blankUntilMs) ?? deadline.atMs;
		const gapMs = Math.min(RESULT_GAP_MS * 2 ** tries, LONGEST_RESULT_GAP_MS);
		const waitMs = nextTryInMs(gapMs, triedAtMs, untilMs);
		if (waitMs !== undefined) await pause(waitMs, session.signal);
		else if (reading) return toJobResult(job, answer.json, reading);
		else throw tooLong(job, answer);
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
