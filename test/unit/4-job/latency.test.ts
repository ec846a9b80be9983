import fc from 'fast-check';
import { documented, hazard, learned, type Latency } from '../../../nodes/Segmind/4-job/latency';

/** Chance that a job is done by then, added up out of the chance per millisecond. */
function doneBy(latency: Latency, ms: number, stepMs = 50): number {
	let sum = 0;
	for (let t = stepMs / 2; t < ms; t += stepMs) sum += hazard(latency, t) * stepMs;
	return 1 - Math.exp(-sum);
}

const medianOf = (latency: Latency): number => {
	let ms = 0;
	while (doneBy(latency, ms, 100) < 0.5 && ms < 900_000) ms += 500;
	return ms;
};

const meanOf = ({ medianMs, sigma }: Latency): number => medianMs * Math.exp(sigma ** 2 / 2);

it('believes the documented average', () => {
	expect(meanOf(documented(58_030))).toBeCloseTo(58_030, 3);
	expect(documented(58_030).doubt).toBeLessThan(documented(null).doubt);
});

it('has half of the jobs done at the median, none at the start, nearly all in the end', () => {
	const certain: Latency = { medianMs: 40_000, sigma: 0.25, doubt: 0 };
	expect(doneBy(certain, 10_000)).toBeLessThan(0.001);
	expect(doneBy(certain, 40_000)).toBeCloseTo(0.5, 2);
	expect(doneBy(certain, 40_000 * Math.exp(0.25))).toBeCloseTo(0.8413, 2);
	expect(doneBy(certain, 100_000)).toBeGreaterThan(0.999);
});

it('doubts: a job may be done long before or long after', () => {
	const doubted = documented(58_000);
	expect(doneBy(doubted, 20_000)).toBeGreaterThan(0.02);
	expect(doneBy(doubted, 200_000, 200)).toBeLessThan(0.9999);
});

it('is never negative nor infinite, whatever is believed and however long it takes', () => {
	const belief = fc.record({
		medianMs: fc.double({ min: 1, max: 1e7, noNaN: true }),
		sigma: fc.double({ min: 0.04, max: 1, noNaN: true }),
		doubt: fc.double({ min: 0, max: 1, noNaN: true }),
	});
	fc.assert(
		fc.property(belief, fc.double({ min: 0, max: 1e8, noNaN: true }), (latency, ms) => {
			const chance = hazard(latency, ms);
			return Number.isFinite(chance) && chance >= 0;
		}),
	);
});

describe('what was seen', () => {
	it('moves the belief towards it, the more the more often', () => {
		const distance = (count: number) =>
			Math.abs(learned(58_000, Array<number>(count).fill(70_000)).medianMs - 70_000);
		expect(distance(1)).toBeLessThan(Math.abs(documented(58_000).medianMs - 70_000));
		expect(distance(10)).toBeLessThan(distance(3));
		expect(distance(50)).toBeLessThan(1000);
	});

	it('overrules documentation that is far off, at once', () => {
		expect(learned(58_000, [6000]).medianMs).toBeCloseTo(6000, -2);
		expect(learned(null, [300_000]).medianMs).toBeCloseTo(300_000, -4);
		expect(medianOf(learned(58_000, [6000, 6500, 5500]))).toBeLessThan(8000);
	});

	it('narrows the spread where jobs take alike, and widens it where they do not', () => {
		const alike = learned(58_000, Array<number>(20).fill(58_000)).sigma;
		const apart = learned(58_000, [20_000, 60_000, 90_000, 30_000, 120_000]).sigma;
		expect(alike).toBeLessThan(documented(58_000).sigma);
		expect(apart).toBeGreaterThan(documented(58_000).sigma);
	});
});
