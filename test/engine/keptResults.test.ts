import { clock } from '../../nodes/Segmind/core/clock';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import type { SandboxOptions } from '../../sandbox';
import type { DocumentedModel, DocumentedParameter } from '../../sandbox/documentation/types';
import { MODELS } from '../../sandbox/models';
import { contentOf, openBench, urlRows, type Bench, type Job, type Outcome } from './support/bench';
import { formValues, locator } from './support/form';
import { sha256 } from './support/pictures';
import { forRetry, ledgerOf, retry, storage } from './support/retry';
import { closeStages, stage } from './support/oneJob';
import { REQUEST_ID } from './support/standIn';
import { expectError } from './support/expected';
import { numbered, edit, model, workflow, type Parameters } from './support/jobs';

afterEach(closeStages);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
	const job = { items: numbered(2), parameters, ...more };
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
		['a film of a direct call', {}, () => model('sandbox-video', direct)],
		[
			'a film of a direct call, by URL',
			{ syncAnswer: 'json-output' },
			() => model('sandbox-video', direct),
		],
		['a text of a direct call', {}, () => model('sandbox-text', direct)],
		['base64 of a direct call', { syncAnswer: 'json-base64' }, (bench) => byUrl(bench, direct)],
	])('%s', async (_name, options, parametersOf) => {
		const { bench, job, first } = await halfARun(options, parametersOf);
		await clock.sleep(6 * HOUR_MS);
		const second = await retry(bench, job, forRetry(first));
		expect(second.error).toBeUndefined();
		expect(bench.sandbox.jobs).toHaveLength(2);
		const whole = await bench.run({ ...job, items: numbered(1) });
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
			items: numbered(1),
			parameters: byUrl(bench, { options: { waitForCompletion: false } }),
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
		expectError(second, API_ERRORS.recordExpired);
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
			expectError(second, API_ERRORS.unconfirmedBefore, 'answered, but its files were not kept');
			expect(bench.sandbox.jobs).toHaveLength(1);
			const leave = { ...direct.options, repeatUnconfirmed: true };
			const third = await retry(bench, job, forRetry(second), leave);
			expect(third.output).toHaveLength(2);
			expect(bench.sandbox.jobs).toHaveLength(3);
		},
	);
});

/** A form with a few fields, as the workflow keeps it. */
const filledIn = (): Parameters => ({
	...{ resource: 'model', operation: 'run', modelPrompt: 'A boat' },
	modelSlug: locator('sandbox-form'),
	modelParameters: formValues({ sampler: 'plain', steps: 20 }, [
		{ id: 'seed', type: 'number', kind: 'integer', required: false, defaultValue: null },
		{ id: 'sampler', type: 'string', kind: 'string', required: true },
		{ id: 'steps', type: 'number', kind: 'integer', required: false },
	]),
});

describe('a paid job of a form is handed out although the documentation has changed, and', () => {
	it.each<[string, Record<string, DocumentedParameter>]>([
		['allows less', { steps: { type: 'integer', required: false, default: 5, maximum: 10 } }],
		['takes others', { steps: { type: 'integer', required: false, default: 1, allowed: [1, 2] } }],
		['asks for more', { zoom: { type: 'integer', required: true } }],
	])('%s', async (_name, change) => {
		const bench = await openBench({ faults: [{ step: 'download', kind: '404' }] });
		const job = { parameters: filledIn() };
		const first = await bench.run(job);
		expectError(first, API_ERRORS.fileGone);
		const documented = MODELS.get('sandbox-form') as Mutable<DocumentedModel>;
		const { parameters } = documented;
		documented.parameters = { ...parameters, ...change };
		try {
			// another spelling of the address, of which nothing is cached
			const later = { ...job, baseUrl: bench.sandbox.baseUrl.toUpperCase() };
			const second = await retry(bench, later, forRetry(first));
			expect(second.output).toHaveLength(1);
			expect((await bench.run(later)).error?.description).toContain('Nothing was billed.');
			expect(bench.sandbox.jobs).toHaveLength(1);
		} finally {
			documented.parameters = parameters;
		}
	});
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
	const output = (base: string) => `${base}/files/a.png?key=${key}&sig=1`;
	const { run } = await (await stage({ output })).run({}, { apiKey: key });
	expect(ledgerOf(run.data)).toContain(REQUEST_ID);
	expect(ledgerOf(run.data)).toContain('&sig=1');
	expect(ledgerOf(run.data)).not.toContain(key);
});
