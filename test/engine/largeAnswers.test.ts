import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
import { clock } from '../../nodes/Segmind/core/clock';
import { closeBenches, openBench, urlRows } from './support/bench';
import { picture } from './support/pictures';
import { forRetry } from './support/retry';
import { expectError } from './support/expected';

afterEach(closeBenches);

const prompt = 'Make it blue';
const HUGE_BYTES = 150_000_000;
const MEGABYTE = 1_000_000;

/** What is on its way between two processes comes on top. */
const UNDER_WAY_BYTES = 20 * MEGABYTE;

const LONG_MS = 120_000;

describe('150 MB of answer', () => {
	it.each([
		{ step: 'status', kind: 'huge', limitBytes: MEGABYTE },
		{ step: 'result', kind: 'huge', limitBytes: 100 * MEGABYTE },
		{ step: 'status', kind: 'gzip-bomb', limitBytes: MEGABYTE },
		{ step: 'result', kind: 'gzip-bomb', limitBytes: MEGABYTE },
	] as const)(
		'$step, $kind: is left unread, and a later run delivers the image',
		async ({ step, kind, limitBytes }) => {
			const bench = await openBench({
				hugeBytes: HUGE_BYTES,
				faults: [{ step, kind, nth: 1, times: 1 }],
			});
			const job = { parameters: { prompt, images: urlRows(bench.pictureUrl) } };
			const first = await bench.run(job);
			const [{ id } = { id: '' }] = bench.sandbox.jobs;
			const limit = `The limit is ${step === 'status' ? '1 MB' : '100 MB'}.`;
			const says = [id, limit, 'It may have been billed.'];
			expectError(first, FILE_ERRORS.answerTooLarge, ...says);
			expect(bench.calls(step).at(-1)?.fault).toBeDefined();
			expect(JSON.stringify(first.run.data.executionData?.contextData)).toContain(id);
			const [sent] = bench.calls(step).filter(({ fault }) => fault);
			expect(sent?.sentBytes).toBeLessThan(limitBytes + UNDER_WAY_BYTES);

			const second = await bench.run({ ...job, earlier: forRetry(first) });
			expect(second.error).toBeUndefined();
			expect(second.output).toHaveLength(1);
			expect(bench.sandbox.jobs).toHaveLength(1);
		},
		LONG_MS,
	);
});

it.each([
	['upload', { images: { values: [{ source: 'binary' }] } }],
	['credits', { options: { minBalanceUsd: 1 } }],
	['credits', { resource: 'account', operation: 'getCredits' }],
] as const)('of %s costs nothing and speaks of no job: %j', async (step, more) => {
	const bench = await openBench({ hugeBytes: 2 * MEGABYTE, faults: [{ step, kind: 'huge' }] });
	const { error } = await bench.edit(
		{ prompt, ...more },
		{ items: [{ files: { data: await picture() } }] },
	);
	expect(error?.description).toContain('The limit is 1 MB.');
	expect(error?.description).toContain('Nothing was billed.');
	expect(error?.description).not.toMatch(/console|job/);
	expect(bench.sandbox.jobs).toEqual([]);
});

it(
	'a direct answer of a byte a second ends at its deadline, and names its request',
	async () => {
		const bench = await openBench({
			syncAnswer: 'json-images',
			outputsPerJob: 2,
			sleep: async (ms) => await clock.sleep(ms),
			faults: [{ step: 'sync', kind: 'trickle' }],
		});
		if (bench.clock) bench.clock.held = () => bench.sandbox.held();
		const startedAtMs = clock.now();
		const { error } = await bench.edit({
			prompt,
			options: { delivery: 'sync', maxWaitSeconds: 60 },
		});
		expect(clock.now() - startedAtMs).toBeLessThanOrEqual(75_000);
		expectError({ error }, API_ERRORS.directAnswerLost, bench.sandbox.jobs[0]?.id);
	},
	LONG_MS,
);
