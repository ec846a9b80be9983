import fc from 'fast-check';
import { documented, learned, logNormal, type Latency } from '../../../nodes/Segmind/4-job/latency';
import {
	jitter,
	LONGEST_GAP_MS,
	planLooks,
	SHORTEST_GAP_MS,
} from '../../../nodes/Segmind/4-job/schedule';

/** Moments at which a job is looked at until it is done, and by how much the last one is late. */
function watch(latency: Latency, tookMs: number): { looks: number[]; lateMs: number } {
	const plan = planLooks(latency);
	const looks: number[] = [];
	let ms = 0;
	while (ms < tookMs) {
		ms += plan.nextLookMs(ms);
		looks.push(ms);
	}
	return { looks, lateMs: ms - tookMs };
}

const gapsOf = (looks: readonly number[]): number[] =>
	looks.map((ms, at) => ms - (looks[at - 1] ?? 0));

const anyBelief = fc
	.record({
		medianMs: fc.double({ min: 500, max: 600_000, noNaN: true }),
		sigma: fc.double({ min: 0.02, max: 1, noNaN: true }),
		doubt: fc.double({ min: 0, max: 1, noNaN: true }),
	})
	.map(({ medianMs, sigma, doubt }) => logNormal({ center: Math.log(medianMs), sigma }, doubt));

it('never looks twice within a second, nor leaves a job alone for longer than ten, jitter included', () => {
	fc.assert(
		fc.property(
			anyBelief,
			fc.array(fc.integer({ min: 0, max: 2_000_000 }), { minLength: 20 }),
			(latency, moments) => {
				const plan = planLooks(latency);
				return moments.every((elapsedMs) => {
					const gap = plan.nextLookMs(elapsedMs);
					// the observer cuts off what jitter takes from the shortest gap
					return gap >= SHORTEST_GAP_MS && gap * 1.025 <= LONGEST_GAP_MS;
				});
			},
		),
	);
	expect([SHORTEST_GAP_MS, LONGEST_GAP_MS]).toEqual([1000, 10_000]);
});

it('is shifted by a fortieth at most, either way', () => {
	const factors = Array.from({ length: 1000 }, jitter);
	expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.975);
	expect(Math.max(...factors)).toBeLessThanOrEqual(1.025);
	expect(Math.max(...factors) - Math.min(...factors)).toBeGreaterThan(0.04);
});

it('looks for the first time when the first jobs are done, not before', () => {
	const { looks } = watch(logNormal({ center: Math.log(10_000), sigma: 0.1 }, 0), 30_000);
	// one job in a hundred is done after 7.9 s, one in four after 9.35 s
	expect(looks[0]).toBeGreaterThanOrEqual(7900);
	expect(looks[0]).toBeLessThanOrEqual(9350);
});

it('looks close together around the middle, wider before it and in the tail', () => {
	const latency = logNormal({ center: Math.log(60_000), sigma: 0.1 }, 0.02);
	const { looks } = watch(latency, 140_000);
	const within = (fromMs: number, toMs: number): number[] =>
		gapsOf(looks).filter((_, at) => (looks[at] ?? 0) > fromMs && (looks[at] ?? 0) <= toMs);
	expect(Math.min(...within(0, 40_000))).toBeGreaterThan(5000);
	expect(Math.max(...within(54_000, 68_000))).toBeLessThanOrEqual(2500);
	expect(Math.min(...within(90_000, 140_000))).toBeGreaterThan(5000);
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

it('knows of what was seen when to look', () => {
	const seen = [57_000, 58_000, 59_000, 58_500].map((ms) => ({ fromMs: ms - 1000, toMs: ms }));
	const plan = planLooks(learned(58_000, seen));
	expect(plan.nextLookMs(20_000)).toBeGreaterThan(4000);
	expect(plan.nextLookMs(57_000)).toBeLessThan(2500);
});

it('plans within moments, as it does so for every few jobs of a batch', () => {
	const startMs = performance.now();
	for (let n = 0; n < 50; n += 1) planLooks(documented(58_000 + n));
	// 2 ms each where nothing else runs
	expect(performance.now() - startMs).toBeLessThan(2500);
});
