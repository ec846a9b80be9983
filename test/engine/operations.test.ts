import type { IBinaryData } from 'n8n-workflow';
import sharp from 'sharp';
import type { FaultRule } from '../../sandbox/types';
import { closeBenches, contentOf, fileRows, openBench, urlRows, type Bench } from './support/bench';
import type { SourceFile } from '../../scripts/engine/nodeTypes';
import { picture, sha256 } from './support/pictures';

afterEach(closeBenches);

const fileOf = ({ binary }: { binary?: Record<string, IBinaryData> }): IBinaryData =>
	binary?.data as IBinaryData;

/** The only body that was submitted, by the queue or directly. */
function bodyIn(bench: Bench): Record<string, unknown> {
	const all = [...bench.bodies('submit'), ...bench.bodies('sync')];
	expect(all).toHaveLength(1);
	return all[0] ?? {};
}

const isUpload = expect.stringMatching(/^http.*\/assets\//) as string;

it('generates from words alone, and sends no images, also where the model could take some', async () => {
	const bench = await openBench();
	const parameters = { operation: 'generate', model: 'nano-banana', prompt: 'A lighthouse' };
	const { output, error } = await bench.run({
		items: [{ files: { data: await picture() } }],
		parameters: { ...parameters, images: fileRows('data') },
	});
	expect(error).toBeUndefined();
	expect(bodyIn(bench)).toEqual({ prompt: 'A lighthouse', aspect_ratio: '1:1' });
	expect(bench.calls('upload')).toEqual([]);
	expect(fileOf(output[0] ?? {}).mimeType).toBe('image/png');
});

it('delivers vector graphics as what they are', async () => {
	const bench = await openBench();
	const { output } = await bench.run({
		parameters: { operation: 'generate', model: 'recraft-v3-svg', prompt: 'A fox' },
	});
	const file = fileOf(output[0] ?? {});
	expect(file).toMatchObject({ mimeType: 'image/svg+xml', fileExtension: 'svg' });
	expect(output[0]?.json.fileName).toMatch(/^recraft-v3-svg-.*\.svg$/);
	expect((await contentOf(file)).toString()).toMatch(/<svg/);
});

it('removes a background, the file given by field or by address', async () => {
	for (const images of ['file', 'url'] as const) {
		const bench = await openBench();
		const { error, output } = await bench.run({
			items: [{ files: { data: await picture() } }],
			parameters: {
				operation: 'removeBackground',
				model: 'bg-removal-v2',
				images: images === 'file' ? fileRows('data') : urlRows(bench.pictureUrl),
			},
		});
		expect(error).toBeUndefined();
		const image = images === 'file' ? isUpload : bench.pictureUrl;
		expect(bodyIn(bench)).toEqual({ image, type: 'transparent' });
		expect(output).toHaveLength(1);
		await closeBenches();
	}
});

it('erases what a mask marks', async () => {
	const bench = await openBench();
	const { error } = await bench.run({
		items: [{ files: { data: await picture(1), mask: await picture(2) } }],
		parameters: { operation: 'eraseObject', model: 'bria-eraser', images: fileRows('data') },
	});
	expect(error).toBeUndefined();
	expect(bodyIn(bench)).toEqual({ image: isUpload, mask: isUpload });
	expect(bodyIn(bench).image).not.toBe(bodyIn(bench).mask);
});

it('asks for the mask where it is needed', async () => {
	const bench = await openBench();
	const { error } = await bench.run({
		items: [{ files: { data: await picture() } }],
		parameters: { operation: 'eraseObject', model: 'bria-eraser', images: fileRows('data') },
	});
	expect(error?.message).toMatch(/^'?Mask/);
	expect(bench.sandbox.requests).toEqual([]);
});

describe('two pictures with a role each', () => {
	const swap = { operation: 'swapFace', model: 'faceswap-v5' };

	it('go where they belong, by field and by address', async () => {
		const bench = await openBench();
		const { error } = await bench.run({
			items: [{ files: { source: await picture(1), target: await picture(2) } }],
			parameters: {
				...swap,
				targetImageSource: 'url',
				targetImageUrl: bench.pictureUrl,
				additionalFields: { qualityNumber: 80, seed: 7 },
			},
		});
		expect(error).toBeUndefined();
		expect(bodyIn(bench)).toEqual({
			source_image: isUpload,
			target_image: bench.pictureUrl,
			image_format: 'png',
			quality: 80,
			seed: 7,
		});
	});

	it('are told apart where one is missing or wrong', async () => {
		const bench = await openBench();
		const { error } = await bench.run({
			items: [{ files: { source: await picture() } }],
			parameters: swap,
		});
		expect(error?.message).toMatch(/^Image to Change: /);
		expect(error?.description).toMatch(/^Named: 'target'\./);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each([
		['two of other names, in their order', ['face', 'photo'], {}, ['face', 'photo']],
		['one of them has its name', ['photo', 'source'], {}, ['source', 'photo']],
		['one is named', ['a', 'b'], { sourceImageBinaryPropertyName: 'b' }, ['b', 'a']],
	])('are found where the names were left as they are: %s', async (_name, names, more, wanted) => {
		const bench = await openBench();
		const files: Record<string, SourceFile> = {};
		for (const [at, name] of names.entries()) files[name] = await picture(at);
		const { error } = await bench.run({ items: [{ files }], parameters: { ...swap, ...more } });
		expect(error).toBeUndefined();
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
		const items = [{ files: { attachment_0: await picture() } }];
		const { error } = await bench.run({ items, parameters });
		expect(error).toBeUndefined();
		expect(bodyIn(bench)).toMatchObject({ source_image: bench.pictureUrl, target_image: isUpload });
	});

	it('are never guessed among three', async () => {
		const bench = await openBench();
		const files = { a: await picture(1), b: await picture(2), c: await picture(3) };
		const { error } = await bench.run({ items: [{ files }], parameters: swap });
		expect(error?.message).toMatch(/^Face to Use: /);
		expect(error?.description).toContain("'a', 'b', 'c'");
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('the same two in other places are another order', async () => {
		const bench = await openBench();
		const [a, b] = [await picture(1), await picture(2)];
		await bench.run({
			items: [{ files: { source: a, target: b } }, { files: { source: b, target: a } }],
			parameters: swap,
		});
		const bodies = bench.bodies();
		expect(bodies).toHaveLength(2);
		expect(bodies[0]?.source_image).not.toBe(bodies[1]?.source_image);
	});
});

describe('a model that takes the image as text', () => {
	const mask = { operation: 'createMask', model: 'automatic-mask-generator', prompt: 'the bottle' };

	it.each(['file', 'url'] as const)('gets its content: %s', async (kind) => {
		const bench = await openBench();
		const file = await picture();
		const { error, output } = await bench.run({
			items: [{ files: { data: file } }],
			parameters: {
				...mask,
				images: kind === 'file' ? fileRows('data') : urlRows(bench.pictureUrl),
			},
		});
		expect(error).toBeUndefined();
		// the queue has no path for it, so it is submitted directly, and once
		expect(bench.calls('submit').map(({ status }) => status)).toEqual([404]);
		expect(bench.sandbox.jobs).toHaveLength(1);
		const [body] = bench.bodies('sync');
		const bytes = Buffer.from(String(body?.image), 'base64');
		expect((await sharp(bytes).metadata()).width).toBeGreaterThan(0);
		expect(body).toMatchObject({ prompt: 'the bottle' });
		expect(bench.calls('upload')).toEqual([]);
		expect(fileOf(output[0] ?? {}).mimeType).toBe('image/png');
	});

	it('answers with text when it is told to, and a file comes out all the same', async () => {
		const bench = await openBench();
		const { output, error } = await bench.run({
			items: [{ files: { data: await picture() } }],
			parameters: { ...mask, images: fileRows('data'), additionalFields: { base64: true } },
		});
		expect(error).toBeUndefined();
		expect(fileOf(output[0] ?? {}).mimeType).toBe('image/png');
	});

	it('gets no key of the account to the address of the image', async () => {
		const bench = await openBench();
		await bench.run({ parameters: { ...mask, images: urlRows(bench.pictureUrl) } });
		const fetched = bench.sandbox.requests.filter(({ server }) => server === 'images');
		expect(fetched.length).toBeGreaterThan(0);
		for (const { headers } of fetched) expect(headers).not.toHaveProperty('x-api-key');
	});

	it.each(['gallery/nothing.png', 'gallery'])('says of %s that it is no image', async (path) => {
		const bench = await openBench();
		const images = urlRows(`${bench.sandbox.imagesUrl}/${path}`);
		const { error } = await bench.run({ parameters: { ...mask, images } });
		expect(error?.message).toBe(
			"The URL in 'URL' does not lead to an image of a type that this node takes [item 0]",
		);
		expect(error?.description).toContain('Nothing was billed.');
		expect(bench.sandbox.jobs).toEqual([]);
	});
});

it('gives each image its tag, the own one or a number', async () => {
	const bench = await openBench();
	const [first, second] = urlRows(bench.pictureUrl, `${bench.pictureUrl}?second`).values;
	const { error } = await bench.run({
		parameters: {
			model: 'runway-gen4-image',
			prompt: 'The bottle on the table',
			images: { values: [{ ...first, tag: 'bottle' }, second] },
		},
	});
	expect(error).toBeUndefined();
	expect(bodyIn(bench)).toEqual({
		promptText: 'The bottle on the table',
		referenceImages: [
			{ uri: bench.pictureUrl, tag: 'bottle' },
			{ uri: `${bench.pictureUrl}?second`, tag: 'image2' },
		],
		ratio: '1280:720',
	});
});

it('never runs a model in an operation that does not offer it', async () => {
	const bench = await openBench();
	const { error } = await bench.run({
		parameters: { operation: 'generate', model: 'gpt-image-1-edit', prompt: 'A fox' },
	});
	expect(error?.message).toContain("The model chosen in 'Model'");
	expect(bench.sandbox.requests).toEqual([]);
});

it('a retry hands out the paid result of each of these operations again', async () => {
	const bench = await openBench();
	const job = {
		executionId: '1',
		items: [{ files: { source: await picture(1), target: await picture(2) } }],
		parameters: { operation: 'swapFace', model: 'faceswap-v5' },
	};
	const first = await bench.run(job);
	expect(first.output).toHaveLength(1);
	const again = await bench.run({ ...job, executionId: '2', earlier: first.run.data });
	expect(again.error).toBeUndefined();
	expect(bench.sandbox.jobs).toHaveLength(1);
});

it.each([
	['upscale', 'esrgan', { scale: 4 }, { image: isUpload, scale: 4, output_format: 'jpeg' }],
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
			image: isUpload,
			resolution: '1024x1024',
			rendering_speed: 'DEFAULT',
			style_codes: ['A1', 'B2'],
		},
	],
	['createMask', 'sam-img2img', {}, { image: isUpload }],
	[
		'edit',
		'segmind-relighting',
		{ light_direction: 'left' },
		{
			image: isUpload,
			light_direction: 'left',
			light_intensity: 'medium',
			light_temperature: 'neutral',
			light_type: 'ambient',
		},
	],
])('%s: %s sends what is documented and nothing else', async (operation, model, more, wanted) => {
	const bench = await openBench();
	const { error, output } = await bench.run({
		items: [{ files: { data: await picture() } }],
		parameters: { operation, model, images: fileRows('data'), ...more },
	});
	expect(error).toBeUndefined();
	expect(bodyIn(bench)).toEqual(wanted);
	expect(fileOf(output[0] ?? {}).mimeType).toMatch(/^image\//);
});

it('takes a value that the documentation cuts from its list, out of an expression', async () => {
	const bench = await openBench();
	const { error } = await bench.run({
		items: [{ files: { data: await picture() } }],
		parameters: {
			operation: 'removeBackground',
			model: 'bg-removal-v2',
			images: fileRows('data'),
			type: '={{ "pink" }}',
		},
	});
	expect(error).toBeUndefined();
	expect(bodyIn(bench)).toEqual({ image: isUpload, type: 'pink' });
});

describe('a model that is not sure to be there', () => {
	const run = async (model: string, operation: string, faults: FaultRule[]) => {
		const bench = await openBench({ faults });
		const images = urlRows(bench.pictureUrl);
		const parameters = { operation, model, prompt: 'Blue', images };
		return { bench, ...(await bench.run({ parameters })) };
	};

	it('runs in a saved workflow although it is retired, as long as Segmind has it', async () => {
		const { bench, error } = await run('seededit-v3', 'edit', []);
		expect(error).toBeUndefined();
		expect(bodyIn(bench)).toMatchObject({ image_url: bench.pictureUrl, prompt: 'Blue' });
	});

	it('is called retired when Segmind has it no longer, whatever it answers', async () => {
		const steps = ['submit', 'sync'] as const;
		const { bench, error } = await run(
			'seededit-v3',
			'edit',
			steps.map((step) => ({ step, kind: '404' })),
		);
		expect(error?.message).toBe(
			"The model chosen in 'Model' is retired: Segmind no longer offers it [item 0]",
		);
		expect(error?.description).toContain('Nothing was billed.');
		expect(bench.billedUsd).toBe(0);
	});

	it('is called unlisted when it was never confirmed', async () => {
		const slug = 'automatic-mask-generator';
		const { error } = await run(slug, 'createMask', [{ step: 'sync', kind: '404' }]);
		expect(error?.description).toContain("Segmind's directory of models did not list this one");
	});
});
