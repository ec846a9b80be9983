import type { IBinaryData } from 'n8n-workflow';
import sharp from 'sharp';
import { closeBenches, contentOf, fileRows, openBench, urlRows, type Bench } from './support/bench';
import { picture } from './support/pictures';

afterEach(closeBenches);

const fileOf = ({ binary }: { binary?: Record<string, IBinaryData> }): IBinaryData =>
	binary?.data as IBinaryData;

/** The only body that was ordered, by the queue or directly. */
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

it('the same model edits the images that it is given', async () => {
	const bench = await openBench();
	const { output, error } = await bench.run({
		items: [{ files: { data: await picture() } }],
		parameters: { model: 'nano-banana', prompt: 'Blue', images: fileRows('data') },
	});
	expect(error).toBeUndefined();
	expect(bodyIn(bench).image_urls).toEqual([isUpload]);
	expect(output).toHaveLength(1);
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

it('takes a value that the documentation cuts from its list', async () => {
	const bench = await openBench();
	const parameters = { operation: 'generate', model: 'recraft-v3-svg', prompt: 'A fox' };
	const { error } = await bench.run({ parameters: { ...parameters, size: '1707x1024' } });
	expect(error).toBeUndefined();
	expect(bodyIn(bench).size).toBe('1707x1024');
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
	expect(error?.description).toContain("This is about 'Mask'.");
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
		expect(error?.description).toContain("This is about 'Target Image'. Named: 'target'.");
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
		// the queue has no path for it, so it is ordered directly, and once
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
		expect(error?.message).toBe("The address in 'URL' does not lead to an image [item 0]");
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
