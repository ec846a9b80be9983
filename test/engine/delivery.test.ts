import type { FaultKind, ResultShape, SyncAnswer } from '../../sandbox';
import { closeBenches, contentOf, openBench, urlRows, type Bench } from './support/bench';
import { sha256 } from './support/pictures';

afterEach(closeBenches);

const asking = (bench: Bench, delivery: string, more: object = {}) => ({
	parameters: {
		prompt: 'Make it blue',
		images: urlRows(bench.pictureUrl),
		options: { delivery },
		...more,
	},
});

describe('the queue', () => {
	it('is asked in four steps, at addresses built from the request ID', async () => {
		const bench = await openBench();
		const { output } = await bench.run(asking(bench, 'queue'));
		const id = String(output[0]?.json.requestId);
		const paths = bench.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
		expect(paths[0]).toBe('POST /v2/gpt-image-1-edit');
		expect(new Set(paths.slice(1, -2))).toEqual(new Set([`GET /v2/requests/${id}/status`]));
		expect(paths.at(-2)).toBe(`GET /v2/requests/${id}`);
		expect(paths.at(-1)).toMatch(/^GET \/generations\//);
	});

	const shapes: ResultShape[] = ['images', 'output-string', 'output-list', 'output-json-string'];

	it.each(shapes)('reads a result as %s', async (resultShape) => {
		const bench = await openBench({ resultShape });
		const { output } = await bench.run(asking(bench, 'queue'));
		expect(output).toHaveLength(1);
		const content = await contentOf(output[0]?.binary?.data);
		expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
	});

	it('gives an item for every image of a job, and the price once', async () => {
		const bench = await openBench({ outputsPerJob: 3 });
		const { output } = await bench.run(asking(bench, 'queue'));
		const id = String(output[0]?.json.requestId).slice(0, 8);
		expect(output.map(({ json }) => json.fileName)).toEqual([
			`product-${id}.png`,
			`product-${id}-2.png`,
			`product-${id}-3.png`,
		]);
		expect(output.map(({ json }) => json.cost)).toEqual([expect.any(Number), null, null]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 0 },
		]);
	});

	it('takes a state that it does not know for "still running"', async () => {
		const bench = await openBench({
			faults: [{ step: 'status', kind: 'unknown-state', times: 3 }],
		});
		const { output } = await bench.run(asking(bench, 'queue'));
		expect(output).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(1);
	});
});

describe('the direct call', () => {
	const answers: SyncAnswer[] = [
		'image',
		'json-images',
		'json-output',
		'json-image-url',
		'json-base64',
	];

	it.each(answers)('reads an answer as %s', async (syncAnswer) => {
		const bench = await openBench({ syncAnswer });
		const { output, error } = await bench.run(asking(bench, 'sync'));
		expect(error).toBeUndefined();
		expect(bench.calls('submit')).toEqual([]);
		expect(bench.calls('sync').map(({ path }) => path)).toEqual(['/v1/gpt-image-1-edit']);
		const [item] = output;
		expect(item?.json).toMatchObject({ cost: 0.14, mimeType: 'image/png' });
		const content = await contentOf(item?.binary?.data);
		expect(content.subarray(1, 4).toString()).toBe('PNG');
		expect(item?.json.fileSize).toBe(content.length);
	});
});

describe('an answer of the direct call that is called a text', () => {
	it('is an image all the same, by its bytes', async () => {
		const bench = await openBench({ faults: [{ step: 'sync', kind: 'wrong-content-type' }] });
		const { output, error } = await bench.run(asking(bench, 'sync'));
		expect(error).toBeUndefined();
		const content = await contentOf(output[0]?.binary?.data);
		expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
	});
});

describe('automatic', () => {
	it.each<FaultKind>(['404', '405-html'])(
		'goes to the direct call when the queue answers %s',
		async (kind) => {
			const bench = await openBench({ faults: [{ step: 'submit', kind }] });
			const { output } = await bench.run(asking(bench, 'auto'));
			expect(output).toHaveLength(1);
			expect(bench.calls('sync')).toHaveLength(1);
			expect(bench.sandbox.jobs).toHaveLength(1);
		},
	);

	it.each<FaultKind>(['400', '500', '502', 'reset-after', 'no-request-id', 'empty-body', '410'])(
		'never does so after %s',
		async (kind) => {
			const bench = await openBench({ faults: [{ step: 'submit', kind }] });
			const { error } = await bench.run(asking(bench, 'auto'));
			expect(error).toBeDefined();
			expect(bench.calls('sync')).toEqual([]);
		},
	);
});

it.each(['empty-body', 'short-body'] as const)(
	'a direct answer with a spoiled image (%s) speaks of no URL, as it has none',
	async (kind) => {
		const bench = await openBench({ faults: [{ step: 'sync', kind }] });
		const { error } = await bench.run(asking(bench, 'sync'));
		expect(error?.description).toContain(bench.sandbox.jobs[0]?.id);
		expect(error?.description).toContain('It has been billed.');
		expect(error?.description).toContain('the file came within the answer and has no URL');
		expect(error?.description).not.toMatch(/seven days|Its URL/);
	},
);
