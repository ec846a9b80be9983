import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { SandboxOptions } from '../../sandbox';
import {
	type Bench,
	closeBenches,
	contentOf,
	hintsOf,
	hintTexts,
	openBench,
	urlRows,
} from './support/bench';
import { expectError, expectRefused } from './support/expected';
import { edit, get, model, numbered, RETRYING, type Parameters } from './support/jobs';

afterEach(closeBenches);

const NOT_WAITING = { waitForCompletion: false };

const submit = async (bench: Bench, count = 1) =>
	await bench.edited(edit({ options: NOT_WAITING }), { items: numbered(count) });

/** The request ID of a job that was submitted. */
const requestIdOf = async (bench: Bench): Promise<string> =>
	String((await submit(bench)).output[0]?.json.requestId);

describe('Wait for Completion off', () => {
	const images = ({ pictureUrl }: Bench) => urlRows(pictureUrl);

	it.each<[string, string, (bench: Bench) => Parameters]>([
		['Image: Edit', 'gpt-image-1-edit', (bench) => edit({ images: images(bench) })],
		['Image: Generate', 'p-image', () => edit({ operation: 'generate' })],
		['Image: Upscale', 'esrgan', (bench) => ({ operation: 'upscale', images: images(bench) })],
		['Model: Run', 'sandbox-video', () => model('sandbox-video')],
	])('%s submits and does not wait, and Get takes its result', async (_name, slug, of) => {
		const bench = await openBench({ jobSeconds: 60 });
		const startMs = bench.clock?.now() ?? 0;
		const { output } = await bench.done({
			items: numbered(2),
			parameters: { model: slug, ...of(bench), options: NOT_WAITING },
		});
		expect(bench.clock?.now()).toBe(startMs);
		expect(bench.calls('status')).toEqual([]);
		expect(output.map(({ json }) => json)).toEqual(
			bench.sandbox.jobs.map(({ id }) => ({
				...{ model: slug, requestId: id, status: 'QUEUED' },
				submittedAt: new Date(startMs).toISOString(),
				expiresAt: new Date(startMs + 3_600_000).toISOString(),
			})),
		);
		const fetched = await bench.done({ parameters: get(output[1]?.json.requestId) });
		expect(fetched.output[0]?.binary).toBeDefined();
		expect(bench.sandbox.jobs).toHaveLength(2);
	});

	it('hands a submission out again instead of repeating it', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: '400', nth: 3, times: 1 }] });
		const parameters = edit({ options: { concurrency: 1, ...NOT_WAITING } });
		const { output } = await bench.edit(parameters, { items: numbered(3), node: RETRYING });
		expect(output).toHaveLength(3);
		expect(bench.sandbox.jobs).toHaveLength(3);
	});
});

describe('Get', () => {
	it('emits what Edit emits', async () => {
		const bench = await openBench({ jobSeconds: 30 });
		const requestId = await requestIdOf(bench);
		const { output } = await bench.done({ parameters: get(requestId) });
		const edited = await bench.edit({ prompt: 'item 0' });
		expect(Object.keys(output[0]?.json ?? {})).toEqual(Object.keys(edited.output[0]?.json ?? {}));
		expect(output[0]?.json).toMatchObject({ requestId, cost: 0.14, mimeType: 'image/png' });
		const content = await contentOf(output[0]?.binary?.data);
		expect(content.length).toBe(output[0]?.json.fileSize);
	});

	it.each([
		['By ID', (id: string) => ({ mode: 'id', value: id })],
		['By ID, from an expression', (id: string) => ({ mode: 'id', value: `={{ "${id}" }}` })],
		[
			'By URL',
			(id: string) => ({ mode: 'url', value: `https://x.example/v2/requests/${id}/status` }),
		],
	])('takes the request ID %s', async (_name, locator) => {
		const bench = await openBench({ jobSeconds: 30 });
		const requestId = await requestIdOf(bench);
		const parameters = get({ __rl: true, ...locator(requestId) });
		const { output } = await bench.run({ parameters });
		expect(output[0]?.json).toMatchObject({ requestId, cost: 0.14 });
	});

	it('does not wait where it is told not to', async () => {
		const bench = await openBench({ jobSeconds: 30 });
		const requestId = await requestIdOf(bench);
		const { output } = await bench.run({ parameters: get(requestId, NOT_WAITING) });
		const status = expect.stringMatching(/^(QUEUED|PROCESSING)$/) as unknown;
		expect(output[0]?.json).toEqual({ requestId, status });
	});

	it('says that a record is gone, and what remains', async () => {
		const bench = await openBench();
		const outcome = await bench.run({ parameters: get('no-such-request') });
		const says = ['may be mistyped', 'one hour', 'another account', 'no-such-request'];
		expectError(outcome, API_ERRORS.requestNotFound, ...says);
	});

	it.each(['../v1/get-user-credits', '..', 'a b', '={{ "" }}', '={{ $json.requestId }}'])(
		'refuses %s',
		async (requestId) =>
			await expectRefused({ parameters: get(requestId) }, INPUT_ERRORS.requestIdInvalid),
	);
});

describe('Get Credits', () => {
	it.each<[string, SandboxOptions, object]>([
		[
			'the balance',
			{ credits: 12.5, freeCredits: 0.25 },
			{ credits: 12.5, freeCredits: 0.25, total: 12.75 },
		],
		[
			'nothing of an account that never held credits',
			{ creditsAnswer: 'not-found' },
			{ credits: 0, freeCredits: 0, total: 0 },
		],
	])('gives %s, asked for once', async (_name, options, row) => {
		const bench = await openBench(options);
		const parameters = { resource: 'account', operation: 'getCredits' };
		const { output } = await bench.run({ items: [{}, {}], parameters });
		expect(output.map(({ json }) => json)).toEqual([row, row]);
		expect(bench.calls('credits')).toHaveLength(1);
	});
});

describe('limits on spending', () => {
	const limited = async (bench: Bench, options: object, more: object = {}) =>
		await bench.edit(edit({ options, ...more }), { items: numbered(6) });

	it('submits what fits and says of the rest that it did not', async () => {
		const bench = await openBench();
		const { output, error } = await limited(bench, { maxCostUsd: 0.5, concurrency: 6 });
		expect(error).toBeUndefined();
		expect(output.filter(({ binary }) => binary)).toHaveLength(3);
		expect(bench.sandbox.jobs).toHaveLength(3);
		expect(bench.billedUsd).toBeLessThanOrEqual(0.5);
		const refused = output.filter(({ json }) => json.error);
		expect(refused).toHaveLength(3);
		for (const { json } of refused) expect(json.error).toContain(API_ERRORS.overBudget.message);
	});

	it('goes on with the measured price', async () => {
		const bench = await openBench();
		// quality high costs more in the sandbox than the page's average
		const options = { maxCostUsd: 0.5, concurrency: 1 };
		const { output } = await limited(bench, options, { quality: 'high' });
		expect(bench.billedUsd).toBeLessThanOrEqual(0.5);
		expect(output.filter(({ binary }) => binary).length).toBeGreaterThan(0);
	});

	it('submits nothing when the balance is too low, and asks for it once', async () => {
		const bench = await openBench({ credits: 0.5, freeCredits: 0 });
		expectError(await limited(bench, { minBalanceUsd: 1 }), API_ERRORS.balanceTooLow);
		expect(bench.calls('submit')).toEqual([]);
		expect(bench.calls('credits')).toHaveLength(1);
	});
});

describe('the cost of a run that Request: Get summed up', () => {
	it.each<[string, SandboxOptions, string[], string]>([
		['one job in three items', {}, ['a', 'a', 'a'], '1 image for $0.14.'],
		['two jobs in three items', {}, ['a', 'b', 'a'], '2 images for $0.28.'],
		['a job of two images in two items', { outputsPerJob: 2 }, ['a', 'a'], '2 images for $0.28.'],
		['two jobs of two images', { outputsPerJob: 2 }, ['a', 'b'], '4 images for $0.56.'],
	])('counts a request ID once: %s', async (_name, options, jobs, summary) => {
		const bench = await openBench(options);
		const ids = (await submit(bench, 2)).output.map(({ json }) => String(json.requestId));
		const items = jobs.map((job) => ({ json: { id: ids[job === 'a' ? 0 : 1] } }));
		const outcome = await bench.run({ items, parameters: get('={{ $json.id }}') });
		expect(outcome.output).toHaveLength(jobs.length * (options.outputsPerJob ?? 1));
		expect(hintTexts(outcome)).toEqual([expect.stringContaining(summary)]);
	});
});

it.each<[number, (bench: Bench) => Parameters, string, string]>([
	[
		0.6,
		({ pictureUrl }) => edit({ images: urlRows(pictureUrl) }),
		'3 images for $0.42. $0.18 of credits left: less than as many images again would cost. Add credits at <a href="https://platform.segmind.com" target="_blank">https://platform.segmind.com</a>.',
		'warning',
	],
	[9, () => model('sandbox-video'), '3 results for $0.06. $8.94 of credits left.', 'info'],
])('of $%d a run is summed up for the editor', async (credits, of, message, type) => {
	const bench = await openBench({ credits, freeCredits: 0 });
	const outcome = await bench.run({ items: numbered(3), parameters: of(bench) });
	expect(hintsOf(outcome)).toEqual([{ message, type, location: 'outputPane' }]);
});
