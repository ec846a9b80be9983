import { clock } from '../../nodes/Segmind/core/clock';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { closeBenches, openBench, urlRows, type Bench } from './support/bench';
import { numbered } from './support/jobs';

afterEach(closeBenches);

const LONG_MS = 90_000;

const wishes = (bench: Bench, count: number, options: Record<string, unknown> = {}) => ({
	items: numbered(count),
	parameters: {
		prompt: '={{ "wish " + $json.n }}',
		images: urlRows(bench.pictureUrl),
		options,
	},
});

/** The most of these moments within any second. */
const mostInASecond = (atMs: readonly number[]): number =>
	Math.max(...atMs.map((ms) => atMs.filter((one) => one >= ms && one < ms + 1000).length));

it(
	'left as it is, twice as many jobs run once twenty are done, with fewer than sixty polls a second',
	async () => {
		const bench = await openBench({ jobSeconds: 10 });
		const startMs = clock.now();
		const { output } = await bench.run(wishes(bench, 60));
		expect(output).toHaveLength(60);
		// two rounds; twenty at a time take three
		expect(clock.now() - startMs).toBeLessThan(24_000);
		expect(mostInASecond(bench.calls('status').map(({ at }) => at))).toBeLessThan(60);
	},
	LONG_MS,
);

it('a number that was entered stays', async () => {
	const bench = await openBench({ jobSeconds: 10 });
	const startMs = clock.now();
	await bench.run(wishes(bench, 9, { concurrency: 3 }));
	expect(clock.now() - startMs).toBeGreaterThan(30_000);
});

it('results are fetched three at a time', async () => {
	const bench = await openBench({
		sleep: async (ms) => await clock.sleep(ms),
		slowAnswerMs: 10_000,
		faults: [{ step: 'result', kind: 'slow' }],
	});
	if (bench.clock) bench.clock.held = () => bench.sandbox.held();
	await bench.run(wishes(bench, 7));
	const atMs = bench.calls('result').map(({ at }) => at);
	for (const [position, ms] of atMs.slice(3).entries()) {
		expect(ms - (atMs[position] ?? 0)).toBeGreaterThanOrEqual(10_000);
	}
});

describe.each([
	['left as it is', 0, 20],
	['3', 3, 3],
	['25', 25, 25],
])(
	'no more jobs are left running than were in flight: Parallel Jobs %s',
	(_name, concurrency, most) => {
		it('after Stop', async () => {
			const bench = await openBench({ jobSeconds: 1000 });
			const execution = await bench.start(wishes(bench, 30, { concurrency }));
			while (bench.calls('status').length < 3 * most) await new Promise(setImmediate);
			execution.stop();
			await execution.done;
			expect(bench.sandbox.jobs).toHaveLength(most);
		});

		it('after the first item that fails', async () => {
			const bench = await openBench({
				jobSeconds: ({ body }) => (body.prompt === 'wish 0' ? 5 : 100),
				faults: [{ step: 'submit', kind: 'failed', promptIncludes: 'wish 0' }],
			});
			const { error } = await bench.run(wishes(bench, 30, { concurrency }));
			expect(error?.message).toContain(API_ERRORS.jobFailed.message);
			// in the place of the one that failed a second one was in flight
			expect(bench.sandbox.jobs).toHaveLength(most + 1);
		});
	},
);
