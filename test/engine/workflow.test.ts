import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { BASIC_FAULT_KINDS } from '../../sandbox';
import { closeBenches, contentOf, openBench, type Bench, type Job } from './support/bench';
import { picture, sha256, textFile } from './support/pictures';

afterEach(closeBenches);

const field = (name: string, value: unknown, type = 'string') => ({
	name,
	type,
	[type === 'string' ? 'value' : `${type}Value`]: value,
});

const fromUrl = (name: string, url: string) => ({ name, source: 'url', url });

const fromField = (name: string, binaryPropertyName: string) => ({
	name,
	source: 'binary',
	binaryPropertyName,
});

/** Parameters of the demo flow: an image by its address, and a headline. */
const card = (bench: Bench, more: Record<string, unknown> = {}) => ({
	resource: 'workflow',
	operation: 'run',
	workflowId: 'product-card',
	inputFields: { values: [field('headline', '={{ "Card " + ($json.n ?? 0) + "." }}')] },
	fileFields: { values: [fromUrl('product_image', bench.pictureUrl)] },
	...more,
});

const run = async (bench: Bench, more: Record<string, unknown> = {}, job: Job = {}) =>
	await bench.run({ ...job, parameters: card(bench, more) });

describe('Workflow: Run', () => {
	it('sends typed fields and a file, and brings an image and a text', async () => {
		const bench = await openBench();
		const photo = await picture(1);
		const values = [
			field('headline', 'Summer sale'),
			field('border', 12, 'number'),
			field('shadow', false, 'boolean'),
			field('background_images', `["${bench.pictureUrl}"]`, 'json'),
		];
		const { output, error } = await run(
			bench,
			{
				inputFields: { values },
				fileFields: { values: [fromField('product_image', 'data')] },
			},
			{ items: [{ files: { data: photo } }] },
		);
		expect(error).toBeUndefined();
		const [uploaded] = bench.calls('upload');
		expect(uploaded?.body).toEqual({
			data_urls: [
				{
					bytes: photo.content.length,
					mimeType: 'image/png',
					sha256: sha256(photo.content),
				},
			],
		});
		const asset = expect.stringMatching(/\/assets\//) as string;
		expect(bench.bodies()).toEqual([
			{
				headline: 'Summer sale',
				border: 12,
				shadow: false,
				background_images: [bench.pictureUrl],
				product_image: asset,
			},
		]);
		expect(bench.calls('submit')[0]?.path).toBe('/workflows/v2/product-card');
		const [job] = bench.sandbox.jobs;
		const [made] = job?.outputs ?? [];
		const [item] = output;
		const content = await contentOf(item?.binary?.card);
		expect(sha256(content)).toBe(made?.sha256);
		expect(item?.json).toEqual({
			workflow: 'product-card',
			requestId: job?.id,
			cost: null,
			remainingCredits: null,
			outputs: { card: made?.url, caption: 'A card that says: Summer sale' },
			files: [
				{
					output: 'card',
					field: 'card',
					url: made?.url,
					fileName: `card-${job?.id.slice(0, 8)}.png`,
					mimeType: 'image/png',
					fileSize: content.length,
				},
			],
		});
		expect(item?.pairedItem).toEqual({ item: 0 });
		expect(Object.keys(item?.binary ?? {})).toEqual(['card']);
	});

	it.each([
		['text', (json: string) => json],
		['an expression', (json: string) => `={{ ${json} }}`],
	])('takes all inputs as one JSON object: %s', async (_name, given) => {
		const bench = await openBench();
		const inputs = { product_image: bench.pictureUrl, headline: 'Sale', border: 3, shadow: true };
		const inputJson = given(JSON.stringify(inputs));
		const { error } = await run(bench, { inputMode: 'json', inputJson, fileFields: {} });
		expect(error).toBeUndefined();
		expect(bench.bodies()).toEqual([inputs]);
	});

	it('makes a list of several files for one input', async () => {
		const bench = await openBench();
		const files = { front: await picture(1), back: await picture(2) };
		const { error } = await run(
			bench,
			{
				fileFields: {
					values: [
						fromUrl('product_image', bench.pictureUrl),
						{ ...fromField('background_images', 'front, back'), sendAs: 'list' },
						{ ...fromUrl('background_images', bench.pictureUrl), sendAs: 'list' },
					],
				},
			},
			{ items: [{ files }] },
		);
		expect(error).toBeUndefined();
		const [body] = bench.bodies();
		expect(body?.background_images).toHaveLength(3);
		expect((body?.background_images as string[])[2]).toBe(bench.pictureUrl);
		expect(body?.product_image).toBe(bench.pictureUrl);
	});

	it.each([
		['product-card', '/workflows/v2/product-card'],
		['66b2f0c4e1a97d3f58c06b21', '/workflows/v2/66b2f0c4e1a97d3f58c06b21'],
		['66b2f0c4e1a97d3f58c06b21-v2', '/workflows/66b2f0c4e1a97d3f58c06b21-v2'],
		['https://www.segmind.com/pixelflows/product-card', '/workflows/v2/product-card'],
		['https://evil.example/workflows/v2/product-card?x=1', '/workflows/v2/product-card'],
	])('runs %s', async (workflowId, path) => {
		const bench = await openBench();
		const { error } = await run(bench, { workflowId });
		expect(error).toBeUndefined();
		expect(bench.calls('submit').map((call) => call.path)).toEqual([path]);
	});

	it('takes a list, a bare address and anything else for output', async () => {
		const cases: Array<[(urls: readonly string[]) => unknown, unknown, string[]]> = [
			[
				([url]) => [{ keyname: 'a b/c.d', value: { data: url, type: 'image' } }],
				'same',
				['a_b_c_d'],
			],
			[([url]) => url, 'output', ['output']],
			[(urls) => [...urls, ...urls], 'output', ['output', 'output_2']],
			[() => 'Just words', 'output', []],
			[() => JSON.stringify([{ keyname: 'n', value: { data: 7, type: 'number' } }]), 'n', []],
			[() => [], undefined, []],
		];
		for (const [flowOutput, key, fields] of cases) {
			const bench = await openBench({ flowOutput: flowOutput as () => string });
			const { output, error } = await run(bench);
			expect(error).toBeUndefined();
			const json = output[0]?.json ?? {};
			const keys = key === undefined ? [] : [key === 'same' ? 'a b/c.d' : key];
			expect(Object.keys(json.outputs as object)).toEqual(keys);
			expect(Object.keys(output[0]?.binary ?? {})).toEqual(fields);
			expect((json.files as unknown[]).length).toBe(fields.length);
			await closeBenches();
		}
	});

	it('brings video as binary data as well, and leaves addresses in texts alone', async () => {
		const video = Buffer.from(
			'\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x10mdat12345678\0\0\0\x08moov',
		);
		const data = { content: video, fileName: 'clip.mp4', mimeType: 'video/mp4' };
		const bench = await openBench({
			flowOutput: () => [
				{ keyname: 'clip', value: { data: String(clip), type: 'video' } },
				{ keyname: 'source', value: { data: String(clip), type: 'text' } },
			],
		});
		const upload = { resource: 'file', operation: 'upload' };
		const uploaded = await bench.run({ items: [{ files: { data } }], parameters: upload });
		const clip = uploaded.output[0]?.json.url;
		const { output, error } = await run(bench);
		expect(error).toBeUndefined();
		expect(output[0]?.json.outputs).toEqual({ clip, source: clip });
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['clip']);
		expect(output[0]?.binary?.clip?.mimeType).toBe('video/mp4');
		expect((await contentOf(output[0]?.binary?.clip)).equals(video)).toBe(true);
	});
});

describe('what can go wrong with a workflow', () => {
	it('names the input that is invalid, before anything is sent', async () => {
		const bench = await openBench();
		const files = { none: textFile('') };
		const rows = (one: object) => ({ fileFields: { values: [one] } });
		for (const [more, row] of [
			[rows(fromField('product_image', 'photo')), INPUT_ERRORS.fieldMissing],
			[rows(fromField('product_image', 'none')), INPUT_ERRORS.emptyFile],
			[rows(fromUrl('product_image', 'ftp://example.com/a.png')), INPUT_ERRORS.urlInvalid],
			[{ workflowId: '../v1/get-user-credits' }, INPUT_ERRORS.workflowInvalid],
		] as const) {
			const { error } = await run(bench, more, { items: [{ files }] });
			expect(error?.message).toBe(`${row.message} [item 0]`);
		}
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('a failed one shows why, and a retry starts it anew', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: 'failed', nth: 1 }] });
		const { output, error } = await run(
			bench,
			{},
			{ node: { retryOnFail: true, maxTries: 4, waitBetweenTries: 1 } },
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(2);
		expect(bench.billedJobs).toBe(1);
	});

	it('a retry fetches what was finished, and pays once', async () => {
		const bench = await openBench({
			flowOutput: (urls) => [...urls],
			faults: [{ step: 'download', kind: '404', promptIncludes: 'Card 1.', times: 20 }],
		});
		const { output, error } = await run(
			bench,
			{},
			{
				items: [0, 1, 2].map((n) => ({ json: { n } })),
				node: { retryOnFail: true, maxTries: 4, waitBetweenTries: 1 },
			},
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(3);
		expect(bench.sandbox.jobs).toHaveLength(3);
		expect(bench.billedJobs).toBe(3);
	});

	it('a start that was never confirmed is not repeated unless that is wished', async () => {
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const faults = [{ step: 'submit' as const, kind: 'reset-after' as const, times: 1 }];
		const bench = await openBench({ faults });
		const { error } = await run(bench, {}, { node: retry });
		expect(error?.message).toBe(`${API_ERRORS.unconfirmedBefore.message} [item 0]`);
		expect(bench.sandbox.jobs).toHaveLength(1);
		const again = await openBench({ faults });
		const options = { repeatUnconfirmed: true };
		const second = await run(again, { options }, { node: retry });
		expect(second.output).toHaveLength(1);
		expect(again.sandbox.jobs).toHaveLength(2);
	});

	it('waits as long as it may, and a retry waits for the same run', async () => {
		const bench = await openBench({ jobSeconds: 100 });
		const startMs = bench.clock?.now() ?? 0;
		const options = { maxWaitSeconds: 60 };
		const { output, error } = await run(
			bench,
			{ options },
			{ node: { retryOnFail: true, maxTries: 4, waitBetweenTries: 1 } },
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(1);
		const lastLookMs = bench.calls('status').at(-1)?.at ?? Infinity;
		expect(lastLookMs - startMs).toBeGreaterThanOrEqual(100_000);
		expect(lastLookMs - startMs).toBeLessThan(115_000);
	});

	it('an unknown state is a run that goes on', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: 'unknown-state' }] });
		const { output } = await run(bench);
		expect(output).toHaveLength(1);
	});
});

describe('where a run is looked at', () => {
	const KEY_HOSTS = ['api', 'upload'];

	it.each([
		['usual', /\/workflows\/request\//],
		['none', /\/workflows\/request\//],
		['foreign', /\/workflows\/request\//],
		['other-path', /\/workflows\/polls\//],
	] as const)('poll address %s: on the host of the credential', async (flowPollUrl, path) => {
		const bench = await openBench({
			flowPollUrl,
			flowOutput: (urls) => [...urls],
			faults: [{ step: 'download', kind: '404', times: 20 }],
		});
		const { output } = await run(
			bench,
			{},
			{ node: { retryOnFail: true, maxTries: 4, waitBetweenTries: 1 } },
		);
		expect(output).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(1);
		for (const call of bench.calls('status')) {
			expect(call.path).toMatch(path);
			expect(call.server).toBe('api');
		}
		const withKey = bench.sandbox.requests.filter(({ headers }) => 'x-api-key' in headers);
		expect(withKey.every(({ server }) => KEY_HOSTS.includes(server))).toBe(true);
	});

	it.each(['submit', 'status', 'download'] as const)(
		'the key stays where it belongs, whatever meets %s',
		async (step) => {
			for (const kind of BASIC_FAULT_KINDS) {
				if (kind === 'hang') continue;
				const bench = await openBench({ faults: [{ step, kind, times: 2 }], slowBodyMs: 20 });
				const { run: data } = await run(
					bench,
					{ options: { maxWaitSeconds: 60 } },
					{ node: { onError: 'continueRegularOutput' } },
				);
				const { apiKey, requests } = bench.sandbox;
				const strays = requests.filter(
					({ server, headers }) => server === 'images' && JSON.stringify(headers).includes(apiKey),
				);
				expect(strays).toEqual([]);
				expect(JSON.stringify(data.data)).not.toContain(apiKey);
				await closeBenches();
			}
		},
	);
});

describe("n8n's Stop", () => {
	it('ends the wait, and names the run', async () => {
		const bench = await openBench({ jobSeconds: 1000 });
		const execution = await bench.start({ parameters: card(bench) });
		while (bench.calls('status').length < 3) await new Promise((go) => setImmediate(go));
		execution.stop();
		const { data } = await execution.done;
		const [id = ''] = bench.sandbox.jobs.map((job) => job.id);
		expect(Object.values(data.resultData.metadata ?? {})).toEqual([id]);
		const error = data.resultData.runData.Segmind?.[0]?.error as { description?: string };
		expect(error.description).toContain(id);
		const after = bench.sandbox.requests.length;
		await new Promise((go) => setTimeout(go, 100));
		expect(bench.sandbox.requests).toHaveLength(after);
		expect(bench.sandbox.jobs).toHaveLength(1);
	});
});
