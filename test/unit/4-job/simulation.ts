import { Memory } from '../../../nodes/Segmind/4-job/memory';
import { Observer, type Watch } from '../../../nodes/Segmind/4-job/observer';
import {
	LONGEST_GAP_MS,
	LOOK_COST_MS,
	SHORTEST_GAP_MS,
} from '../../../nodes/Segmind/4-job/schedule';
import { clock } from '../../../nodes/Segmind/run/pause';

/** Taken out of `Math` once: jest makes each look-up of a global slow. */
const { cos, exp, imul, log, PI, sqrt } = Math;

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** How long jobs take, in milliseconds, out of a source of chance. */
export type Takes = (chance: () => number) => number;

const normal = (chance: () => number): number =>
	sqrt(-2 * log(1 - chance())) * cos(2 * PI * chance());

/** Log-normal around a mean, which is what model pages print. */
export const logNormal =
	(meanMs: number, sigma: number): Takes =>
	(chance) =>
		meanMs * exp(sigma * normal(chance) - sigma ** 2 / 2);

/** Most jobs take as long as ever; a share of them takes three times as long, a few up to ten times. */
export const heavyTail =
	(meanMs: number): Takes =>
	(chance) => {
		const part = chance();
		const stretch = part < 0.9 ? 1 : part < 0.97 ? 3 : 3 + 7 * chance();
		return logNormal(meanMs, 0.25)(chance) * stretch;
	};

/** Two sorts of jobs: quick ones and slow ones. */
export const bimodal =
	(quickMs: number, slowMs: number): Takes =>
	(chance) =>
		logNormal(chance() < 0.5 ? quickMs : slowMs, 0.1)(chance);

/** What following jobs came to. */
export interface Figures {
	/** Mean of "noticed" minus "done", in milliseconds. */
	readonly lateMs: number;
	/** Mean number of looks at a job. */
	readonly looks: number;
	/** Longest and shortest time between two looks at one job, in milliseconds. */
	readonly longestGapMs: number;
	readonly shortestGapMs: number;
	/** Longest time from the order to the first look, in milliseconds. */
	readonly latestFirstLookMs: number;
}

interface Followed {
	readonly tookMs: number;
	readonly looksMs: readonly number[];
}

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

export function figuresOf(followed: readonly Followed[]): Figures {
	const gaps = followed.flatMap(({ looksMs }) =>
		looksMs.slice(1).map((ms, at) => ms - (looksMs[at] ?? 0)),
	);
	const firsts = followed.map(({ looksMs }) => looksMs[0] ?? 0);
	return {
		lateMs: mean(followed.map(({ looksMs, tookMs }) => (looksMs.at(-1) ?? 0) - tookMs)),
		looks: mean(followed.map(({ looksMs }) => looksMs.length)),
		longestGapMs: gaps.reduce((most, gap) => Math.max(most, gap), 0),
		shortestGapMs: gaps.reduce((least, gap) => Math.min(least, gap), Math.min(...firsts)),
		latestFirstLookMs: Math.max(...firsts),
	};
}

interface Job {
	readonly watch: Watch;
	readonly tookMs: number;
	readonly looksMs: number[];
	dueAtMs: number;
}

/**
 * Follows jobs that are ordered together by the node's own plan, in virtual time. Whoever is due
 * first is looked at first; what that teaches counts for all others from then on.
 * @param documentedMs mean that the model file states, or null
 * @param memory what earlier runs learned; nothing unless given
 */
export function followBatch(
	tookMs: readonly number[],
	documentedMs: number | null,
	memory = new Memory(),
): Followed[] {
	const actual = { ...clock };
	let nowMs = 1_800_000_000_000;
	const orderedAtMs = nowMs;
	clock.now = () => nowMs;
	try {
		const observer = new Observer(memory, 'https://api.example');
		const jobs = tookMs.map((ms): Job => {
			const watch = observer.watch('model', orderedAtMs, documentedMs);
			return { watch, tookMs: ms, looksMs: [], dueAtMs: 0 };
		});
		const plan = (job: Job) => (job.dueAtMs = nowMs + job.watch.nextMs());
		const open = new Set(jobs);
		open.forEach(plan);
		while (open.size > 0) {
			const job = [...open].reduce((first, one) => (one.dueAtMs < first.dueAtMs ? one : first));
			nowMs = job.dueAtMs;
			if (plan(job) > nowMs) continue;
			job.watch.looked();
			job.looksMs.push(nowMs - orderedAtMs);
			if (nowMs - orderedAtMs < job.tookMs) {
				plan(job);
				continue;
			}
			job.watch.done();
			job.watch.end();
			open.delete(job);
			open.forEach(plan);
		}
		return jobs;
	} finally {
		Object.assign(clock, actual);
	}
}

/** Follows jobs at a fixed interval, as a client without a plan does. */
export const followEvery = (tookMs: readonly number[], everyMs: number): Followed[] =>
	tookMs.map((ms) => ({
		tookMs: ms,
		looksMs: Array.from({ length: Math.ceil(ms / everyMs) }, (_, at) => (at + 1) * everyMs),
	}));

/** Steps of the search for the best plan. */
const STEP_MS = 250;

const SHORTEST = SHORTEST_GAP_MS / STEP_MS;
const LONGEST = LONGEST_GAP_MS / STEP_MS;

/** What a plan comes to, for each job on average. */
export interface Outcome {
	readonly lateMs: number;
	readonly looks: number;
}

/** Mean delay plus what the looks are worth, in milliseconds. */
export const costOf = ({ lateMs, looks }: Outcome): number => lateMs + LOOK_COST_MS * looks;

/**
 * What the best of all plans comes to: the one that costs least if it is known beforehand how long
 * jobs take, with gaps of one to ten seconds. Found backwards in time over all plans on a grid.
 * @param lookMs delay that one look is worth, in milliseconds
 */
export function bestPlan(tookMs: readonly number[], lookMs = LOOK_COST_MS): Outcome {
	const steps = Math.ceil(Math.max(...tookMs) / STEP_MS) + 1;
	// jobs done by a moment, and the sum of how long they took
	const count = new Float64Array(steps + LONGEST + 1);
	const total = new Float64Array(steps + LONGEST + 1);
	const at = (list: ArrayLike<number>, step: number): number => list[step] ?? 0;
	for (const ms of tookMs) {
		const step = Math.ceil(ms / STEP_MS);
		count[step] = at(count, step) + 1;
		total[step] = at(total, step) + ms;
	}
	for (let step = 1; step < count.length; step += 1) {
		count[step] = at(count, step) + at(count, step - 1);
		total[step] = at(total, step) + at(total, step - 1);
	}
	// of all jobs that are open at a moment, from then on
	const costs = new Float64Array(steps + LONGEST + 1);
	const lates = new Float64Array(steps + LONGEST + 1);
	const looks = new Float64Array(steps + LONGEST + 1);
	for (let from = steps; from >= 0; from -= 1) {
		const open = tookMs.length - at(count, from);
		if (open === 0) continue;
		costs[from] = Infinity;
		for (let to = from + SHORTEST; to <= from + LONGEST; to += 1) {
			const done = at(count, to) - at(count, from);
			const late = done * to * STEP_MS - (at(total, to) - at(total, from));
			const cost = late + open * lookMs + at(costs, to);
			if (cost >= at(costs, from)) continue;
			costs[from] = cost;
			lates[from] = late + at(lates, to);
			looks[from] = open + at(looks, to);
		}
	}
	return { lateMs: at(lates, 0) / tookMs.length, looks: at(looks, 0) / tookMs.length };
}
