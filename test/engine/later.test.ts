import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { SandboxOptions } from '../../sandbox';
import {
	type Bench,
	closeBenches,
	contentOf,
	hintTexts,
	openBench,
	urlRows,
} from './support/bench';

afterEach(closeBenches);

const get = async (bench: Bench, requestId: string, more: object = {}) =>
	await bench.run({ parameters: { resource: 'request', operation: 'get', requestId, ...more } });

const submit = async (bench: Bench, count = 1) =>
	await bench.edit(
		{ prompt: '={{ "item " + $json.n }}', options: { waitForCompletion: false } },
		{ items: Array.from({ length: count }, (_, n) => ({ json: { n } })) },
	);

describe('Wait for Completion off', () => {
	it('submits and does not wait', async () => {
		const bench = await openBench({ jobSeconds: 60 });
		const startMs = bench.clock?.now() ?? 0;
		const { output, error } = await submit(bench, 3);
		expect(error).toBeUndefined();
		expect(bench.clock?.now()).toBe(startMs);
		expect(bench.calls('status')).toEqual([]);
		expect(output.map(({ json }) => json)).toEqual(
			bench.sandbox.jobs.map(({ id }) => ({
				model: 'gpt-image-1-edit',
				requestId: id,
				status: 'QUEUED',
				submittedAt: new Date(startMs).toISOString(),
				expiresAt: new Date(startMs + 3_600_000).toISOString(),
			})),
		);
	});

	it('hands a submission out again instead of repeating it', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: '400', nth: 3, times: 1 }] });
		const { output } = await bench.edit(
			{
				prompt: '={{ "item " + $json.n }}',
				options: { concurrency: 1, waitForCompletion: false },
			},
			{
				items: [{ json: { n: 0 } }, { json: { n: 1 } }, { json: { n: 2 } }],
				node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			},
		);
		expect(output).toHaveLength(3);
		expect(bench.sandbox.jobs).toHaveLength(3);
	});
});

describe('Wait for Completion off, elsewhere', () => {
	const fields = {
		bodyMode: 'json',
		bodyJson: '={{ JSON.stringify({ prompt: "item " + $json.n }) }}',
	};

	it('of any model: submits and does not wait, and Get takes its result', async () => {
		const bench = await openBench({ jobSeconds: 300 });
		const startMs = bench.clock?.now() ?? 0;
		const modelSlug = { mode: 'slug', value: 'sandbox-video' };
		const { output, error } = await bench.run({
			items: [{ json: { n: 0 } }, { json: { n: 1 } }],
			parameters: {
				resource: 'model',
				operation: 'run',
				modelSlug,
				...fields,
				options: { waitForCompletion: false },
			},
		});
		expect(error).toBeUndefined();
		expect(bench.clock?.now()).toBe(startMs);
		expect(output.map(({ json }) => json)).toEqual(
			bench.sandbox.jobs.map(({ id }) => ({
				model: 'sandbox-video',
				requestId: id,
				status: 'QUEUED',
				submittedAt: new Date(startMs).toISOString(),
				expiresAt: new Date(startMs + 3_600_000).toISOString(),
			})),
		);
		const fetched = await get(bench, String(output[1]?.json.requestId));
		expect(fetched.output[0]?.json).toMatchObject({ mimeType: 'video/mp4' });
		expect(bench.sandbox.jobs).toHaveLength(2);
	});

	it.each([
		['generate', { model: 'p-image' }],
		['upscale', { model: 'esrgan' }],
	])('is what Image: %s does where it is told not to wait', async (operation, more) => {
		const bench = await openBench({ jobSeconds: 60 });
		const startMs = bench.clock?.now() ?? 0;
		const { output } = await bench.run({
			parameters: {
				...{ operation, prompt: 'A lighthouse', images: urlRows(bench.pictureUrl), ...more },
				options: { waitForCompletion: false },
			},
		});
		expect(bench.clock?.now()).toBe(startMs);
		expect(output[0]?.json).toMatchObject({ status: 'QUEUED', model: more.model });
		const fetched = await get(bench, String(output[0]?.json.requestId));
		expect(fetched.output[0]?.binary).toBeDefined();
	});
});

describe('Get', () => {
	it('emits what Edit emits', async () => {
		const bench = await openBench({ jobSeconds: 30 });
		const submitted = await submit(bench);
		const requestId = String(submitted.output[0]?.json.requestId);
		const { output, error } = await get(bench, requestId);
		expect(error).toBeUndefined();
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
		const requestId = String((await submit(bench)).output[0]?.json.requestId);
		const { output } = await bench.run({
			parameters: {
				...{ resource: 'request', operation: 'get' },
				requestId: { __rl: true, ...locator(requestId) },
			},
		});
		expect(output[0]?.json).toMatchObject({ requestId, cost: 0.14 });
	});

	it('does not wait where it is told not to', async () => {
		const bench = await openBench({ jobSeconds: 30 });
		const requestId = String((await submit(bench)).output[0]?.json.requestId);
		const { output } = await get(bench, requestId, { waitForCompletion: false });
		expect(output[0]?.json).toEqual({
			requestId,
			status: expect.stringMatching(/^(QUEUED|PROCESSING)$/) as unknown,
		});
	});

	it('says that a record is gone, and what remains', async () => {
		const bench = await openBench();
		const { error } = await get(bench, 'no-such-request');
		expect(error?.message).toBe(`${API_ERRORS.requestNotFound.message} [item 0]`);
		expect(error?.description).toContain('may be mistyped');
		expect(error?.description).toContain('one hour');
		expect(error?.description).toContain('another account');
		expect(error?.description).toContain('no-such-request');
	});

	it.each(['../v1/get-user-credits', '..', 'a b', '={{ "" }}', '={{ $json.requestId }}'])(
		'refuses %s',
		async (requestId) => {
			const bench = await openBench();
			const { error } = await get(bench, requestId);
			expect(error?.message).toBe(`${INPUT_ERRORS.requestIdInvalid.message} [item 0]`);
			expect(bench.sandbox.requests).toEqual([]);
		},
	);
});

describe('Get Credits', () => {
	const credits = { resource: 'account', operation: 'getCredits' };

	it('gives the balance, asked for once', async () => {
		const bench = await openBench({ credits: 12.5, freeCredits: 0.25 });
		const { output } = await bench.run({ items: [{}, {}], parameters: credits });
		const row = { credits: 12.5, freeCredits: 0.25, total: 12.75 };
		expect(output.map(({ json }) => json)).toEqual([row, row]);
		expect(bench.calls('credits')).toHaveLength(1);
	});

	it('takes an account that never held credits for an empty one', async () => {
		const bench = await openBench({ creditsAnswer: 'not-found' });
		const { output } = await bench.run({ parameters: credits });
		expect(output[0]?.json).toEqual({ credits: 0, freeCredits: 0, total: 0 });
	});
});

describe('limits on spending', () => {
	const edit = (bench: Bench, options: object) => ({
		items: Array.from({ length: 6 }, (_, n) => ({ json: { n } })),
		parameters: {
			prompt: '={{ "item " + $json.n }}',
			images: urlRows(bench.pictureUrl),
			options,
		},
	});

	it('submits what fits and says of the rest that it did not', async () => {
		const bench = await openBench();
		const { output, error } = await bench.run(edit(bench, { maxCostUsd: 0.5, concurrency: 6 }));
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
		const job = edit(bench, { maxCostUsd: 0.5, concurrency: 1 });
		const { output } = await bench.run({
			...job,
			parameters: { ...job.parameters, quality: 'high' },
		});
		expect(bench.billedUsd).toBeLessThanOrEqual(0.5);
		expect(output.filter(({ binary }) => binary).length).toBeGreaterThan(0);
	});

	it('comes to an end with a message when nothing fits', async () => {
		const bench = await openBench();
		const { error } = await bench.run(edit(bench, { maxCostUsd: 0.1 }));
		expect(error?.message).toBe(`${API_ERRORS.overBudget.message} [item 0]`);
		expect(bench.sandbox.jobs).toEqual([]);
	});

	it('submits nothing when the balance is too low, and asks for it once', async () => {
		const bench = await openBench({ credits: 0.5, freeCredits: 0 });
		const { error } = await bench.run(edit(bench, { minBalanceUsd: 1 }));
		expect(error?.message).toBe(`${API_ERRORS.balanceTooLow.message} [item 0]`);
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
		const parameters = { resource: 'request', operation: 'get', requestId: '={{ $json.id }}' };
		const outcome = await bench.run({ items, parameters });
		expect(outcome.output).toHaveLength(jobs.length * (options.outputsPerJob ?? 1));
		expect(hintTexts(outcome)).toEqual([expect.stringContaining(summary)]);
	});
});

it('sums up a run for the editor', async () => {
	const bench = await openBench({ credits: 0.6, freeCredits: 0 });
	const { run } = await bench.edit({}, { items: [{}, {}, {}] });
	const hints = run.data.resultData.runData.Segmind?.[0]?.hints ?? [];
	expect(hints).toEqual([
		{
			message:
				'3 images for $0.42. $0.18 of credits left: less than as many images again would cost. Add credits at <a href="https://platform.segmind.com" target="_blank">https://platform.segmind.com</a>.',
			type: 'warning',
			location: 'outputPane',
		},
	]);
});
