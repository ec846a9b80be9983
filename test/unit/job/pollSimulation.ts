import { DurationHistory, PollSchedule } from '../../../nodes/Segmind/job/pollSchedule';
import { clock } from '../../../nodes/Segmind/core/clock';
import { seeded } from '../support/chance';

/** A job that was followed to its end; times in milliseconds since its submit. */
export interface Followed {
	readonly tookMs: number;
	readonly pollsMs: readonly number[];
}

interface Job {
	readonly schedule: PollSchedule;
	readonly tookMs: number;
	readonly pollsMs: number[];
}

const BASE = 'https://api.example';
const SUBMITTED_AT_MS = 1_800_000_000_000;

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

export const delayMs = ({ tookMs, pollsMs }: Followed): number => (pollsMs.at(-1) ?? 0) - tookMs;
export const meanDelayMs = (jobs: readonly Followed[]): number => mean(jobs.map(delayMs));
export const meanPolls = (jobs: readonly Followed[]): number =>
	mean(jobs.map(({ pollsMs }) => pollsMs.length));

/** Time between "the last one is done" and "all are noticed". */
export const endDelayMs = (jobs: readonly Followed[]): number =>
	Math.max(...jobs.map(({ pollsMs }) => pollsMs.at(-1) ?? 0)) -
	Math.max(...jobs.map(({ tookMs }) => tookMs));

/** Follows jobs that are submitted together, in virtual time, by the node's own schedule. */
export function followBatch(
	tookMs: readonly number[],
	documentedMs: number | null,
	history = new DurationHistory(),
): Followed[] {
	let elapsedMs = 0;
	clock.now = () => SUBMITTED_AT_MS + elapsedMs;
	const durations = history.of(BASE, 'model');
	const jobs = tookMs.map((ms): Job => {
		const schedule = new PollSchedule(durations, SUBMITTED_AT_MS, documentedMs);
		return { schedule, tookMs: ms, pollsMs: [] };
	});
	const open = new Set(jobs);
	while (open.size > 0) {
		const [next] = [...open]
			.map((job) => ({ job, ms: job.schedule.dueInMs() }))
			.sort((a, b) => a.ms - b.ms);
		if (!next) break;
		elapsedMs += next.ms;
		next.job.schedule.polled();
		next.job.pollsMs.push(elapsedMs);
		if (elapsedMs < next.job.tookMs) continue;
		next.job.schedule.done();
		open.delete(next.job);
	}
	return jobs;
}

/** Follows each job by itself, as if none had gone before. */
export const followCold = (tookMs: readonly number[], documentedMs: number | null): Followed[] =>
	tookMs.flatMap((ms) => followBatch([ms], documentedMs));

/** Follows one after the other; each learns from those before it. The first `unseen` are left out. */
export function followLearning(
	tookMs: readonly number[],
	documentedMs: number | null,
	unseen: number,
): Followed[] {
	const history = new DurationHistory();
	return tookMs.flatMap((ms) => followBatch([ms], documentedMs, history)).slice(unseen);
}

/** Follows batches of twenty, each as if none had gone before. */
export const followBatches = (
	tookMs: readonly number[],
	documentedMs: number | null,
): Followed[][] =>
	Array.from({ length: Math.floor(tookMs.length / 20) }, (_, at) =>
		followBatch(tookMs.slice(at * 20, at * 20 + 20), documentedMs),
	);

/** Gives the clock and chance back after every test; chance is the same in every run. */
export function useFixedChance(): void {
	const actual = { ...clock };
	beforeEach(() => void jest.spyOn(Math, 'random').mockImplementation(seeded(3)));
	afterEach(() => {
		jest.restoreAllMocks();
		Object.assign(clock, actual);
	});
}
