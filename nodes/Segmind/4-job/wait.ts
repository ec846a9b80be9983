import { API_ROWS } from '../errors/apiRows';
import { failedJob } from '../errors/judge';
import { Problem } from '../errors/problem';
import { apiTextOf } from '../errors/text';
import type { Run } from '../run/context';
import { clock, pause } from '../run/pause';
import { ask, problemOf, readBody, type Errand, type ReadAnswer } from '../transport/ask';
import { endpoints } from '../transport/endpoints';
import { jittered, nextLookMs } from './schedule';
import { stateOf } from './states';

/** A job that was ordered. */
export interface Job {
	readonly requestId: string;
	/** Milliseconds since 1970. */
	readonly orderedAtMs: number;
	/** Milliseconds since 1970 after which it is no longer waited for. */
	readonly deadlineMs: number;
	/** Documented average in milliseconds, or null. */
	readonly typicalMs: number | null;
}

/** Segmind reported the job as failed. Not billed, so it may be ordered anew. */
export class JobFailed extends Problem {}

/** The record of the job is no longer kept. */
export class JobGone extends Problem {}

const READ_TIMEOUT_MS = 30_000;

/** A record that was not found so often is gone; once or twice may be a hiccup right after the order. */
const LOOKS_BEFORE_GONE = 3;

async function look(run: Run, job: Job, step: 'status' | 'result'): Promise<ReadAnswer> {
	const errand: Errand = { step, deadlineMs: job.deadlineMs, requestId: job.requestId };
	const url = endpoints[step](run.credential.base, job.requestId);
	return await ask(
		run,
		errand,
		() => ({ method: 'GET', url, withKey: true, answer: 'bytes', timeoutMs: READ_TIMEOUT_MS }),
		readBody,
	);
}

function problemFor(job: Job, step: 'status' | 'result', answer: ReadAnswer): Problem {
	const { requestId } = job;
	const state = stateOf(answer.status, answer.json);
	const words = apiTextOf(answer.json, answer.text);
	const details = { apiText: words, httpCode: answer.status, requestId };
	if (state === 'failed') return new JobFailed(failedJob(words), { ...details, billed: 'no' });
	if (state === 'gone') return new JobGone(API_ROWS.recordExpired, details);
	return problemOf({ step, deadlineMs: job.deadlineMs, requestId }, answer);
}

const tooLong = (job: Job): Problem =>
	new Problem(API_ROWS.waitedTooLong, { requestId: job.requestId });

/**
 * Waits until a job is done, then fetches its result.
 * @throws JobFailed, JobGone, Problem (deadline included), Stopped
 */
export async function waitForResult(run: Run, job: Job): Promise<unknown> {
	let missed = 0;
	for (;;) {
		const elapsedMs = clock.now() - job.orderedAtMs;
		const waitMs = jittered(nextLookMs(elapsedMs, job.typicalMs), Math.random());
		const leftMs = job.deadlineMs - clock.now();
		if (leftMs <= 0) throw tooLong(job);
		await pause(Math.min(waitMs, leftMs), run.signal);
		const answer = await look(run, job, 'status');
		const state = stateOf(answer.status, answer.json);
		missed = state === 'gone' ? missed + 1 : 0;
		if (state === 'completed') return await fetchResult(run, job);
		if (state === 'running' || (state === 'gone' && missed < LOOKS_BEFORE_GONE)) continue;
		throw problemFor(job, 'status', answer);
	}
}

/** The result can lag behind the status for a moment, so it is asked for again until the deadline. */
async function fetchResult(run: Run, job: Job): Promise<unknown> {
	for (;;) {
		const answer = await look(run, job, 'result');
		const state = stateOf(answer.status, answer.json);
		if (state === 'completed') return answer.json;
		if (state !== 'running') throw problemFor(job, 'result', answer);
		if (clock.now() >= job.deadlineMs) throw tooLong(job);
		await pause(jittered(nextLookMs(0, null), Math.random()), run.signal);
	}
}
