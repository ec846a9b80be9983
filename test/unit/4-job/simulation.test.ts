import { LONGEST_GAP_MS, SHORTEST_GAP_MS } from '../../../nodes/Segmind/4-job/schedule';
import {
	bimodal,
	figuresOf,
	followBatch,
	followEvery,
	heavyTail,
	leastCostMs,
	logNormal,
	seeded,
	type Figures,
	type Takes,
} from './simulation';

const MEAN_MS = 58_000;

const BATCH = 20;

/** Delay that one look is worth: what the node's plan is made for. */
const LOOK_MS = 105;

const sample = (takes: Takes, count: number): number[] => {
	const chance = seeded(7);
	return Array.from({ length: count }, () => takes(chance));
};

/** Each job in a run of its own, so that nothing is learned from others. */
const alone = (tookMs: readonly number[], documentedMs: number | null): Figures =>
	figuresOf(tookMs.flatMap((ms) => followBatch([ms], documentedMs)));

/** Jobs in runs of twenty. */
const together = (tookMs: readonly number[], documentedMs: number | null): Figures =>
	figuresOf(
		Array.from({ length: tookMs.length / BATCH }, (_, at) =>
			followBatch(tookMs.slice(at * BATCH, (at + 1) * BATCH), documentedMs),
		).flat(),
	);

const cost = ({ lateMs, looks }: Figures): number => lateMs + LOOK_MS * looks;

const fixChance = (): void => {
	const chance = seeded(9);
	jest.spyOn(Math, 'random').mockImplementation(() => chance());
};

beforeEach(fixChance);

afterEach(() => jest.restoreAllMocks());

describe('jobs of 58 s on average that spread by a quarter', () => {
	const tookMs = sample(logNormal(MEAN_MS, 0.25), 2000);
	let planned: Figures;

	beforeAll(() => {
		fixChance();
		planned = alone(tookMs, MEAN_MS);
	});

	it('are noticed 1.2 s after they are done, with 15 looks at most', () => {
		expect(planned.lateMs).toBeLessThanOrEqual(1200);
		expect(planned.looks).toBeLessThanOrEqual(15);
	});

	it('take about a quarter of the looks of one every second', () => {
		const every = figuresOf(followEvery(tookMs, 1000));
		expect(every.lateMs).toBeCloseTo(500, -2);
		expect(every.looks).toBeGreaterThan(57);
		expect(every.looks / planned.looks).toBeGreaterThan(3.75);
	});

	it('take half the looks of one every two seconds, and are noticed hardly later', () => {
		const every = figuresOf(followEvery(tookMs, 2000));
		expect(planned.looks).toBeLessThan(every.looks / 1.9);
		expect(planned.lateMs).toBeLessThan(every.lateMs + 250);
	});

	it('are noticed in half the time of one look every five seconds, for three looks more', () => {
		const every = figuresOf(followEvery(tookMs, 5000));
		expect(planned.lateMs).toBeLessThan(every.lateMs / 2);
		expect(planned.looks).toBeLessThan(every.looks + 3);
	});
});

interface Case {
	readonly name: string;
	readonly takes: Takes;
	/** Of the model file, in milliseconds. */
	readonly documentedMs: number | null;
	/** At most, for jobs of which nothing is learned: delay, looks, times the cost of the best plan. */
	readonly alone: readonly [lateMs: number, looks: number, ofBest: number];
	/** The same in a run of twenty. */
	readonly together: readonly [lateMs: number, looks: number, ofBest: number];
}

/** The limits lie a tenth above what was measured, so a plan that gets worse shows. */
const CASES: Case[] = [
	{
		name: 'log-normal, 0.1',
		takes: logNormal(MEAN_MS, 0.1),
		documentedMs: MEAN_MS,
		alone: [1100, 15.3, 1.52],
		together: [690, 18.6, 1.49],
	},
	{
		name: 'log-normal, 0.2',
		takes: logNormal(MEAN_MS, 0.2),
		documentedMs: MEAN_MS,
		alone: [1190, 15.6, 1.35],
		together: [850, 21.2, 1.46],
	},
	{
		name: 'log-normal, 0.3',
		takes: logNormal(MEAN_MS, 0.3),
		documentedMs: MEAN_MS,
		alone: [1330, 15.9, 1.34],
		together: [940, 23.6, 1.53],
	},
	{
		name: 'log-normal, 0.4',
		takes: logNormal(MEAN_MS, 0.4),
		documentedMs: MEAN_MS,
		alone: [1720, 16.2, 1.41],
		together: [1090, 26.0, 1.58],
	},
	{
		name: 'a heavy tail',
		takes: heavyTail(MEAN_MS),
		documentedMs: MEAN_MS,
		alone: [1560, 20.3, 1.48],
		together: [1200, 27.4, 1.63],
	},
	{
		name: 'two sorts of jobs',
		takes: bimodal(30_000, 86_000),
		documentedMs: MEAN_MS,
		alone: [2170, 20.2, 2.02],
		together: [1700, 24.3, 2.0],
	},
	{
		name: 'ten times as quick as documented',
		takes: logNormal(5800, 0.25),
		documentedMs: MEAN_MS,
		alone: [5900, 2.2, 7.59],
		together: [1050, 3.4, 1.74],
	},
	{
		name: 'twice as quick as documented',
		takes: logNormal(29_000, 0.25),
		documentedMs: MEAN_MS,
		alone: [4440, 5.0, 3.18],
		together: [1100, 13.6, 1.62],
	},
	{
		name: 'half as quick as documented',
		takes: logNormal(116_000, 0.25),
		documentedMs: MEAN_MS,
		alone: [2240, 42.1, 2.06],
		together: [1060, 53.5, 2.06],
	},
	{
		name: 'nothing documented',
		takes: logNormal(MEAN_MS, 0.25),
		documentedMs: null,
		alone: [2880, 21.9, 2.32],
		together: [740, 37.6, 2.1],
	},
];

describe.each(CASES)('$name', ({ takes, documentedMs, ...limits }) => {
	const tookMs = sample(takes, 240);
	const best = leastCostMs(tookMs, LOOK_MS);

	it.each([
		['alone', alone, limits.alone],
		['in runs of twenty', together, limits.together],
	] as const)('%s', (_name, follow, [lateMs, looks, ofBest]) => {
		const found = follow(tookMs, documentedMs);
		expect(found.lateMs).toBeLessThanOrEqual(lateMs);
		expect(found.looks).toBeLessThanOrEqual(looks);
		expect(cost(found) / best).toBeLessThanOrEqual(ofBest);
		expect(found.shortestGapMs).toBeGreaterThanOrEqual(SHORTEST_GAP_MS);
		expect(found.longestGapMs).toBeLessThanOrEqual(LONGEST_GAP_MS);
	});
});

it('knows the best plan: none of many others costs less', () => {
	const tookMs = sample(logNormal(MEAN_MS, 0.25), 400);
	const best = leastCostMs(tookMs, LOOK_MS);
	for (let everyMs = 1000; everyMs <= 10_000; everyMs += 250) {
		expect(cost(figuresOf(followEvery(tookMs, everyMs)))).toBeGreaterThanOrEqual(best);
	}
	expect(cost(alone(tookMs, MEAN_MS))).toBeGreaterThanOrEqual(best);
});

it('knows the best plan for jobs that all take alike: one look each ten seconds, the last in time', () => {
	const tookMs = Array<number>(10).fill(30_000);
	expect(leastCostMs(tookMs, LOOK_MS)).toBe(3 * LOOK_MS);
	expect(leastCostMs([30_100], LOOK_MS)).toBe(4 * LOOK_MS + 150);
});
