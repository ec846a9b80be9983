import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { clock } from '../../nodes/Segmind/core/clock';
import type { FaultRule, SandboxOptions, Step } from '../../sandbox';
import {
	closeBenches,
	fileRows,
	openBench,
	outcomeOf,
	urlRows,
	type Bench,
	type Job,
} from './support/bench';
import { picture } from './support/pictures';
import { jsonFlow, jsonModel, CONTINUING, numbered } from './support/jobs';

afterEach(closeBenches);

const LONG_MS = 60_000;

/** A bench whose own waiting (slow answers, direct calls) takes virtual time as well. */
async function openSlowBench(options: SandboxOptions): Promise<Bench> {
	const bench = await openBench({ sleep: async (ms) => await clock.sleep(ms), ...options });
	if (bench.clock) bench.clock.held = () => bench.sandbox.held();
	return bench;
}

/** So many items, each with a file of its own. */
const withFiles = async (count: number) =>
	await Promise.all(
		Array.from({ length: count }, async (_, n) => ({
			json: { n },
			files: { data: await picture(n + 1) },
		})),
	);

const prompt = '={{ "wish " + $json.n }}';

/** Seconds from the start of the run to each submit. */
const submittedAt = (bench: Bench, step: 'submit' | 'sync', startedAtMs: number): number[] =>
	bench.calls(step).map(({ at }) => (at - startedAtMs) / 1000);

describe('Maximum Wait begins with the submit', () => {
	const options = { maxWaitSeconds: 60 };

	it(
		'a job whose upload waited for its place longer than that gets its whole wait',
		async () => {
			const bench = await openSlowBench({
				jobSeconds: 55,
				slowAnswerMs: 40_000,
				faults: [{ step: 'upload', kind: 'slow' }],
			});
			const startedAtMs = clock.date();
			const { output } = await bench.done({
				items: await withFiles(9),
				parameters: { prompt, images: fileRows('data'), options },
			});
			expect(output).toHaveLength(9);
			expect(Math.max(...submittedAt(bench, 'submit', startedAtMs))).toBeGreaterThan(100);
			expect(bench.sandbox.jobs).toHaveLength(9);
		},
		LONG_MS,
	);

	it(
		'a direct call that waited for its place longer than that gets its whole wait',
		async () => {
			const bench = await openSlowBench({ jobSeconds: 55 });
			const startedAtMs = clock.date();
			const { output } = await bench.edited(
				{ prompt, options: { ...options, delivery: 'sync' } },
				{ items: numbered(12) },
			);
			expect(output).toHaveLength(12);
			expect(Math.max(...submittedAt(bench, 'sync', startedAtMs))).toBeGreaterThan(100);
			expect(bench.sandbox.jobs).toHaveLength(12);
		},
		LONG_MS,
	);
});

describe('the time before a submit has a bound of its own', () => {
	it.each([
		['upload', { step: 'upload', kind: '503' }],
		['submit', { step: 'submit', kind: 'rate-limit' }],
	] as const)('nothing is submitted after it, and nothing was billed: %s', async (step, fault) => {
		const bench = await openSlowBench({ faults: [fault] });
		const startedAtMs = clock.date();
		const { error } = await bench.run({
			items: await withFiles(1),
			parameters: { prompt, images: fileRows('data'), options: { maxWaitSeconds: 30 } },
		});
		expect(clock.date() - startedAtMs).toBeLessThanOrEqual(75_000);
		expect(error?.description).toContain('Nothing was billed.');
		expect(bench.sandbox.jobs).toHaveLength(0);
		if (step === 'submit') expect(error?.message).toContain(API_ERRORS.rateLimited.message);
	});

	it('a repeat whose turn would come after its deadline is not waited for', async () => {
		const bench = await openSlowBench({
			faults: [
				{ step: 'submit', kind: 'rate-limit-long', promptIncludes: 'wish 0' },
				{ step: 'submit', kind: '502', promptIncludes: 'wish 1' },
			],
		});
		const startedAtMs = clock.date();
		const { output } = await bench.edit(
			{ prompt, options: { maxWaitSeconds: 30 } },
			{ items: numbered(2), node: CONTINUING },
		);
		expect(clock.date() - startedAtMs).toBeLessThanOrEqual(75_000);
		expect(output.map(({ json }) => json.error)).toEqual([
			`${API_ERRORS.rateLimited.message} [item 0]`,
			`${API_ERRORS.submitUnclear.message} [item 1]`,
		]);
	});
});

describe('what is told to come back after Maximum Wait is asked for once more when it ends', () => {
	const LONG = { kind: 'rate-limit-long', nth: 1, times: 1 } as const;
	const image = (bench: Bench, more: object = {}) => ({
		prompt: 'A lighthouse',
		images: urlRows(bench.pictureUrl),
		options: { maxWaitSeconds: 30, ...more },
	});
	const options = { maxWaitSeconds: 30 };
	const flow = (bench: Bench) => jsonFlow(bench, { options });
	const direct = (bench: Bench) => image(bench, { delivery: 'sync' });
	const video = () => jsonModel('sandbox-video', { prompt: 'A lighthouse' }, { options });

	it.each<[string, FaultRule, (bench: Bench) => object, SandboxOptions?]>([
		['a status: 429 for 14 minutes', { step: 'status', ...LONG }, image],
		['a status of any model', { step: 'status', ...LONG }, video],
		['a status of a PixelFlow', { step: 'status', ...LONG }, flow],
		['a result: 429 for 14 minutes', { step: 'result', ...LONG }, image],
		['a file: 429 for 14 minutes', { step: 'download', ...LONG }, image],
		[
			'a file of a direct call',
			{ step: 'download', ...LONG },
			direct,
			{ syncAnswer: 'json-images' },
		],
		['the balance', { step: 'credits', ...LONG }, (bench) => image(bench, { minBalanceUsd: 1 })],
		['a status: 502 until shortly before', { step: 'status', kind: '502', forMs: 29_000 }, image],
		[
			'a status: no answer until shortly before',
			{ step: 'status', kind: 'reset-before', forMs: 29_000 },
			image,
		],
		['a result: 504 until shortly before', { step: 'result', kind: '504', forMs: 59_500 }, image],
		['a result: 404 until shortly before', { step: 'result', kind: '404', forMs: 59_500 }, image],
		['a file: 503 until shortly before', { step: 'download', kind: '503', forMs: 29_500 }, image],
		[
			'a file: 404 until its minute is nearly over',
			{ step: 'download', kind: '404', forMs: 59_500 },
			image,
		],
		[
			'a status whose answer comes after it',
			{ step: 'status', kind: 'slow', nth: 1 },
			image,
			{ jobSeconds: 20, slowAnswerMs: 40_000 },
		],
	])('%s', async (_name, fault, parametersOf, more = {}) => {
		const bench = await openSlowBench({ jobSeconds: 3, faults: [fault], ...more });
		const startedAtMs = clock.date();
		const { output } = await bench.done({ parameters: { ...parametersOf(bench) } });
		expect(output).toHaveLength(1);
		expect(Object.keys(output[0]?.binary ?? {})).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(1);
		expect((bench.sandbox.requests.at(-1)?.at ?? 0) - startedAtMs).toBeLessThan(75_000);
	});

	it('and no more often: then it is told', async () => {
		const bench = await openSlowBench({ faults: [{ step: 'status', kind: 'rate-limit-long' }] });
		const startedAtMs = clock.date();
		const { error } = await bench.run({ parameters: image(bench) });
		expect(error?.message).toContain(API_ERRORS.rateLimited.message);
		expect(error?.description).toContain(bench.sandbox.jobs[0]?.id);
		const [first, last, ...more] = bench.calls('status').map(({ at }) => at - startedAtMs);
		expect(first).toBeLessThan(1000);
		expect(last).toBeGreaterThanOrEqual(30_000);
		expect(more).toEqual([]);
	});
});

describe.each([
	['forward an hour', 3_600_000],
	['forward a month', 30 * 86_400_000],
	['back an hour', -3_600_000],
])("the system's clock is set %s while the node waits", (_how, setMs) => {
	const options = { maxWaitSeconds: 60 };

	/** Sets the clock when so many requests of a step have come. */
	async function runAndSet(bench: Bench, step: Step, count: number, job: Job) {
		const execution = await bench.start(job);
		while (bench.calls(step).length < count) await new Promise((go) => setImmediate(go));
		if (bench.clock) bench.clock.aheadMs = setMs;
		return outcomeOf(await execution.done);
	}

	it.each([
		['a job of the queue', 'queue', { step: 'status', kind: '502', nth: 2 }, 'status', 3],
		['a record that is late', 'queue', { step: 'status', kind: '404', forMs: 20_000 }, 'status', 3],
		['a result that is late', 'queue', { step: 'result', kind: '404', forMs: 20_000 }, 'result', 2],
		[
			'a file that is late',
			'queue',
			{ step: 'download', kind: '404', forMs: 20_000 },
			'download',
			2,
		],
		[
			'a submit that was refused',
			'queue',
			{ step: 'submit', kind: 'rate-limit', nth: 1, times: 9 },
			'submit',
			2,
		],
		['a direct call', 'sync', { step: 'sync', kind: 'rate-limit', nth: 1, times: 9 }, 'sync', 2],
	] as const)('%s is waited for as ever', async (_name, delivery, fault, step, count) => {
		const bench = await openSlowBench({ jobSeconds: 35, faults: [fault] });
		const startedAtMs = bench.clock?.now() ?? 0;
		const { output, error } = await runAndSet(bench, step, count, {
			parameters: { prompt, images: urlRows(bench.pictureUrl), options: { ...options, delivery } },
			items: numbered(1),
		});
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(1);
		expect((bench.sandbox.requests.at(-1)?.at ?? 0) - startedAtMs).toBeLessThan(90_000);
	});
});
