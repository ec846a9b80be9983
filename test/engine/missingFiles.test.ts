import type { INodeExecutionData } from 'n8n-workflow';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { FILE_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
import type { FaultKind, FaultRule, SandboxOptions } from '../../sandbox';
import {
	contentOf,
	hintTexts,
	openBench,
	urlRows,
	type Bench,
	type Job,
	type Outcome,
} from './support/bench';
import {
	anyModel,
	closeStages,
	expectImage,
	image,
	refuseFiles,
	sends,
	stage,
} from './support/oneJob';
import { expectError, told } from './support/expected';
import { sha256 } from './support/pictures';
import { forRetry } from './support/retry';
import { REQUEST_ID } from './support/standIn';
import { get, jsonFlow, numbered, PROMPT, RETRYING } from './support/jobs';

afterEach(closeStages);

/** Meets the nth file of each job. */
const meets = (file: number, kind: FaultKind, more: Partial<FaultRule> = {}): FaultRule => ({
	...{ step: 'download', kind, file },
	...more,
});

const openMaker = async (faults: FaultRule[], more: SandboxOptions = {}) =>
	await openBench({ outputsPerJob: 3, faults, ...more });

/** Images of a job of the queue. */
const edit = (bench: Bench, options: object = {}): Job => ({
	parameters: {
		prompt: PROMPT,
		images: urlRows(bench.pictureUrl),
		options,
	},
	items: numbered(1),
});

/** The numbers of a job's files of which items hold the content, and the errors among the items. */
async function seen(bench: Bench, items: readonly INodeExecutionData[]) {
	const hashes = bench.sandbox.jobs.flatMap(({ outputs }) => outputs.map((one) => one.sha256));
	return await Promise.all(
		items.map(async ({ json, binary }) => {
			if (!binary) return String(json.error);
			return hashes.indexOf(sha256(await contentOf(Object.values(binary)[0]))) + 1;
		}),
	);
}

describe('one file of three that is missing', () => {
	const kinds: Array<[FaultKind, { message: string }]> = [
		['404', API_ERRORS.fileGone],
		['403', API_ERRORS.fileGone],
		['410', API_ERRORS.fileGone],
		['html-200', API_ERRORS.notAnImage],
		['json-200-instead-of-image', API_ERRORS.notAnImage],
		['empty-body', API_ERRORS.notAnImage],
	];

	it.each(kinds)('leaves the others, and says where it lies: %s', async (kind, row) => {
		const bench = await openMaker([meets(2, kind)]);
		const { output } = await bench.done(edit(bench));
		expect(await seen(bench, output)).toEqual([1, 3, told(row)]);
		const [job] = bench.sandbox.jobs;
		const [first, second, missing] = output;
		const id = String(job?.id);
		expect(first?.json).toMatchObject({ requestId: id, cost: 0.42, url: job?.outputs[0]?.url });
		expect(second?.json).toMatchObject({ cost: null, url: job?.outputs[2]?.url });
		expect(second?.json.fileName).toBe(`product-${id.slice(0, 8)}-3.png`);
		expect(missing?.json).toMatchObject({ requestId: null, url: null });
		expect(missing?.json.message).toContain('This is about file 2 of 3.');
		expect(missing?.json.message).toContain(`URL: ${job?.outputs[1]?.url}.`);
		expect(missing?.json.message).toContain(`request ID ${id}`);
		expect(missing?.json.message).toContain('It has been billed.');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	});

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'leaves the others with On Error %s, in the order of the items',
		async (onError) => {
			const bench = await openMaker([meets(1, '404', { promptIncludes: 'item 1.' })]);
			const job = { ...edit(bench), items: numbered(3) };
			const { output, failed } = await bench.done({ ...job, node: { onError } });
			const errors = [told(API_ERRORS.fileGone, 1)];
			const apart = onError === 'continueErrorOutput';
			expect(await seen(bench, output)).toEqual([
				...[1, 2, 3, 5, 6],
				...(apart ? [] : errors),
				...[7, 8, 9],
			]);
			expect(await seen(bench, failed)).toEqual(apart ? errors : []);
			// n8n adds the input
			if (apart) expect(Object.keys(failed[0]?.json ?? {})).toEqual(['n', 'error', 'message']);
			expect([...output, ...failed].filter(({ json }) => json.cost === 0.42)).toHaveLength(3);
		},
	);

	it('is told once, at the cost of the job, and is no reason for Retry On Fail to run again', async () => {
		const bench = await openMaker([meets(1, '404')]);
		const outcome = await bench.run({ ...edit(bench), node: RETRYING });
		expect(await seen(bench, outcome.output)).toEqual([2, 3, told(API_ERRORS.fileGone)]);
		expect(bench.calls('result')).toHaveLength(1);
		expect(hintTexts(outcome)[0]).toMatch(/^2 images for \$0\.42\./);
	});

	it('comes out of a retry as well, which pays nothing', async () => {
		const faults: FaultRule[] = [
			meets(2, '404', { promptIncludes: 'item 0.' }),
			{ step: 'submit', kind: '400', promptIncludes: 'item 1.', nth: 1, times: 1 },
		];
		const bench = await openMaker(faults);
		const job = { ...edit(bench, { concurrency: 1 }), items: numbered(2) };
		const first = await bench.run(job);
		expect(first.error?.message).toContain('[item 1]');
		const { output } = await bench.run({ ...job, earlier: forRetry(first), executionId: 'retry' });
		expect(await seen(bench, output)).toEqual([1, 3, told(API_ERRORS.fileGone), 4, 5, 6]);
		expect(bench.sandbox.jobs).toHaveLength(2);
	});

	it('names its variation in the message, and in no key', async () => {
		const bench = await openMaker([meets(2, '404', { nth: 1, forMs: 61_000 })]);
		const { output, failed } = await bench.run({
			...edit(bench, { imagesPerItem: 2 }),
			node: { onError: 'continueErrorOutput' },
		});
		expect(output.map(({ json }) => json.variation)).toEqual([1, 1, 2, 2]);
		expect(failed).toHaveLength(2);
		expect(failed[1]?.json.message).toMatch(
			/This is about variation 2 of 2\. This is about file 2/,
		);
		expect(failed[1]?.json).not.toHaveProperty('variation');
	});
});

describe('one of several files', () => {
	const direct = { delivery: 'sync' };

	it.each<[string, (bench: Bench) => Job, SandboxOptions]>([
		['a direct call', (bench) => edit(bench, direct), { syncAnswer: 'json-images' }],
		['Request: Get', (bench) => ({ parameters: get(bench.sandbox.jobs[0]?.id) }), {}],
	])('is missing: %s', async (name, jobOf, more) => {
		const bench = await openMaker([meets(3, '404')], more);
		if (name === 'Request: Get') {
			await bench.run({
				parameters: { ...edit(bench).parameters, options: { waitForCompletion: false } },
			});
		}
		const { output } = await bench.done(jobOf(bench));
		expect(await seen(bench, output)).toEqual([1, 2, told(API_ERRORS.fileGone)]);
		expect(bench.sandbox.jobs).toHaveLength(1);
	});

	it.each<[string, FaultRule]>([
		['a connection that breaks off', meets(2, 'truncated-body')],
		['a host that is not available', meets(2, '503')],
		['a refusal for the rate', meets(2, 'rate-limit')],
	])('fails the whole item where another try may bring it: %s', async (_name, fault) => {
		const bench = await openMaker([fault]);
		const job = edit(bench, { maxWaitSeconds: 30 });
		const first = await bench.run(job);
		expect(first.output).toEqual([]);
		expect(first.error?.description).toContain(bench.sandbox.jobs[0]?.outputs[1]?.url);
		bench.sandbox.setFaults([]);
		const { output } = await bench.run({ ...job, earlier: forRetry(first), executionId: 'retry' });
		expect(await seen(bench, output)).toEqual([1, 2, 3]);
		expect(bench.sandbox.jobs).toHaveLength(1);
	});
});

describe('all files of a job', () => {
	it.each([1, 2])(
		'that made %i are missing: an error with every URL, and a retry looks again',
		async (count) => {
			const bench = await openBench({
				outputsPerJob: count,
				faults: [{ step: 'download', kind: '404' }],
			});
			const startedAtMs = bench.clock?.now() ?? 0;
			const first = await bench.run(edit(bench));
			expect(first.output).toEqual([]);
			expect(first.error?.message).toBe(told(API_ERRORS.fileGone));
			const urls = bench.sandbox.jobs[0]?.outputs.map(({ url }) => url) ?? [];
			expect(urls).toHaveLength(count);
			for (const url of urls) expect(first.error?.description).toContain(`URL: ${url}.`);
			// they share one minute
			expect((bench.sandbox.requests.at(-1)?.at ?? 0) - startedAtMs).toBeLessThan(80_000);
			bench.sandbox.setFaults([]);
			const { output } = await bench.run({
				...edit(bench),
				earlier: forRetry(first),
				executionId: 'retry',
			});
			expect(output).toHaveLength(count);
			expect(bench.sandbox.jobs).toHaveLength(1);
		},
	);
});

describe('a PixelFlow whose file is missing', () => {
	const flow = (bench: Bench): Job => ({ parameters: jsonFlow(bench) });

	it('hands out its text and its other files, and lists it with its error', async () => {
		const bench = await openMaker([meets(2, '404')]);
		const { output } = await bench.done(flow(bench));
		const urls = bench.sandbox.jobs[0]?.outputs.map(({ url }) => url) ?? [];
		expect(output).toHaveLength(1);
		expect(output[0]?.json.outputs).toEqual({ card: urls, caption: 'A card that says: Sale' });
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['card', 'card_3']);
		expect(output[0]?.json.files).toEqual([
			expect.objectContaining({ output: 'card', field: 'card', url: urls[0] }),
			{ output: 'card', url: urls[1], error: API_ERRORS.fileGone.message },
			expect.objectContaining({ output: 'card', field: 'card_3', url: urls[2] }),
		]);
	});

	it('hands out its text where that is all that there is', async () => {
		const bench = await openBench({ faults: [{ step: 'download', kind: 'html-200' }] });
		const { output } = await bench.done(flow(bench));
		expect(output[0]?.json.outputs).toMatchObject({ caption: 'A card that says: Sale' });
		expect(output[0]?.json.files).toEqual([
			expect.objectContaining({ error: API_ERRORS.notTheFile.message }),
		]);
		expect(output[0]).not.toHaveProperty('binary');
	});

	it('fails where nothing else came', async () => {
		const bench = await openBench({
			flowOutput: (urls) => [...urls],
			faults: [{ step: 'download', kind: '404' }],
		});
		const { error } = await bench.run(flow(bench));
		expect(error?.message).toBe(told(API_ERRORS.fileGone));
		expect(error?.description).toContain(bench.sandbox.jobs[0]?.id);
	});
});

describe('an image that came in the answer itself, spoiled', () => {
	const texts = async () => {
		const content = await image();
		return [content, content.subarray(0, 70)].map((one) => one.toString('base64'));
	};

	const expectPartial = ([first, second]: Outcome['output']) => {
		expect(first?.binary).toBeDefined();
		expect(second?.json.error).toBe(told(API_ERRORS.arrivedIncomplete));
		expect(second?.json.message).toContain('the file came within the answer and has no URL');
	};

	it('is told beside the others', async () => {
		const output = await texts();
		const { run } = await stage({ output: () => output });
		expectPartial((await run()).output);
	});

	it('of a direct call is told again by a retry, which hands out the others', async () => {
		const images = await texts();
		const { standIn, run } = await stage({
			sync: (response, tries) => {
				if (tries === 2) response.writeHead(400).end('{"error":"No"}');
				else response.end(JSON.stringify({ images }));
			},
		});
		const more = { prompt: '={{ "n" + $json.n }}', options: { delivery: 'sync', concurrency: 1 } };
		const items = numbered(2);
		const first = await run(more, { items });
		expect(first.error?.message).toContain('[item 1]');
		const { output } = await run(more, { items, earlier: forRetry(first) });
		expect(output).toHaveLength(4);
		expect(output[0]?.binary).toBeDefined();
		expect(output[1]?.json.error).toBe(told(API_ERRORS.notAnImage));
		expect(standIn.count('sync')).toBe(3);
	});
});

it('the words of a model come out where the file beside them is missing', async () => {
	const { run } = await stage({
		output: (base) => ({ audio: `${base}/files/a.mp3`, transcript: 'Hello there' }),
		file: (response) => void response.writeHead(404).end(),
	});
	const { output, error } = await run(anyModel());
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.output ?? json.error)).toEqual([
		{ transcript: 'Hello there' },
		told(API_ERRORS.fileGone),
	]);
});

it('a file of a private network takes nothing from the files beside it', async () => {
	const content = await image();
	const { run } = await stage({
		output: (base) => ['http://10.0.0.8/a.png', `${base}/files/b.png`],
		file: sends(content),
	});
	const outcome = await run();
	await expectImage(outcome, content);
	expect(outcome.output[1]?.json.error).toBe(told(FILE_ERRORS.addressNotAllowed));
	expect(outcome.output[1]?.json.message).toContain('http://10.0.0.8/a.png');
});

it('a file that n8n refuses takes nothing from those that came in the answer itself', async () => {
	await refuseFiles();
	const content = await image();
	const { run } = await stage({
		output: (base) => [content.toString('base64'), `${base}/files/a.png`],
	});
	const outcome = await run();
	await expectImage(outcome, content);
	expect(outcome.output[1]?.json.error).toBe(told(FILE_ERRORS.blockedByN8n));
});

it('a storage that fails fails the item with all its files, and a retry brings them', async () => {
	const content = await image();
	const { standIn, run } = await stage({
		output: (base) => [1, 2].map((n) => `${base}/files/${n}.png`),
		file: sends(content),
	});
	const { BinaryDataService } = await import('n8n-core');
	const actual = BinaryDataService.prototype.store;
	const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
	const store = jest
		.spyOn(BinaryDataService.prototype, 'store')
		.mockImplementationOnce(actual)
		.mockRejectedValue(full);
	const first = await run();
	expect(first.output).toEqual([]);
	const says = ['Cause: ENOSPC.', 'It has been billed.', REQUEST_ID];
	expectError(first, FILE_ERRORS.storageUnavailable, ...says);
	expect(standIn.count('file')).toBe(2);
	store.mockRestore();
	expect((await run({}, { earlier: forRetry(first) })).output).toHaveLength(2);
	expect(standIn.count('submit')).toBe(1);
});
