import { Memory } from '../../../nodes/Segmind/4-job/memory';
import {
	bestPlan,
	bimodal,
	figuresOf,
	followBatch,
	followEvery,
	heavyTail,
	logNormal,
	seeded,
	type Figures,
	type Outcome,
	type Takes,
} from './simulation';

export const MEAN_MS = 58_000;

export interface Case {
	readonly name: string;
	readonly takes: Takes;
	/** Mean that the model file states, in milliseconds. */
	readonly documentedMs: number | null;
}

const documentedRight = (name: string, takes: Takes): Case => ({
	name,
	takes,
	documentedMs: MEAN_MS,
});

export const CASES: readonly Case[] = [
	documentedRight('log-normal, sigma 0.1', logNormal(MEAN_MS, 0.1)),
	documentedRight('log-normal, sigma 0.2', logNormal(MEAN_MS, 0.2)),
	documentedRight('log-normal, sigma 0.25', logNormal(MEAN_MS, 0.25)),
	documentedRight('log-normal, sigma 0.3', logNormal(MEAN_MS, 0.3)),
	documentedRight('log-normal, sigma 0.4', logNormal(MEAN_MS, 0.4)),
	documentedRight('a heavy tail', heavyTail(MEAN_MS)),
	documentedRight('two sorts of jobs, 30 s and 86 s', bimodal(30_000, 86_000)),
	documentedRight('ten times as quick as documented', logNormal(MEAN_MS / 10, 0.25)),
	documentedRight('twice as quick as documented', logNormal(MEAN_MS / 2, 0.25)),
	documentedRight('half as quick as documented', logNormal(MEAN_MS * 2, 0.25)),
	{ name: 'nothing documented', takes: logNormal(MEAN_MS, 0.25), documentedMs: null },
];

/** Jobs of a run. */
const BATCH = 20;

/** So many that the best plan for them is the best one for the distribution, not for the sample. */
const MANY = 20_000;

/** Jobs that earlier runs of the node saw. */
const LEARNED_FROM = 200;

export const sample = (takes: Takes, count: number, seed: number): number[] => {
	const chance = seeded(seed);
	return Array.from({ length: count }, () => takes(chance));
};

/** What each way to follow the same jobs comes to. */
export interface Comparison {
	/** This node, each job in a run of its own, before anything was learned. */
	readonly cold: Figures;
	/** The same after earlier runs. */
	readonly learned: Figures;
	/** In runs of twenty jobs with a scout, before anything was learned. */
	readonly batch: Figures;
	/** The same after earlier runs. */
	readonly learnedBatch: Figures;
	/** A look every second, as Segmind's SDK has it, every two, every five. */
	readonly every: Readonly<Record<1 | 2 | 5, Figures>>;
	/** The best plan of all. */
	readonly best: Outcome;
}

/**
 * Follows the same jobs in each way. The same figures in every run.
 * @param count how many runs of twenty jobs
 */
export function compare({ takes, documentedMs }: Case, count: number): Comparison {
	const tookMs = sample(takes, count * BATCH, 7);
	const runs = Array.from({ length: count }, (_, at) => tookMs.slice(at * BATCH, (at + 1) * BATCH));
	const memory = new Memory();
	const earlier = sample(takes, LEARNED_FROM, 3);
	for (let at = 0; at < LEARNED_FROM; at += BATCH) {
		followBatch(earlier.slice(at, at + BATCH), documentedMs, memory);
	}
	const every = (seconds: number): Figures => figuresOf(followEvery(tookMs, seconds * 1000));
	return {
		cold: figuresOf(tookMs.flatMap((ms) => followBatch([ms], documentedMs))),
		learned: figuresOf(tookMs.flatMap((ms) => followBatch([ms], documentedMs, memory))),
		batch: figuresOf(runs.flatMap((run) => followBatch(run, documentedMs))),
		learnedBatch: figuresOf(runs.flatMap((run) => followBatch(run, documentedMs, memory))),
		every: { 1: every(1), 2: every(2), 5: every(5) },
		best: bestPlan(sample(takes, MANY, 11)),
	};
}

/** Runs something with the same chance every time. */
export function withFixedChance<Result>(work: () => Result): Result {
	const actual = Math.random;
	Math.random = seeded(9);
	try {
		return work();
	} finally {
		Math.random = actual;
	}
}
