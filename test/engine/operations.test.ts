import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import sharp from 'sharp';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import type { FaultRule } from '../../sandbox/types';
import type { SourceFile } from '../../scripts/engine/nodeTypes';
import { closeBenches, fileRows, openBench, urlRows, type Bench } from './support/bench';
import { expectError, expectRefused } from './support/expected';
import { picture, sha256 } from './support/pictures';

afterEach(closeBenches);

/** The only body that was submitted, by the queue or directly. */
function bodyIn(bench: Bench): Record<string, unknown> {
	const all = [...bench.bodies('submit'), ...bench.bodies('sync')];
	expect(all).toHaveLength(1);
	return all[0] ?? {};
}

const isUpload = expect.stringMatching(/^http.*\/assets\//) as string;

type Case = [operation: string, model: string, more: object, wanted: Record<string, unknown>];

it.each<Case>([
	['upscale', 'esrgan', { scale: 4 }, { image: isUpload, scale: 4, output_format: 'jpeg' }],
	['eraseObject', 'bria-eraser', {}, { image: isUpload, mask: isUpload }],
	// a value that the documentation cuts from its list
	[
		'removeBackground',
		'bg-removal-v2',
		{ type: '={{ "pink" }}' },
		{ image: isUpload, type: 'pink' },
	],
	[
		'expand',
		'ideogram-reframe',
		{ resolution: 'RESOLUTION_512_1536' },
		{ image_file: isUpload, resolution: 'RESOLUTION_512_1536', style_type: 'GENERAL' },
	],
	[
		'expand',
		'ideogram-3-reframe',
		{ additionalFields: { style_codes: ['A1', ' ', 'B2'], style_reference_images: [] } },
		{
			...{ image: isUpload, resolution: '1024x1024', rendering_speed: 'DEFAULT' },
			style_codes: ['A1', 'B2'],
		},
	],
	['createMask', 'sam-img2img', {}, { image: isUpload }],
	// words alone, also where the model could take an image
	['generate', 'nano-banana', { prompt: 'A fox' }, { prompt: 'A fox', aspect_ratio: '1:1' }],
	[
		'edit',
		'segmind-relighting',
		{ light_direction: 'left' },
		{
			...{ image: isUpload, light_direction: 'left', light_intensity: 'medium' },
			...{ light_temperature: 'neutral', light_type: 'ambient' },
		},
	],
])('%s: %s sends what is documented and nothing else', async (operation, model, more, wanted) => {
	const bench = await openBench();
	const { output } = await bench.done({
		items: [{ files: { data: await picture(1), mask: await picture(2) } }],
		parameters: { operation, model, images: fileRows('data'), ...more },
	});
	expect(bodyIn(bench)).toEqual(wanted);
	const uploads = Object.values(wanted).filter((value) => value === isUpload);
	expect(bench.calls('upload')).toHaveLength(uploads.length);
	expect(output[0]?.binary?.data?.mimeType).toMatch(/^image\//);
});

it.each([
	['a mask where it is needed', { operation: 'eraseObject', model: 'bria-eraser' }, /^'?Mask/],
	[
		'a model in an operation that offers it',
		{ operation: 'generate', model: 'gpt-image-1-edit', prompt: 'A fox' },
		/^The model chosen in 'Model'/,
	],
] as const)('asks for %s', async (_name, parameters, message) => {
	const bench = await openBench();
	const { error } = await bench.run({ items: [{ files: { data: await picture() } }], parameters });
	expect(error?.message).toMatch(message);
	expect(bench.sandbox.requests).toEqual([]);
});

describe('two pictures with a role each', () => {
	const swap = { operation: 'swapFace', model: 'faceswap-v5' };

	/** So many pictures by these names, each another one. */
	const named = async (...names: string[]): Promise<Record<string, SourceFile>> =>
		Object.fromEntries(
			await Promise.all(names.map(async (name, at) => [name, await picture(at)] as const)),
		);

	it('go where they belong, by field and by address', async () => {
		const bench = await openBench();
		await bench.done({
			items: [{ files: await named('source', 'target') }],
			parameters: {
				...{ ...swap, targetImageSource: 'url', targetImageUrl: bench.pictureUrl },
				additionalFields: { qualityNumber: 80, seed: 7 },
			},
		});
		expect(bodyIn(bench)).toEqual({
			...{ source_image: isUpload, target_image: bench.pictureUrl, image_format: 'png' },
			...{ quality: 80, seed: 7 },
		});
	});

	it.each([
		['one is missing', ['source'], 'Image to Change', "Named: 'target'."],
		['there are three', ['a', 'b', 'c'], 'Face to Use', "'a', 'b', 'c'"],
	])('are never guessed where %s', async (_name, names, about, says) => {
		const job = { items: [{ files: await named(...names) }], parameters: swap };
		const message = `${about}: ${INPUT_ERRORS.fieldMissing.message}`;
		await expectRefused(job, { message }, says);
	});

	it.each([
		['two of other names, in their order', ['face', 'photo'], {}, ['face', 'photo']],
		['one of them has its name', ['photo', 'source'], {}, ['source', 'photo']],
		['one is named', ['a', 'b'], { sourceImageBinaryPropertyName: 'b' }, ['b', 'a']],
	])('are found where the names were left as they are: %s', async (_name, names, more, wanted) => {
		const bench = await openBench();
		const files = await named(...names);
		await bench.done({ items: [{ files }], parameters: { ...swap, ...more } });
		// the face is uploaded first
		const uploads = bench.calls('upload').map(({ body }) => JSON.stringify(body));
		expect(uploads).toHaveLength(2);
		for (const [at, name] of wanted.entries()) {
			expect(uploads[at]).toContain(sha256(files[name]?.content ?? Buffer.alloc(0)));
		}
	});

	it('the only file of an item is the one that is not given by address', async () => {
		const bench = await openBench();
		const parameters = { ...swap, sourceImageSource: 'url', sourceImageUrl: bench.pictureUrl };
		await bench.done({ items: [{ files: await named('attachment_0') }], parameters });
		expect(bodyIn(bench)).toMatchObject({ source_image: bench.pictureUrl, target_image: isUpload });
	});

	it('the same two in other places are another order', async () => {
		const bench = await openBench();
		const { source, target } = await named('source', 'target');
		const items = [
			{ files: { source, target } },
			{ files: { source: target, target: source } },
		] as Array<{ files: Record<string, SourceFile> }>;
		await bench.run({ items, parameters: swap });
		const [first, second] = bench.bodies();
		expect(second?.source_image).toBeDefined();
		expect(second?.source_image).not.toBe(first?.source_image);
	});
});

describe('a model that takes the image as text', () => {
	const mask = { operation: 'createMask', model: 'automatic-mask-generator', prompt: 'the bottle' };

	it.each<[string, (bench: Bench) => object]>([
		['file', () => ({ images: fileRows('data') })],
		['URL', ({ pictureUrl }) => ({ images: urlRows(pictureUrl) })],
		['answered as text', () => ({ images: fileRows('data'), additionalFields: { base64: true } })],
	])('gets its content: %s', async (_name, more) => {
		const bench = await openBench();
		const { output } = await bench.done({
			items: [{ files: { data: await picture() } }],
			parameters: { ...mask, ...more(bench) },
		});
		// the queue has no path for it, so it is submitted directly, and once
		expect(bench.calls('submit').map(({ status }) => status)).toEqual([404]);
		expect(bench.sandbox.jobs).toHaveLength(1);
		const [body] = bench.bodies('sync');
		const bytes = Buffer.from(String(body?.image), 'base64');
		expect((await sharp(bytes).metadata()).width).toBeGreaterThan(0);
		expect(body).toMatchObject({ prompt: 'the bottle' });
		expect(bench.calls('upload')).toEqual([]);
		expect(output[0]?.binary?.data?.mimeType).toBe('image/png');
		const fetched = bench.sandbox.requests.filter(({ server }) => server === 'images');
		for (const { headers } of fetched) expect(headers).not.toHaveProperty('x-api-key');
	});

	it('is told that there is no image at a URL', async () => {
		const bench = await openBench();
		const images = urlRows(`${bench.sandbox.imagesUrl}/gallery/nothing.png`);
		const outcome = await bench.run({ parameters: { ...mask, images } });
		expectError(outcome, INPUT_ERRORS.notAnImageAtUrl, 'Nothing was billed.');
		expect(bench.sandbox.jobs).toEqual([]);
	});
});

it('gives each image its tag, the own one or a number', async () => {
	const bench = await openBench();
	const [first, second] = urlRows(bench.pictureUrl, `${bench.pictureUrl}?second`).values;
	const images = { values: [{ ...first, tag: 'bottle' }, second] };
	await bench.done({ parameters: { model: 'runway-gen4-image', prompt: 'The bottle', images } });
	expect(bodyIn(bench)).toEqual({
		promptText: 'The bottle',
		referenceImages: [
			{ uri: bench.pictureUrl, tag: 'bottle' },
			{ uri: `${bench.pictureUrl}?second`, tag: 'image2' },
		],
		ratio: '1280:720',
	});
});

describe('a model that is not sure to be there', () => {
	const run = async (model: string, operation: string, faults: FaultRule[]) => {
		const bench = await openBench({ faults });
		const images = urlRows(bench.pictureUrl);
		const outcome = await bench.run({ parameters: { operation, model, prompt: 'Blue', images } });
		return { bench, outcome };
	};

	it('runs in a saved workflow although it is retired, as long as Segmind has it', async () => {
		const { bench, outcome } = await run('seededit-v3', 'edit', []);
		expect(outcome.error).toBeUndefined();
		expect(bodyIn(bench)).toMatchObject({ image_url: bench.pictureUrl, prompt: 'Blue' });
	});

	it('is called retired when Segmind has it no longer, whatever it answers', async () => {
		const steps = ['submit', 'sync'] as const;
		const faults = steps.map((step) => ({ step, kind: '404' as const }));
		const { bench, outcome } = await run('seededit-v3', 'edit', faults);
		expectError(outcome, API_ERRORS.modelRetired, 'Nothing was billed.');
		expect(bench.billedUsd).toBe(0);
	});

	it('is called unlisted when it was never confirmed', async () => {
		const faults: FaultRule[] = [{ step: 'sync', kind: '404' }];
		const { outcome } = await run('automatic-mask-generator', 'createMask', faults);
		expect(outcome.error?.description).toContain(
			"Segmind's directory of models did not list this one",
		);
	});
});
