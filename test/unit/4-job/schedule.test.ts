import fc from 'fast-check';
import { documented, learned, type Latency } from '../../../nodes/Segmind/4-job/latency';
import {
	jitter,
	LONGEST_GAP_MS,
	nextLookMs,
	SHORTEST_GAP_MS,
} from '../../../nodes/Segmind/4-job/schedule';

/** Moments at which a job is looked at until it is done, and by how much the last one is late. */
function watch(latency: Latency, tookMs: number): { looks: number[]; lateMs: number } {
	const looks: number[] = [];
	let ms = 0;
	while (ms < tookMs) {
		ms += nextLookMs(ms, latency);
		looks.push(ms);
	}
	return { looks, lateMs: ms - tookMs };
}

/** Log-normal samples in an even spread: the quantiles of the belief itself. */
const SPREAD = [-1.64, -1.04, -0.67, -0.39, -0.13, 0.13, 0.39, 0.67, 1.04, 1.64];
const jobsOf = ({ medianMs, sigma }: Latency): number[] =>
	SPREAD.map((z) => medianMs * Math.exp(z * sigma));

const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

const anyBelief = fc.record({
	medianMs: fc.double({ min: 500, max: 600_000, noNaN: true }),
	sigma: fc.double({ min: 0.04, max: 1, noNaN: true }),
	doubt: fc.double({ min: 0, max: 1, noNaN: true }),
});

it('never looks twice within a second, nor leaves a job alone for longer than ten', () => {
	fc.assert(
		fc.property(anyBelief, fc.integer({ min: 0, max: 900_000 }), (latency, elapsedMs) => {
			const gap = nextLookMs(elapsedMs, latency);
			return gap >= SHORTEST_GAP_MS && gap <= LONGEST_GAP_MS;
		}),
	);
	expect([SHORTEST_GAP_MS, LONGEST_GAP_MS]).toEqual([1000, 10_000]);
});

it('looks early once, for documentation that is far off', () => {
	fc.assert(fc.property(anyBelief, (latency) => nextLookMs(0, latency) <= 3000));
});

it('finds jobs of a minute a second or two after they are done, with few looks', () => {
	const latency = documented(58_000);
	const watched = jobsOf(latency).map((tookMs) => watch(latency, tookMs));
	expect(mean(watched.map(({ lateMs }) => lateMs))).toBeLessThan(2000);
	expect(mean(watched.map(({ looks }) => looks.length))).toBeLessThan(20);
});

it('looks seldom while a job can hardly be done, and often when it probably is', () => {
	const latency = learned(58_000, [57_000, 58_000, 59_000, 58_500]);
	expect(nextLookMs(10_000, latency)).toBeGreaterThan(4000);
	expect(nextLookMs(57_000, latency)).toBeLessThan(2500);
});

it('finds quick jobs of a model that is documented as slow', () => {
	expect(watch(documented(58_000), 4000).lateMs).toBeLessThan(8000);
	expect(watch(documented(null), 4000).lateMs).toBeLessThan(4000);
});

it('finds slow jobs of a model that is documented as quick', () => {
	const { looks, lateMs } = watch(documented(5000), 300_000);
	expect(lateMs).toBeLessThanOrEqual(LONGEST_GAP_MS);
	expect(looks.length).toBeLessThan(80);
});

it('is shifted by a twentieth at most', () => {
	for (let n = 0; n < 1000; n += 1) {
		const factor = jitter();
		expect(factor).toBeGreaterThanOrEqual(0.9);
		expect(factor).toBeLessThanOrEqual(1);
	}
});
