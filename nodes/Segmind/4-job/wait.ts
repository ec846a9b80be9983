import { API_ROWS } from '../errors/apiRows';
import { failedJob } from '../errors/judge';
import { Problem } from '../errors/problem';
import { apiTextOf } from '../errors/text';
import type { Run } from '../run/context';
import { clock, pause, type Deadline } from '../run/pause';
import { ask, problemOf, readBody, type Errand, type ReadAnswer } from '../transport/ask';
import { endpoints } from '../transport/endpoints';
import { LARGEST_RESULT_BYTES, SMALL_ANSWER_BYTES } from '../transport/receive';
import { SHORTEST_GAP_MS } from './schedule';
import { stateOf } from './states';
import type { Watch } from './observer';

/** A job that was ordered. */
export interface Job {
	readonly slug: string;
	readonly requestId: string;
	/** Milliseconds since 1970. */
	readonly orderedAtMs: number;
	readonly deadline: Deadline;
	/** Documented average in milliseconds, or null. */
	readonly typicalMs: number | null;
	/** Address of status and result in one; those of the queue where nothing is said. */
	readonly url?: string;
}

/** Segmind reported the job as failed. Not billed, so it may be ordered anew. */
export class JobFailed extends Problem {}

/** The record of the job is no longer kept. */
export class JobGone extends Problem {}

const READ_TIMEOUT_MS = 30_000;

/** Base64 text takes longer. */
const RESULT_TIMEOUT_MS = 120_000;

/** So long an answer is waited for even when the time is over. */
const LAST_LOOK_MS = 5000;

/** A record that was not found so often is gone; once or twice may be a hiccup right after the order. */
const LOOKS_BEFORE_GONE = 3;

/**
 * How long and how large an answer may be: within Maximum Wait, but for a moment that a last look
 * takes. The result can hold base64 text, and that of a workflow comes with its status.
 */
function boundsOf({ deadline, url }: Job, step: 'status' | 'result') {
	const withResult = step === 'result' || url !== undefined;
	const leftMs = Math.max(LAST_LOOK_MS, deadline.atMs - clock.now());
	return {
		timeoutMs: Math.min(withResult ? RESULT_TIMEOUT_MS : READ_TIMEOUT_MS, leftMs),
		limitBytes: withResult ? LARGEST_RESULT_BYTES : SMALL_ANSWER_BYTES,
	};
}

async function look(run: Run, job: Job, step: 'status' | 'result'): Promise<ReadAnswer> {
	const errand: Errand = { step, deadline: job.deadline, requestId: job.requestId };
	const url = job.url ?? endpoints[step](run.credential.base, job.requestId);
	return await ask(
		run,
		errand,
		() => ({ method: 'GET', url, withKey: true, answer: 'bytes', ...boundsOf(job, step) }),
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
	return problemOf({ step, deadline: job.deadline, requestId }, answer);
}

const tooLong = (job: Job): Problem =>
	new Problem(API_ROWS.waitedTooLong, { requestId: job.requestId });

/** Looks until the answer is something else than "still running". */
async function lookUntilDone(run: Run, job: Job, watch: Watch): Promise<ReadAnswer> {
	let missed = 0;
	for (;;) {
		for (let ms = watch.nextMs(); ms > 0; ms = watch.nextMs()) {
			const leftMs = job.deadline.atMs - clock.now();
			if (leftMs <= 0) throw tooLong(job);
			await pause(Math.min(ms, leftMs), run.signal, watch.news());
		}
		const answer = await look(run, job, 'status');
		watch.looked();
		const state = stateOf(answer.status, answer.json);
		missed = state === 'gone' ? missed + 1 : 0;
		if (state !== 'running' && (state !== 'gone' || missed >= LOOKS_BEFORE_GONE)) return answer;
		if (clock.now() >= job.deadline.atMs) throw tooLong(job);
	}
}

/** One look at a job. @throws JobFailed, JobGone, Problem, Stopped */
export async function lookOnce(run: Run, job: Job): Promise<'running' | 'completed'> {
	const answer = await look(run, job, 'status');
	const state = stateOf(answer.status, answer.json);
	if (state === 'running' || state === 'completed') return state;
	throw problemFor(job, 'status', answer);
}

/**
 * Waits until a job is done, then fetches its result.
 * @param isDone true when that is known already
 * @throws JobFailed, JobGone, Problem (deadline included), Stopped
 */
export async function waitForResult(run: Run, job: Job, isDone = false): Promise<unknown> {
	if (isDone) return await fetchResult(run, job);
	const watch = run.observer.watch(job.slug, job.orderedAtMs, job.typicalMs);
	try {
		const answer = await lookUntilDone(run, job, watch);
		if (stateOf(answer.status, answer.json) !== 'completed')
			throw problemFor(job, 'status', answer);
		watch.done();
		if (job.url !== undefined) return answer.json;
	} finally {
		watch.end();
	}
	return await fetchResult(run, job);
}

/** The result can lag behind the status for a moment, so it is asked for again until the deadline. */
async function fetchResult(run: Run, job: Job): Promise<unknown> {
	for (;;) {
		const answer = await look(run, job, 'result');
		const state = stateOf(answer.status, answer.json);
		if (state === 'completed') return answer.json;
		if (state !== 'running') throw problemFor(job, 'result', answer);
		if (clock.now() >= job.deadline.atMs) throw tooLong(job);
		await pause(SHORTEST_GAP_MS, run.signal);
	}
}
