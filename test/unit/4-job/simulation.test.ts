import { Memory } from '../../../nodes/Segmind/4-job/memory';
import { LONGEST_GAP_MS, SHORTEST_GAP_MS } from '../../../nodes/Segmind/4-job/schedule';
import { CASES, compare, MEAN_MS, sample, withFixedChance, type Comparison } from './comparison';
import {
	bestPlan,
	costOf,
	figuresOf,
	followBatch,
	followEvery,
	logNormal,
	type Figures,
} from './simulation';

/** Runs of twenty jobs in each way to follow them. */
const RUNS = 12;

const compared = new Map<string, Comparison>();

function found(name: string): Comparison {
	const comparison = compared.get(name);
	if (!comparison) throw new Error(`No distribution is called ${name}`);
	return comparison;
}

beforeAll(() => {
	for (const one of CASES)
		compared.set(
			one.name,
			withFixedChance(() => compare(one, RUNS)),
		);
}, 120_000);

describe('jobs of 58 s on average that spread by a quarter, before anything was learned', () => {
	const tookMs = sample(logNormal(MEAN_MS, 0.25), 1000, 7);
	let planned: Figures;

	beforeAll(() => {
		planned = withFixedChance(() => figuresOf(tookMs.flatMap((ms) => followBatch([ms], MEAN_MS))));
	});

	it('are noticed 1.2 s after they are done, with 15 looks at most', () => {
		expect(planned.lateMs).toBeLessThanOrEqual(1200);
		expect(planned.looks).toBeLessThanOrEqual(15);
	});

	it('take a quarter of the looks of one every second, as the SDK has it', () => {
		const every = figuresOf(followEvery(tookMs, 1000));
		expect(every.lateMs).toBeCloseTo(500, -2);
		expect(every.looks).toBeGreaterThan(57);
		expect(every.looks / planned.looks).toBeGreaterThan(4);
	});

	it('take half the looks of one every two seconds, and are noticed hardly later', () => {
		const every = figuresOf(followEvery(tookMs, 2000));
		expect(planned.looks).toBeLessThan(every.looks / 2);
		expect(planned.lateMs).toBeLessThan(every.lateMs + 200);
	});

	it('are noticed in half the time of one look every five seconds, for three looks more', () => {
		const every = figuresOf(followEvery(tookMs, 5000));
		expect(planned.lateMs).toBeLessThan(every.lateMs / 2);
		expect(planned.looks).toBeLessThan(every.looks + 3);
	});
});

describe.each(CASES)('$name', ({ name }) => {
	it('costs at most a fifth more than the best plan, once earlier runs have taught it', () => {
		const { learned, learnedBatch, best } = found(name);
		expect(costOf(learned) / costOf(best)).toBeLessThanOrEqual(1.2);
		expect(costOf(learnedBatch) / costOf(best)).toBeLessThanOrEqual(1.2);
	});

	it('costs less by then than looks every second, two or five', () => {
		const { learned, every } = found(name);
		for (const fixed of Object.values(every)) expect(costOf(learned)).toBeLessThan(costOf(fixed));
	});

	it('has gaps of one to ten seconds', () => {
		const { cold, learned, batch, learnedBatch } = found(name);
		for (const figures of [cold, learned, batch, learnedBatch]) {
			expect(figures.shortestGapMs).toBeGreaterThanOrEqual(SHORTEST_GAP_MS);
			expect(figures.longestGapMs).toBeLessThanOrEqual(LONGEST_GAP_MS);
			expect(figures.latestFirstLookMs).toBeLessThanOrEqual(LONGEST_GAP_MS);
		}
	});
});

/**
 * Before anything was learned the documentation is all there is: at most so many times the cost
 * of the best plan, alone and in runs of twenty. A tenth above what was measured.
 */
const COLD: ReadonlyArray<readonly [name: string, alone: number, inRuns: number]> = [
	['log-normal, sigma 0.1', 1.34, 1.34],
	['log-normal, sigma 0.2', 1.14, 1.21],
	['log-normal, sigma 0.25', 1.12, 1.2],
	['log-normal, sigma 0.3', 1.14, 1.22],
	['log-normal, sigma 0.4', 1.18, 1.25],
	['a heavy tail', 1.15, 1.26],
	['two sorts of jobs, 30 s and 86 s', 2.23, 2.15],
	['ten times as quick as documented', 6.7, 1.22],
	['twice as quick as documented', 2.98, 1.4],
	['half as quick as documented', 1.82, 1.68],
	['nothing documented', 2.14, 1.8],
];

it.each(COLD)('%s: before anything was learned', (name, alone, inRuns) => {
	const { cold, batch, best } = found(name);
	expect(costOf(cold) / costOf(best)).toBeLessThanOrEqual(alone);
	expect(costOf(batch) / costOf(best)).toBeLessThanOrEqual(inRuns);
});

it('knows of every distribution what it costs before anything was learned', () => {
	expect(COLD.map(([name]) => name)).toEqual(CASES.map(({ name }) => name));
});

it('does not drift away from the truth while it learns from its own looks', () => {
	const takes = logNormal(MEAN_MS / 10, 0.25);
	const memory = new Memory();
	const tookMs = sample(takes, 4000, 21);
	const followed = withFixedChance(() =>
		Array.from({ length: 200 }, (_, at) =>
			followBatch(tookMs.slice(at * 20, (at + 1) * 20), MEAN_MS, memory),
		).flat(),
	);
	const best = costOf(bestPlan(sample(takes, 20_000, 11)));
	expect(costOf(figuresOf(followed.slice(3000))) / best).toBeLessThanOrEqual(1.2);
});

describe('the best plan', () => {
	it('costs less than any other', () => {
		const tookMs = sample(logNormal(MEAN_MS, 0.25), 400, 7);
		const best = costOf(bestPlan(tookMs));
		for (let everyMs = 1000; everyMs <= 10_000; everyMs += 250) {
			expect(costOf(figuresOf(followEvery(tookMs, everyMs)))).toBeGreaterThanOrEqual(best);
		}
		const planned = tookMs.flatMap((ms) => followBatch([ms], MEAN_MS));
		expect(costOf(figuresOf(planned))).toBeGreaterThanOrEqual(best);
	});

	it('for jobs that all take alike is one look each ten seconds, the last in time', () => {
		expect(bestPlan(Array<number>(10).fill(30_000))).toEqual({ lateMs: 0, looks: 3 });
		expect(bestPlan([30_100])).toEqual({ lateMs: 150, looks: 4 });
	});
});
