import type { IRunExecutionData } from 'n8n-workflow';
import { clock } from '../../nodes/Segmind/core/clock';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { SandboxOptions } from '../../sandbox';
import type { SourceFile } from '../../scripts/engine/nodeTypes';
import {
	closeBenches,
	contentOf,
	fileRows,
	openBench,
	urlRows,
	type Bench,
	type Job,
	type Outcome,
} from './support/bench';
import { maskPicture, picture, sha256 } from './support/pictures';
import { afterWebhook, forRetry, storage } from './support/retry';
import { REQUEST_ID, StandIn } from './support/standIn';

let standIn: StandIn | undefined;

afterEach(async () => {
	await closeBenches();
	await standIn?.close();
	standIn = undefined;
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ledgerOf = (data: IRunExecutionData): string =>
	JSON.stringify(data.executionData?.contextData);

let retries = 0;

/** Retries as a person does, after a change of the node's options if any; n8n gives it a new ID. */
async function retry(
	bench: Bench,
	job: Job,
	data: IRunExecutionData,
	options?: Parameters,
): Promise<Outcome> {
	bench.sandbox.setFaults([]);
	const parameters = data.executionData?.nodeExecutionStack[0]?.node.parameters;
	if (options) Object.assign(parameters ?? {}, { options });
	retries += 1;
	return await bench.run({ ...job, earlier: data, executionId: `retry-${retries}` });
}

type Parameters = Record<string, unknown>;

const file = (name: string, field: string, sendAs = 'url') => ({
	...{ name, source: 'binary', binaryPropertyName: field, sendAs },
});

const model = (slug: string, more: Parameters = {}): Parameters => ({
	resource: 'model',
	operation: 'run',
	modelSlug: { mode: 'slug', value: slug },
	bodyMode: 'fields',
	bodyFields: {
		values: [{ name: 'prompt', type: 'string', value: '={{ "item " + $json.n + "." }}' }],
	},
	...more,
});

const workflow = (more: Parameters = {}): Parameters => ({
	resource: 'workflow',
	operation: 'run',
	workflowId: 'product-card',
	inputFields: {
		values: [{ name: 'headline', type: 'string', value: '={{ "item " + $json.n + "." }}' }],
	},
	...more,
});

const edit = (more: Parameters = {}): Parameters => ({
	prompt: '={{ "item " + $json.n + "." }}',
	...more,
});

const twoFiles = async (): Promise<Record<string, SourceFile>> => ({
	data: await picture(1),
	photo: await picture(2),
});

const maskFields = { maskSource: 'binary', maskBinaryPropertyName: 'mask' };

/** What people post to a webhook or a form, and what takes it. */
const POSTED: Array<[string, () => Promise<Record<string, SourceFile>>, Parameters]> = [
	['two images', twoFiles, edit({ images: fileRows('data', 'photo') })],
	[
		'an image that no field is called `data` for',
		async () => ({ Foto: await picture(2) }),
		edit({ images: fileRows('data') }),
	],
	[
		'an image by an expression',
		twoFiles,
		edit({
			images: {
				values: [
					{ source: 'binary', binaryPropertyName: "={{ $('Source').item.binary.photo }}", url: '' },
				],
			},
		}),
	],
	[
		'an image and its mask, for several images per item',
		async () => ({ data: await picture(1), mask: await maskPicture() }),
		edit({ images: fileRows('data'), ...maskFields, options: { imagesPerItem: 2 } }),
	],
	[
		'two faces',
		async () => ({ face: await picture(1), scene: await picture(2) }),
		{
			...{ operation: 'swapFace', model: 'faceswap-v5' },
			...{ sourceImageSource: 'binary', sourceImageBinaryPropertyName: 'face' },
			...{ targetImageSource: 'binary', targetImageBinaryPropertyName: 'scene' },
		},
	],
	[
		'files for any model, by URL and within the request',
		twoFiles,
		model('sandbox-video', {
			imageFields: { values: [file('frames', 'data', 'list'), file('still', 'photo', 'base64')] },
		}),
	],
	[
		'files for a PixelFlow',
		twoFiles,
		workflow({
			fileFields: {
				values: [file('product_image', 'photo'), file('background_images', 'data', 'list')],
			},
		}),
	],
];

describe.each([1, 2] as const)('files of a webhook or form, retried in n8n %i', (major) => {
	it.each(POSTED)('%s: what is paid is not paid again', async (_name, files, parameters) => {
		const bench = await openBench({
			// a PixelFlow without a text, which would come out without its file
			flowOutput: (urls) => [...urls],
			faults: [{ step: 'download', kind: '404' }],
		});
		const job = { items: [{ json: { n: 0 }, files: await files() }], parameters };
		const first = await bench.run(job);
		expect(first.error?.message).toBe(`${API_ERRORS.fileGone.message} [item 0]`);
		const submitted = bench.sandbox.jobs.length;
		expect(submitted).toBeGreaterThan(0);
		const uploaded = bench.calls('upload').length;
		const data = forRetry(first);
		await afterWebhook(data, major);
		const second = await retry(bench, job, data);
		expect(second.error).toBeUndefined();
		expect(second.output).toHaveLength(submitted);
		expect(bench.sandbox.jobs).toHaveLength(submitted);
		expect(bench.calls('upload')).toHaveLength(uploaded);
	});

	it.each(POSTED.filter(([name]) => !name.includes('within the request')))(
		'%s: what was uploaded is submitted without the file',
		async (_name, files, parameters) => {
			const bench = await openBench({ faults: [{ step: 'submit', kind: '406-credits' }] });
			const job = { items: [{ json: { n: 0 }, files: await files() }], parameters };
			const first = await bench.run(job);
			expect(first.error?.message).toBe(`${API_ERRORS.creditsUsedUp.message} [item 0]`);
			const uploaded = bench.calls('upload').length;
			expect(uploaded).toBeGreaterThan(0);
			const data = forRetry(first);
			await afterWebhook(data, major);
			const second = await retry(bench, job, data);
			expect(second.error).toBeUndefined();
			expect(bench.calls('upload')).toHaveLength(uploaded);
		},
	);

	it('a file within the request that is gone and was never submitted is told', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: '406-credits' }] });
		const [, files, parameters] = POSTED[5] ?? [];
		const job = {
			items: [{ json: { n: 0 }, files: await (files ?? twoFiles)() }],
			...{ parameters },
		};
		const first = await bench.run(job as Job);
		const data = forRetry(first);
		await afterWebhook(data, major);
		const second = await retry(bench, job as Job, data);
		if (major === 2) return expect(second.output).toHaveLength(1);
		expect(second.error?.message).toBe(`${INPUT_ERRORS.fileGoneFromStorage.message} [item 0]`);
		expect(second.error?.description).toContain('Nothing was billed.');
		expect(bench.sandbox.jobs).toHaveLength(0);
	});

	it('File: Upload hands out again what is at Segmind already', async () => {
		const bench = await openBench({ faults: [{ step: 'upload', kind: '400', nth: 2, times: 1 }] });
		const items = [{ files: await twoFiles() }];
		const parameters = {
			...{ resource: 'file', operation: 'upload' },
			binaryPropertyName: 'photo, data',
		};
		const first = await bench.run({ items, parameters });
		expect(first.error?.message).toBe(`${API_ERRORS.fileRefused.message} [item 0]`);
		const [refused, url] = [bench.calls('upload').length, /\/assets\//];
		const data = forRetry(first);
		await afterWebhook(data, major);
		const second = await retry(bench, { items, parameters }, data);
		expect(second.error).toBeUndefined();
		const { length: fileSize } = items[0]?.files.photo?.content ?? Buffer.alloc(0);
		expect(second.output[0]?.json).toEqual({
			...{ url: expect.stringMatching(url) as string, fileName: 'picture-2.png' },
			...{ mimeType: 'image/png', fileSize, field: 'photo' },
		});
		expect(bench.calls('upload')).toHaveLength(refused + 1);
	});
});

/** Runs two items of which the second one can't be submitted, so that n8n outputs nothing at all. */
async function halfARun(
	options: SandboxOptions,
	parametersOf: (bench: Bench) => Parameters,
	more: Job = {},
) {
	const bench = await openBench(options);
	bench.sandbox.setFaults([
		{ step: 'submit', kind: '400', promptIncludes: 'item 1.' },
		{ step: 'sync', kind: '400', promptIncludes: 'item 1.' },
		{ step: 'download', kind: '404' },
	]);
	const parameters = { ...parametersOf(bench) };
	parameters.options = { ...(parameters.options as Parameters), concurrency: 1 };
	const job = { items: [{ json: { n: 0 } }, { json: { n: 1 } }], parameters, ...more };
	const first = await bench.run(job);
	expect(first.error).toBeDefined();
	expect(bench.sandbox.jobs).toHaveLength(1);
	return { bench, job, first };
}

const byUrl = (bench: Bench, more: Parameters = {}) =>
	edit({ images: urlRows(bench.pictureUrl), ...more });

const direct = { options: { delivery: 'sync' } };

describe('a run that failed at 3 in the morning costs nothing at 9', () => {
	it.each<[string, SandboxOptions, (bench: Bench) => Parameters]>([
		['an image', {}, (bench) => byUrl(bench)],
		['three images of one job', { outputsPerJob: 3 }, (bench) => byUrl(bench)],
		['twenty images of one job', { outputsPerJob: 20 }, (bench) => byUrl(bench)],
		['a video', {}, () => model('sandbox-video')],
		['a text', {}, () => model('sandbox-text')],
		[
			'a PixelFlow with an image and a text',
			{},
			({ pictureUrl: url }) =>
				workflow({ fileFields: { values: [{ name: 'product_image', source: 'url', url }] } }),
		],
		[
			'images of a direct call',
			{ syncAnswer: 'json-images', outputsPerJob: 2 },
			(bench) => byUrl(bench, direct),
		],
		['the bytes of a direct call', { syncAnswer: 'image' }, (bench) => byUrl(bench, direct)],
		['base64 of a direct call', { syncAnswer: 'json-base64' }, (bench) => byUrl(bench, direct)],
	])('%s', async (_name, options, parametersOf) => {
		const { bench, job, first } = await halfARun(options, parametersOf);
		await clock.sleep(6 * HOUR_MS);
		const second = await retry(bench, job, forRetry(first));
		expect(second.error).toBeUndefined();
		expect(bench.sandbox.jobs).toHaveLength(2);
		const whole = await bench.run({ ...job, items: [{ json: { n: 0 } }] });
		const names = (outcome: Outcome) =>
			outcome.output
				.filter(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')
				.map(({ json, binary }) => [Object.keys(json), Object.keys(binary ?? {})]);
		expect(names(second)).toEqual(names(whole));
		const made = bench.sandbox.jobs.slice(0, 2).flatMap(({ outputs }) => outputs);
		const files = second.output.flatMap(({ binary }) => Object.values(binary ?? {}));
		const hashes = await Promise.all(files.map(async (one) => sha256(await contentOf(one))));
		if (files.length > 0) expect(hashes).toEqual(made.map((output) => output.sha256));
		expect(ledgerOf(second.run.data)).not.toContain('"bytes":[');
	});

	it('what Request: Get had read', async () => {
		const bench = await openBench();
		const submitted = await bench.run({
			items: [{ json: { n: 0 } }],
			parameters: byUrl(bench, { operation: 'submitEdit' }),
		});
		const requestId = submitted.output[0]?.json.requestId;
		const job = { parameters: { resource: 'request', operation: 'get', requestId } as Parameters };
		bench.sandbox.setFaults([{ step: 'download', kind: '404' }]);
		const first = await bench.run(job);
		// it has submitted nothing that a new run would submit again
		expect(first.error?.description).not.toContain('submits them again');
		await clock.sleep(6 * HOUR_MS);
		const second = await retry(bench, job, forRetry(first));
		expect(second.error).toBeUndefined();
		expect(second.output[0]?.json).toMatchObject({ requestId, cost: 0.14, mimeType: 'image/png' });
	});
});

describe('what can no longer be had is told first, and submitted again by a later execution only', () => {
	it.each<[string, SandboxOptions, number]>([
		[
			'more files than the ledger keeps, after the hour of their record',
			{ outputsPerJob: 21 },
			2 * HOUR_MS,
		],
		['files that Segmind has deleted after seven days', {}, 8 * DAY_MS],
	])('%s', async (_name, options, laterMs) => {
		const { bench, job, first } = await halfARun(options, (one) => byUrl(one));
		await clock.sleep(laterMs);
		const second = await retry(bench, job, forRetry(first));
		expect(second.error?.message).toBe(`${API_ERRORS.recordExpired.message} [item 0]`);
		expect(bench.sandbox.jobs).toHaveLength(1);
		const third = await retry(bench, job, forRetry(second));
		expect(third.error).toBeUndefined();
		expect(bench.sandbox.jobs).toHaveLength(3);
	});

	it('more files than the ledger keeps come by their request ID within the hour', async () => {
		const { bench, job, first } = await halfARun({ outputsPerJob: 21 }, (one) => byUrl(one));
		const second = await retry(bench, job, forRetry(first));
		expect(second.output).toHaveLength(42);
		expect(bench.sandbox.jobs).toHaveLength(2);
	});

	it.each(['default', 'filesystem'] as const)(
		'bytes of a direct call that n8n has not kept (%s)',
		async (binaryMode) => {
			const options = { syncAnswer: 'image' as const };
			const whole = await halfARun(options, (one) => byUrl(one, direct), { binaryMode });
			const { bench, job, first } = whole;
			const [, id] = /"id":"(filesystem-v2:[^"]+)"/.exec(ledgerOf(first.run.data)) ?? [];
			expect(id === undefined).toBe(binaryMode === 'default');
			if (id !== undefined) await (await storage()).deleteManyByBinaryDataId([id]);
			const second = await retry(bench, job, forRetry(first));
			expect(second.error?.message).toBe(`${API_ERRORS.unconfirmedBefore.message} [item 0]`);
			expect(second.error?.description).toContain('answered, but its files were not kept');
			expect(bench.sandbox.jobs).toHaveLength(1);
			const leave = { ...direct.options, repeatUnconfirmed: true };
			const third = await retry(bench, job, forRetry(second), leave);
			expect(third.output).toHaveLength(2);
			expect(bench.sandbox.jobs).toHaveLength(3);
		},
	);
});

it('a direct result is not paid again where the retry is not to wait any more', async () => {
	const { bench, job, first } = await halfARun({ syncAnswer: 'image' }, (one) =>
		byUrl(one, direct),
	);
	const options = { ...direct.options, waitForCompletion: false };
	const { output } = await retry(bench, job, forRetry(first), options);
	const [{ id: requestId } = {}] = bench.sandbox.jobs;
	expect(output[0]?.json).toMatchObject({ requestId, status: 'QUEUED' });
	expect(bench.sandbox.jobs).toHaveLength(2);
});

it('the key is not kept where the URL of a file repeats it', async () => {
	const key = 'SG_0123456789abcdef';
	standIn = await new StandIn({ output: (base) => `${base}/files/a.png?key=${key}&sig=1` }).start();
	const bench = await openBench();
	const { run } = await bench.run({
		baseUrl: standIn.base,
		apiKey: key,
		parameters: edit({ images: urlRows('https://example.com/in.png') }),
	});
	expect(ledgerOf(run.data)).toContain(REQUEST_ID);
	expect(ledgerOf(run.data)).toContain('&sig=1');
	expect(ledgerOf(run.data)).not.toContain(key);
});
