import type { JobContext } from './context';
import { clock, nextTryInMs, pause } from '../core/clock';
import type { ReadResponse } from '../http/response';
import { stateOf, statusWord } from './jobStatus';
import { problemFor, requestJob, stateFor, tooLong, type Job } from './pollRequest';
import { PollSchedule } from './pollSchedule';

/** The result can lag behind the status for a moment. */
const RESULT_GAP_MS = 1000;

/** So long at least a result is requested whose job is done, however late it is: it is paid. */
const RESULT_WAIT_MS = 60_000;

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

/**
 * Waits until a job is done, then fetches its result.
 * @throws JobFailed, JobExpired, Problem (deadline included), Stopped
 */
export async function waitForResult(session: JobContext, job: Job): Promise<unknown> {
	const durations = session.durations.of(session.credential.base, job.slug);
	const schedule = new PollSchedule(durations, job.submittedAtMs, job.typicalMs);
	const answer = await pollUntilDone(session, job, schedule);
	if (stateOf(answer.status, answer.json) !== 'completed') throw problemFor(job, 'status', answer);
	schedule.done();
	if (job.url !== undefined) return answer.json;
	return await fetchResult(session, job);
}

/** The result can lag behind the status for a moment, so it is requested again until the deadline. */
export async function fetchResult(session: JobContext, job: Job): Promise<unknown> {
	const deadline = { atMs: Math.max(job.deadline.atMs, clock.now() + RESULT_WAIT_MS) };
	for (let tries = 0; ; tries += 1) {
		const triedAtMs = clock.now();
		const answer = await requestJob(session, { ...job, deadline }, 'result');
		const state = stateFor(job, answer);
		if (state === 'completed') return answer.json;
		if (state !== 'running') throw problemFor(job, 'result', answer);
		const gapMs = Math.min(RESULT_GAP_MS * 2 ** tries, LONGEST_RESULT_GAP_MS);
		const waitMs = nextTryInMs(gapMs, triedAtMs, deadline.atMs);
		if (waitMs === undefined) throw tooLong(job, answer);
		await pause(waitMs, session.signal);
	}
}
