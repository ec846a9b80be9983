import fc from 'fast-check';
import { documented, learned, logNormal, type Latency } from '../../../nodes/Segmind/4-job/latency';

/** Time by which that share of the jobs is done, to the nearest 100 ms. */
function doneAt(latency: Latency, share: number): number {
	let ms = 0;
	while (latency(ms) < share && ms < 900_000) ms += 100;
	return ms;
}

const medianOf = (latency: Latency): number => doneAt(latency, 0.5);

/** How far the middle two thirds reach, as a standard deviation of the logarithm. */
const sigmaOf = (latency: Latency): number =>
	Math.log(doneAt(latency, 0.8413) / doneAt(latency, 0.1587)) / 2;

/** Seen to be done between two looks a second apart. */
const around = (...times: number[]) =>
	times.map((ms) => ({ fromMs: Math.max(0, ms - 500), toMs: ms + 500 }));

it('believes the documented average', () => {
	let mean = 0;
	const latency = documented(58_030);
	// without the doubt, which reaches from one second to a quarter of an hour
	const belief = (ms: number) =>
		(latency(ms) - 0.1 * Math.max(0, Math.log(ms / 1000) / Math.log(900))) / 0.9;
	for (let ms = 100; ms < 300_000; ms += 100) mean += (ms - 50) * (belief(ms) - belief(ms - 100));
	expect(Math.abs(mean - 58_030)).toBeLessThan(100);
});

it('has half of the jobs done at the median, none at the start, all in the end', () => {
	const certain = logNormal({ center: Math.log(40_000), sigma: 0.25 }, 0);
	expect(certain(10_000)).toBeLessThan(1e-6);
	expect(certain(40_000)).toBeCloseTo(0.5, 6);
	expect(certain(40_000 * Math.exp(0.25))).toBeCloseTo(0.8413, 4);
	expect(certain(200_000)).toBe(1);
});

it('doubts: a job may be done long before or long after, all the more where nothing is documented', () => {
	expect(documented(58_000)(20_000)).toBeGreaterThan(0.02);
	expect(documented(58_000)(200_000)).toBeLessThan(0.99);
	expect(documented(null)(5000)).toBeGreaterThan(0.1);
	expect(documented(null)(200_000)).toBeLessThan(0.9);
});

const anySpan = fc
	.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }))
	.map(([fromMs, widthMs]) => ({ fromMs, toMs: fromMs + widthMs }));

it('is a chance that never falls, whatever was seen and still runs', () => {
	fc.assert(
		fc.property(
			fc.option(fc.integer({ min: 1, max: 1_000_000 })),
			fc.array(anySpan, { minLength: 1, maxLength: 30 }),
			fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 20 }),
			(meanMs, seen, openMs) => {
				const latency = learned(meanMs, seen, openMs);
				let before = 0;
				for (let ms = 0; ms < 1e6; ms = ms * 1.05 + 100) {
					const chance = latency(ms);
					expect(chance).toBeGreaterThanOrEqual(before - 1e-7);
					expect(chance).toBeLessThanOrEqual(1 + 1e-7);
					before = chance;
				}
			},
		),
		{ numRuns: 60 },
	);
});

describe('what was seen', () => {
	it('moves the belief towards it, the more the more often', () => {
		const distance = (count: number) =>
			Math.abs(medianOf(learned(58_000, around(...Array<number>(count).fill(70_000)))) - 70_000);
		expect(distance(1)).toBeLessThan(Math.abs(medianOf(documented(58_000)) - 70_000));
		expect(distance(5)).toBeLessThan(distance(1));
		expect(distance(50)).toBeLessThan(1000);
	});

	it('overrules documentation that is far off, at once', () => {
		expect(Math.abs(medianOf(learned(58_000, around(6000))) - 6000)).toBeLessThan(500);
		expect(Math.abs(medianOf(learned(null, around(300_000))) - 300_000)).toBeLessThan(15_000);
	});

	it('narrows the spread where jobs take alike, and widens it where they do not', () => {
		const alike = learned(58_000, around(...Array<number>(20).fill(58_000)));
		const apart = learned(58_000, around(20_000, 60_000, 90_000, 30_000, 120_000));
		expect(sigmaOf(alike)).toBeLessThan(0.1);
		expect(sigmaOf(apart)).toBeGreaterThan(0.3);
	});

	it('of two sorts of jobs stays two sorts', () => {
		const seen = Array.from({ length: 60 }, (_, n) => (n % 2 ? 86_000 : 30_000) + 50 * n);
		const latency = learned(58_000, around(...seen));
		expect(latency(60_000) - latency(45_000)).toBeLessThan(0.02);
		expect(latency(40_000)).toBeCloseTo(0.5, 1);
	});

	it('is found between looks that lie far apart, where all of them agree', () => {
		const early = Array.from({ length: 10 }, () => ({ fromMs: 41_000, toMs: 50_000 }));
		const late = Array.from({ length: 10 }, () => ({ fromMs: 49_000, toMs: 58_000 }));
		const latency = learned(58_000, [...early, ...late]);
		// a quarter if all moments between the looks were alike
		expect(latency(51_500) - latency(47_500)).toBeGreaterThan(0.5);
	});
});

describe('jobs that still run', () => {
	it.each([1, 10])('show that %i that are done were the quick ones', (count) => {
		const seen = around(...Array<number>(count).fill(40_000));
		const open = Array<number>(20 - count).fill(40_000);
		const naive = learned(58_000, seen);
		const aware = learned(58_000, seen, open);
		expect(medianOf(aware)).toBeGreaterThan(medianOf(naive));
		expect(aware(41_000)).toBeLessThan(naive(41_000));
	});

	it('tell nothing when they have just been ordered', () => {
		const seen = around(40_000, 50_000, 60_000);
		const without = medianOf(learned(58_000, seen));
		expect(Math.abs(medianOf(learned(58_000, seen, [0, 0, 0])) - without)).toBeLessThan(500);
	});
});
