import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import type { SandboxOptions } from '../../sandbox';
import { closeBenches, contentOf, openBench, type Bench } from './support/bench';
import { expectError } from './support/expected';
import { RETRYING, upload, workflow } from './support/jobs';
import { picture, sha256 } from './support/pictures';

afterEach(closeBenches);

const field = (name: string, value: unknown, type = 'string') => ({
	name,
	type,
	[type === 'string' ? 'value' : `${type}Value`]: value,
});

const fromUrl = (name: string, url: string) => ({ name, source: 'url', url });
const fromField = (name: string, binaryPropertyName: string) => ({
	...{ name, source: 'binary', binaryPropertyName },
});

/** The demo flow with an image by its URL. */
const card = ({ pictureUrl }: Bench, more: Record<string, unknown> = {}) =>
	workflow({ fileFields: { values: [fromUrl('product_image', pictureUrl)] }, ...more });

const FAILED = { step: 'submit', kind: 'failed', nth: 1 } as const;
const UNCONFIRMED: SandboxOptions = { faults: [{ step: 'submit', kind: 'reset-after', times: 1 }] };

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
		const { output } = await bench.done({
			items: [{ files: { data: photo } }],
			parameters: workflow({
				inputFields: { values },
				fileFields: { values: [fromField('product_image', 'data')] },
			}),
		});
		const { length: bytes } = photo.content;
		expect(bench.calls('upload')[0]?.body).toEqual({
			data_urls: [{ bytes, mimeType: 'image/png', sha256: sha256(photo.content) }],
		});
		expect(bench.bodies()).toEqual([
			{
				...{ headline: 'Summer sale', border: 12, shadow: false },
				background_images: [bench.pictureUrl],
				product_image: expect.stringMatching(/\/assets\//) as string,
			},
		]);
		expect(bench.calls('submit')[0]?.path).toBe('/workflows/v2/product-card');
		const [job] = bench.sandbox.jobs;
		const [made] = job?.outputs ?? [];
		const [item] = output;
		const content = await contentOf(item?.binary?.card);
		expect(sha256(content)).toBe(made?.sha256);
		const file = { output: 'card', field: 'card', url: made?.url, mimeType: 'image/png' };
		const fileName = `card-${job?.id.slice(0, 8)}.png`;
		expect(item?.json).toEqual({
			...{ workflow: 'product-card', requestId: job?.id, cost: null, remainingCredits: null },
			outputs: { card: made?.url, caption: 'A card that says: Summer sale' },
			files: [{ ...file, fileName, fileSize: content.length }],
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
		await bench.done({
			parameters: workflow({ inputMode: 'json', inputJson: given(JSON.stringify(inputs)) }),
		});
		expect(bench.bodies()).toEqual([inputs]);
	});

	it('makes a list of several files for one input', async () => {
		const bench = await openBench();
		const sendAs = 'list';
		const values = [
			fromUrl('product_image', bench.pictureUrl),
			{ ...fromField('background_images', 'front, back'), sendAs },
			{ ...fromUrl('background_images', bench.pictureUrl), sendAs },
		];
		await bench.done({
			items: [{ files: { front: await picture(1), back: await picture(2) } }],
			parameters: workflow({ fileFields: { values } }),
		});
		const asset = expect.stringMatching(/\/assets\//) as string;
		expect(bench.bodies()[0]).toMatchObject({
			background_images: [asset, asset, bench.pictureUrl],
			product_image: bench.pictureUrl,
		});
	});

	it.each([
		['product-card', '/workflows/v2/product-card'],
		['66b2f0c4e1a97d3f58c06b21', '/workflows/v2/66b2f0c4e1a97d3f58c06b21'],
		['66b2f0c4e1a97d3f58c06b21-v2', '/workflows/66b2f0c4e1a97d3f58c06b21-v2'],
		['https://www.segmind.com/pixelflows/product-card', '/workflows/v2/product-card'],
		['https://evil.example/workflows/v2/product-card?x=1', '/workflows/v2/product-card'],
	])('runs %s', async (workflowId, path) => {
		const bench = await openBench();
		await bench.done({ parameters: card(bench, { workflowId }) });
		expect(bench.calls('submit').map((call) => call.path)).toEqual([path]);
	});

	const NUMBER = [{ keyname: 'n', value: { data: 7, type: 'number' } }];

	it.each<[string, (urls: readonly string[]) => unknown, string[], string[]]>([
		[
			'a list',
			([data]) => [{ keyname: 'a b/c.d', value: { data, type: 'image' } }],
			['a b/c.d'],
			['a_b_c_d'],
		],
		['a bare URL', ([url]) => url, ['output'], ['output']],
		['URLs', (urls) => [...urls, ...urls], ['output'], ['output', 'output_2']],
		['words', () => 'Just words', ['output'], []],
		['a number as text', () => JSON.stringify(NUMBER), ['n'], []],
		['nothing', () => [], [], []],
	])('takes for output: %s', async (_name, flowOutput, keys, fields) => {
		const bench = await openBench({ flowOutput: flowOutput as () => string });
		const { output } = await bench.done({ parameters: card(bench) });
		const { outputs, files } = output[0]?.json ?? {};
		expect(Object.keys(outputs as object)).toEqual(keys);
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(fields);
		expect(files).toHaveLength(fields.length);
	});

	it('brings video as binary data as well, and leaves addresses in texts alone', async () => {
		const content = Buffer.from(
			'\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x10mdat12345678\0\0\0\x08moov',
		);
		const data = { content, fileName: 'clip.mp4', mimeType: 'video/mp4' };
		const bench = await openBench({
			flowOutput: () => [
				{ keyname: 'clip', value: { data: String(clip), type: 'video' } },
				{ keyname: 'source', value: { data: String(clip), type: 'text' } },
			],
		});
		const uploaded = await bench.run({ items: [{ files: { data } }], parameters: upload() });
		const clip = uploaded.output[0]?.json.url;
		const { output } = await bench.done({ parameters: card(bench) });
		expect(output[0]?.json.outputs).toEqual({ clip, source: clip });
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['clip']);
		expect(output[0]?.binary?.clip?.mimeType).toBe('video/mp4');
		expect((await contentOf(output[0]?.binary?.clip)).equals(content)).toBe(true);
	});
});

const retrying = { node: { ...RETRYING, maxTries: 4 } };
/** A flow without a text, which would come out without its file. */
const FILES_ONLY: SandboxOptions = { flowOutput: (urls) => [...urls] };

describe('with Retry On Fail', () => {
	it.each<[string, SandboxOptions, object, number]>([
		['a run that failed is started anew', { faults: [FAILED] }, {}, 2],
		['a run is waited for again', { jobSeconds: 100 }, { maxWaitSeconds: 60 }, 1],
		['a start is repeated where that is wished', UNCONFIRMED, { repeatUnconfirmed: true }, 2],
	])('%s', async (_name, sandbox, options, jobs) => {
		const bench = await openBench(sandbox);
		const { output } = await bench.done({ parameters: card(bench, { options }), ...retrying });
		expect(output).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(jobs);
	});

	it('a start that was never confirmed is not repeated unless that is wished', async () => {
		const bench = await openBench(UNCONFIRMED);
		const { error } = await bench.run({ parameters: card(bench), ...retrying });
		expectError({ error }, API_ERRORS.unconfirmedBefore);
		expect(bench.sandbox.jobs).toHaveLength(1);
	});
});

it('an unknown state is a run that goes on', async () => {
	const bench = await openBench({ faults: [{ step: 'submit', kind: 'unknown-state' }] });
	expect((await bench.done({ parameters: card(bench) })).output).toHaveLength(1);
});

it.each([
	['usual', /\/workflows\/request\//],
	['none', /\/workflows\/request\//],
	['foreign', /\/workflows\/request\//],
	['other-path', /\/workflows\/polls\//],
] as const)('poll address %s: on the host of the credential', async (flowPollUrl, path) => {
	const bench = await openBench({
		...{ ...FILES_ONLY, flowPollUrl },
		faults: [{ step: 'download', kind: '404', times: 20 }],
	});
	const { output } = await bench.run({ parameters: card(bench), ...retrying });
	expect(output).toHaveLength(1);
	expect(bench.sandbox.jobs).toHaveLength(1);
	for (const call of bench.calls('status')) {
		expect(call.path).toMatch(path);
		expect(call.server).toBe('api');
	}
	const withKey = bench.sandbox.requests.filter(({ headers }) => 'x-api-key' in headers);
	expect(withKey.every(({ server }) => server === 'api')).toBe(true);
});
