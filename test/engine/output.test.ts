import { readFileSync } from 'node:fs';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { contentOf, urlRows } from './support/bench';
import { anyModel, closeStages, image, PNG, sends, stage } from './support/oneJob';
import { picture } from './support/pictures';
import { forRetry } from './support/retry';
import { REQUEST_ID } from './support/standIn';
import { get, jsonFlow, CONTINUING } from './support/jobs';

afterEach(closeStages);

const MODES = ['filesystem', 'default'] as const;

/** A job whose result is this answer; files come from `/files/`. */
async function answering(answer: (base: string) => object, refused = 0) {
	const content = await image();
	const staged = await stage({
		submit: (response, tries) => {
			response.writeHead(tries === refused ? 400 : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ request_id: REQUEST_ID, status: 'QUEUED' }));
		},
		result: (response, _, request) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const base = `http://${request.headers.host}`;
			response.end(JSON.stringify({ status: 'COMPLETED', ...answer(base) }));
		},
		file: sends(content),
	});
	const options = { delivery: 'queue' };
	return {
		...staged,
		running: async (more: object = {}, job: object = {}) =>
			await staged.run({ ...anyModel(), options: { ...options, ...more } }, job),
	};
}

const two = (base: string) => ({
	images: [{ url: `${base}/files/a.png` }, { url: `${base}/files/b.png` }],
	seed: '42',
	metrics: { cost: 0.1, remaining_credits: 5, total_time: 9 },
});

describe('Simplify', () => {
	const FACTS = [
		...['model', 'requestId', 'url', 'cost', 'remainingCredits', 'seed', 'attempts'],
		...['fileName', 'mimeType', 'fileSize', 'width', 'height', 'urlExpiresAt'],
	];

	it('is on in the README, which shows an item with all that it holds', () => {
		const [, shown = ''] = /^```json\n(\{[^`]+)```/m.exec(readFileSync('README.md', 'utf8')) ?? [];
		expect(Object.keys(JSON.parse(shown) as object)).toEqual(FACTS);
	});

	it.each(MODES)("off adds Segmind's answer as it came, %s", async (binaryMode) => {
		const long = Buffer.from('x'.repeat(3000)).toString('base64');
		const key = 'SG_0123456789abcdef';
		const answer = (base: string) => ({ ...two(base), echo: `key ${key}`, preview: long });
		const { running } = await answering(answer);
		const job = { binaryMode, apiKey: key };
		const [short] = (await running({}, job)).output;
		expect(Object.keys(short?.json ?? {})).toEqual(FACTS);
		const { output } = await running({ simplify: false }, job);
		expect(Object.keys(output[0]?.json ?? {})).toEqual([...FACTS, 'response']);
		const { response } = output[0]?.json as { response: Record<string, unknown> };
		expect(response).toMatchObject({ status: 'COMPLETED', seed: '42', echo: 'key …' });
		expect(response.metrics).toEqual({ cost: 0.1, remaining_credits: 5, total_time: 9 });
		expect(response.preview).toBe(`[base64: ${long.length} characters]`);
		expect(output[1]?.json).not.toHaveProperty('response');
	});

	it('tells base64 by its length in lines as well, and leaves words in lines alone', async () => {
		const long = Buffer.from('x'.repeat(3000)).toString('base64');
		const mail = long.replace(/.{76}/g, '$&\r\n');
		const pem = long.replace(/.{64}/g, '$&\n');
		const words = 'word\n'.repeat(200);
		const values = { mail, pem, page: `data:image/png;base64,${mail}`, words };
		const { running } = await answering((base) => ({ ...two(base), ...values }));
		const { output } = await running({ simplify: false });
		expect(output[0]?.json.response).toMatchObject({
			mail: `[base64: ${mail.length} characters]`,
			pem: `[base64: ${pem.length} characters]`,
			page: `data:image/png;base64,[base64: ${mail.length} characters]`,
			words,
		});
	});

	it('is told by its length where the answer is longer than 1 MB', async () => {
		const words = Array.from({ length: 300_000 }, () => 'word').join(' ');
		const { running } = await answering((base) => ({ ...two(base), words }));
		const { output } = await running({ simplify: false });
		expect(output[0]?.json.response).toMatch(/^\[JSON: 15\d{5} characters\]$/);
	});

	it('off is null where the bytes came at once, and in a retry', async () => {
		const content = await image();
		const { run } = await stage({
			sync: (response) => {
				response.writeHead(200, { ...PNG, 'x-seed-value': '7' });
				response.end(content);
			},
		});
		const direct = await run({ options: { delivery: 'sync', simplify: false } });
		const none = { response: null, url: null, urlExpiresAt: null };
		expect(direct.output[0]?.json).toMatchObject({ ...none, seed: 7 });
		const { running } = await answering(two, 2);
		const first = await running({ simplify: false }, { items: [{}, {}] });
		const again = await running({}, { earlier: forRetry(first) });
		const came = expect.objectContaining({ seed: '42' }) as unknown;
		const responses = again.output.map(({ json }) => json.response);
		expect(responses).toEqual([null, undefined, came, undefined]);
		expect(again.output[0]?.json.seed).toBe(42);
	});
});

it.each([
	['"42"', 42],
	['-1', -1],
	['0', 0],
	['18446744073709551615', '18446744073709551615'],
	['"18446744073709551615"', '18446744073709551615'],
	['"0042"', '0042'],
	['1.5', '1.5'],
	['""', null],
	['null', null],
	['[1]', null],
])('a seed of %s comes out as %j, and of each file', async (seed, expected) => {
	const { run } = await stage({
		result: (response, _, request) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			const urls = JSON.stringify(
				['a', 'b'].map((n) => `http://${request.headers.host}/files/${n}`),
			);
			response.end(`{"status":"COMPLETED","output":${urls},"seed":${seed}}`);
		},
	});
	const { output } = await run({ options: { downloadFiles: false } });
	expect(output.map(({ json }) => json.seed)).toEqual([expected, expected]);
});

it('an image has the size in which it is shown', async () => {
	const sharp = (await import('sharp')).default;
	const blank = sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } });
	const turned = await blank.jpeg().withMetadata({ orientation: 6 }).toBuffer();
	const { run } = await stage({
		file: (response) => {
			response.writeHead(200, { 'content-type': 'image/jpeg' });
			response.end(turned);
		},
	});
	expect((await run()).output[0]?.json).toMatchObject({ width: 20, height: 30 });
});

it('URLs end seven days after the submit', async () => {
	const { running, bench } = await answering(two);
	const before = bench.clock?.now() ?? 0;
	const { output } = await running();
	const endMs = Date.parse(String(output[0]?.json.urlExpiresAt));
	expect(Math.abs(endMs - before - 7 * 24 * 3_600_000)).toBeLessThan(5000);
});

it.each<[string, (base: string) => object]>([
	['within the file', (base) => ({ video: { url: base, last_frame_url: `${base}/last` } })],
	['at the top', (base) => ({ images: [{ url: base }], last_frame_url: `${base}/last` })],
	['in output', (base) => ({ output: { video_url: base, last_frame_url: `${base}/last` } })],
	[
		'in output as text',
		(base) => ({
			output: JSON.stringify({ last_frame_url: `${base}/last` }),
			video: { url: base },
		}),
	],
])('a further URL %s is a field of its own, and stays where it is', async (_, answer) => {
	const withOthers = (base: string) => ({
		...answer(`${base}/files/a`),
		status_url: `${base}/status`,
		'not a name': `${base}/files/x`,
		model: `${base}/files/y`,
	});
	const { running, standIn } = await answering(withOthers, 2);
	const first = await running({}, { items: [{}, {}] });
	const { output, error } = await running({}, { earlier: forRetry(first) });
	expect(error).toBeUndefined();
	const [{ json } = { json: {} as Record<string, unknown> }, other] = output;
	expect(json.last_frame_url).toBe(`${standIn.base}/files/a/last`);
	expect(json.model).toBe('some-model');
	expect(Object.keys(json)).not.toEqual(expect.arrayContaining(['status_url']));
	expect(standIn.paths.some((path) => path.endsWith('/last'))).toBe(false);
	// the first is what the ledger kept
	expect(standIn.count('result')).toBe(2);
	expect(other?.json.last_frame_url).toBe(json.last_frame_url);
});

describe('Download Files', () => {
	it.each(MODES)('off: items hold URLs, and nothing is stored, %s', async (binaryMode) => {
		const { running, standIn } = await answering(two);
		const { output, error } = await running({ downloadFiles: false }, { binaryMode });
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.url)).toEqual(
			['a', 'b'].map((name) => `${standIn.base}/files/${name}.png`),
		);
		const unknown = { fileSize: null, mimeType: null, fileName: null, width: null, height: null };
		for (const { json, binary } of output) {
			expect(json).toMatchObject(unknown);
			expect(binary).toBeUndefined();
		}
		expect(standIn.count('file')).toBe(0);
	});

	it('off: a file without a URL is stored all the same', async () => {
		const content = (await image()).toString('base64');
		const { running } = await answering(() => ({ output: content }));
		const { output } = await running({ downloadFiles: false });
		expect((await contentOf(output[0]?.binary?.data)).toString('base64')).toBe(content);
	});

	it('off: Request → Get and PixelFlow → Run as well', async () => {
		const { run, standIn } = await answering(two);
		const options = { downloadFiles: false };
		const fetched = await run(get(REQUEST_ID, { options }));
		expect(fetched.output.map(({ binary }) => binary)).toEqual([undefined, undefined]);
		const { bench } = await stage({});
		const { output } = await bench.done({ parameters: jsonFlow(bench, { options }) });
		expect(output[0]?.binary).toBeUndefined();
		expect((output[0]?.json.files as unknown[]).length).toBeGreaterThan(0);
		expect(standIn.count('file')).toBe(0);
	});
});

describe('All Files in One Item', () => {
	it.each(MODES)('names them one after the other, %s', async (binaryMode) => {
		const { running } = await answering(two);
		const wanted = { oneItem: true, outputBinaryPropertyName: 'shot' };
		const items = [{ json: { n: 1 } }, { json: { n: 2 } }];
		const { output } = await running(wanted, { binaryMode, items });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		for (const { json, binary } of output) {
			expect(Object.keys(binary ?? {})).toEqual(['shot', 'shot_1']);
			const files = json.files as Array<Record<string, unknown>>;
			expect(files.map(({ field }) => field)).toEqual(['shot', 'shot_1']);
			expect(files[0]).toMatchObject({ url: json.url, fileName: json.fileName, width: json.width });
			expect(json).toMatchObject({ cost: 0.1, seed: 42 });
		}
	});

	it('a file that is missing stands behind it as an error', async () => {
		const content = await image();
		const { run } = await stage({
			output: (base) => [`${base}/files/a.png`, `${base}/files/b.png`],
			file: (response, _, request) => {
				const isThere = request.url?.endsWith('a.png');
				response.writeHead(isThere ? 200 : 404, PNG);
				response.end(isThere ? content : '');
			},
		});
		const { output } = await run({ options: { oneItem: true } });
		expect(output).toHaveLength(2);
		expect(output[0]?.json.files).toHaveLength(1);
		expect(output[1]?.json.error).toContain(API_ERRORS.fileGone.message);
	});
});

describe('Include Input Fields', () => {
	const input = { sku: 'A-1', segmind: 'taken', model: 'mine', error: null };

	it.each(MODES)('puts what the node says beside them, %s', async (binaryMode) => {
		const { running } = await answering(two);
		const files = { data: await picture(1) };
		const items = [{ json: input, files }, { json: { sku: 'B-2' } }];
		const { output } = await running({ includeInputFields: true }, { binaryMode, items });
		expect(output.map(({ json }) => json.sku)).toEqual(['A-1', 'A-1', 'B-2', 'B-2']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
		expect(output[0]?.json).toMatchObject({ model: 'mine', segmind: { seed: 42 } });
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['data']);
	});

	it('leaves out what n8n keeps its files in, and stands beside errors', async () => {
		const { running } = await answering(two);
		const settings = { binaryMode: 'combined' };
		const items = [{ json: { sku: 'A' }, files: { data: await picture(1) } }];
		const { output } = await running({ includeInputFields: true }, { settings, items });
		expect(Object.keys(output[0]?.json ?? {}).sort()).toEqual(['_files', 'segmind', 'sku']);
		expect(JSON.stringify(output[0]?.json.segmind)).not.toContain('binary_data');
		const { run } = await stage({});
		const options = { includeInputFields: true };
		const broken = { prompt: '={{ " " }}', images: urlRows('https://example.com/a.png'), options };
		const failed = await run(broken, { items, node: CONTINUING });
		expect(Object.keys(failed.output[0]?.json ?? {})).toEqual(['sku', 'error', 'message']);
	});

	it('goes with a request ID that is only submitted', async () => {
		const { running } = await answering(two);
		const items = [{ json: { sku: 'A-1' } }];
		const options = { includeInputFields: true, waitForCompletion: false };
		const { output } = await running(options, { items });
		expect(output[0]?.json).toMatchObject({ sku: 'A-1', segmind: { status: 'QUEUED' } });
	});
});
