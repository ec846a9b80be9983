import sharp from 'sharp';
import type { SandboxOptions } from '../../sandbox';
import { closeAll, open, type Client } from './client';

afterEach(closeAll);

const full = async (options: SandboxOptions = {}) => await open({ render: 'full', ...options });

interface Colour {
	r: number;
	g: number;
	b: number;
	alpha?: number;
}
const RED = { r: 220, g: 30, b: 30 };
const GREEN = { r: 30, g: 200, b: 30 };
const BLUE = { r: 30, g: 30, b: 220 };

async function plain(client: Client, colour: Colour, width = 300, height = 200): Promise<string> {
	const channels = colour.alpha === undefined ? 3 : 4;
	const image = sharp({ create: { width, height, channels, background: colour } });
	const bytes = await image.png().toBuffer();
	return await keep(client, bytes);
}

async function keep(client: Client, bytes: Buffer): Promise<string> {
	const { json } = await client.upload([`data:image/png;base64,${bytes.toString('base64')}`]);
	return (json.file_urls as string[])[0] ?? '';
}

/** Red, green, blue and alpha at a place given in shares of the width and height. */
async function at(bytes: Buffer, x: number, y: number): Promise<Required<Colour>> {
	const { data, info } = await sharp(bytes)
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 4;
	const [r = 0, g = 0, b = 0, alpha = 0] = data.subarray(from, from + 4);
	return { r, g, b, alpha };
}

describe('size and format', () => {
	it.each([
		['1024x1024', 1024, 1024],
		['1536x1024', 1536, 1024],
		['1024x1536', 1024, 1536],
	])('size %s', async (size, width, height) => {
		const client = await full();
		const { file } = await client.run(client.edit({ size }));
		expect(await sharp(file.bytes).metadata()).toMatchObject({ width, height, format: 'png' });
	});

	it('auto keeps the ratio of the first image', async () => {
		const client = await full();
		const images = [await plain(client, RED, 300, 200), await plain(client, BLUE, 100, 400)];
		const { file } = await client.run(client.edit({ image_urls: images, size: 'auto' }));
		const { width = 0, height = 0 } = await sharp(file.bytes).metadata();
		expect(width / height).toBeCloseTo(1.5, 2);
	});

	it.each(['png', 'jpeg', 'webp'])('format %s', async (format) => {
		const client = await full();
		const { file, url } = await client.run(client.edit({ output_format: format }));
		expect((await sharp(file.bytes).metadata()).format).toBe(format);
		expect(file.headers['content-type']).toBe(`image/${format}`);
		expect(url.endsWith(format === 'jpeg' ? '.jpg' : `.${format}`)).toBe(true);
	});

	it.each(['jpeg', 'webp'])('compression makes a %s smaller', async (format) => {
		const client = await full();
		const bytes = async (compression: number) => {
			const settings = { output_format: format, output_compression: compression };
			return (await client.run(client.edit(settings))).file.bytes.length;
		};
		expect(await bytes(20)).toBeLessThan((await bytes(95)) * 0.7);
	});
});

describe('content', () => {
	it('shows the first image, the others in their order, and a caption', async () => {
		const client = await full();
		const images = [RED, GREEN, BLUE].map(async (colour) => await plain(client, colour));
		const body = client.edit({ image_urls: await Promise.all(images), size: '1024x1024' });
		const { file } = await client.run(body);
		const base = await at(file.bytes, 0.2, 0.3);
		expect(base.r).toBeGreaterThan(base.g + base.b);
		// The two cards stand side by side on the right, above the caption.
		const second = await at(file.bytes, 0.5, 0.6);
		expect(second.g).toBeGreaterThan(second.r + second.b);
		const third = await at(file.bytes, 0.85, 0.6);
		expect(third.b).toBeGreaterThan(third.r + third.g);
		const panel = await at(file.bytes, 0.93, 0.9);
		expect(Math.max(panel.r, panel.g, panel.b)).toBeLessThan(80);
	});

	it('draws the prompt and the settings: another text is another picture', async () => {
		const client = await full({ seed: 3 });
		const draw = async (changes: Record<string, unknown>) => {
			client.sandbox.reset();
			const body = client.edit({ size: '1024x1024', ...changes });
			const { bytes } = (await client.run(body)).file;
			const panel = { left: 40, top: 840, width: 940, height: 150 };
			return (await sharp(bytes).extract(panel).raw().toBuffer()).toString('base64');
		};
		const first = await draw({ prompt: 'Make it shine' });
		expect(await draw({ prompt: 'Make it shine' })).toBe(first);
		expect(await draw({ prompt: 'Make it shone' })).not.toBe(first);
		expect(await draw({ prompt: 'Make it shine', moderation: 'low' })).not.toBe(first);
	});

	it('edits where the mask is transparent and nowhere else', async () => {
		const client = await full();
		const grey = { r: 128, g: 128, b: 128 };
		const opaque = { width: 400, height: 400, channels: 4 as const };
		const left = sharp({ create: { ...opaque, background: { ...grey, alpha: 1 } } }).composite([
			{
				input: { create: { width: 200, height: 400, channels: 4, background: '#000' } },
				left: 0,
				top: 0,
				blend: 'dest-out',
			},
		]);
		const image_urls = [await plain(client, grey, 400, 400)];
		const mask = await keep(client, await left.png().toBuffer());
		const { file } = await client.run(client.edit({ image_urls, mask }));
		const edited = await at(file.bytes, 0.25, 0.4);
		expect(edited.b).toBeGreaterThan(edited.g + 30);
		expect(await at(file.bytes, 0.75, 0.4)).toMatchObject(grey);
	});

	it('clears the background when asked to, and fills it for a JPEG', async () => {
		const client = await full();
		const body = client.edit({ background: 'transparent' });
		const { file } = await client.run(body);
		expect((await at(file.bytes, 0.05, 0.3)).alpha).toBe(0);
		expect((await at(file.bytes, 0.45, 0.45)).alpha).toBe(255);
		const card = client.edit({ image_urls: [client.scene], background: 'transparent' });
		expect((await at((await client.run(card)).file.bytes, 0, 0)).alpha).toBe(0);
		const jpeg = await client.run({ ...body, output_format: 'jpeg' });
		expect((await sharp(jpeg.file.bytes).metadata()).hasAlpha).toBe(false);
	});

	it('fails on a damaged image, at no cost', async () => {
		const client = await full();
		const { bytes } = await client.download(client.product);
		const damaged = await keep(client, bytes.subarray(0, 60));
		const body = client.edit({ image_urls: [damaged] });
		const id = String((await client.submit(body)).json.request_id);
		const { status, json } = await client.result(id);
		expect([status, json.error]).toEqual([422, expect.stringMatching(/could not be processed/)]);
		expect(client.sandbox.jobs[0]?.billedUsd).toBe(0);
		expect((await client.sync(body)).status).toBe(400);
	});

	it('copes with any text', async () => {
		const client = await full();
		for (const prompt of ['a'.repeat(3000), '  \n\t ', 'Ünïcødé 猫 🐈 مرحبا', '<svg>&"\'']) {
			const { file } = await client.run(client.edit({ prompt }));
			expect((await sharp(file.bytes).metadata()).width).toBe(1024);
		}
	});
});

describe('other makes', () => {
	it('bg-removal-v2: a cut-out, a mask, a colour', async () => {
		const client = await full();
		const cut = async (type: string) =>
			(await client.run({ image: client.product, type }, 'bg-removal-v2')).file.bytes;
		expect((await at(await cut('transparent'), 0.1, 0.5)).alpha).toBe(0);
		expect(await at(await cut('mask'), 0.45, 0.45)).toMatchObject({ r: 255, g: 255, b: 255 });
		expect(await at(await cut('inverted mask'), 0.45, 0.45)).toMatchObject({ r: 0 });
		expect(await at(await cut('blue'), 0.1, 0.5)).toMatchObject({ r: 0, g: 0, b: 255 });
	});

	it('bria-eraser works on the white part of its mask', async () => {
		const client = await full();
		const body = { image: client.product, mask: await plain(client, { r: 0, g: 0, b: 0 }) };
		const kept = (await client.run(body, 'bria-eraser')).file.bytes;
		const white = { ...body, mask: await plain(client, { r: 255, g: 255, b: 255 }) };
		const erased = (await client.run(white, 'bria-eraser')).file.bytes;
		const edge = await at(kept, 0.36, 0.6);
		expect(await at(erased, 0.36, 0.6)).not.toEqual(edge);
	});

	it('faceswap-v5 edits the target, not the source', async () => {
		const client = await full();
		const source = await plain(client, BLUE, 200, 200);
		const body = { source_image: source, target_image: await plain(client, RED, 200, 200) };
		const base = await at((await client.run(body, 'faceswap-v5')).file.bytes, 0.2, 0.3);
		expect(base.r).toBeGreaterThan(base.b);
	});

	it.each([2, 4])(
		'esrgan makes the picture %s times as large, and changes nothing',
		async (scale) => {
			const client = await full();
			const image = await plain(client, BLUE, 300, 200);
			const { bytes, headers } = (await client.run({ image, scale }, 'esrgan')).file;
			expect(headers['content-type']).toBe('image/jpeg');
			const { width, height } = await sharp(bytes).metadata();
			expect([width, height]).toEqual([300 * scale, 200 * scale]);
			expect((await at(bytes, 0.5, 0.1)).b).toBeGreaterThan(210);
		},
	);

	it('the reframing models bring all of a picture into another shape', async () => {
		const client = await full();
		const image = await plain(client, RED, 300, 200);
		const size = async (slug: string, body: Record<string, unknown>) => {
			const { bytes } = (await client.run(body, slug)).file;
			expect((await at(bytes, 0.5, 0.3)).r).toBeGreaterThan(210);
			const { width, height } = await sharp(bytes).metadata();
			return [width, height];
		};
		const wide = { image, resolution: '640x1536' };
		expect(await size('ideogram-3-reframe', wide)).toEqual([640, 1536]);
		const tall = { image_file: image, resolution: 'RESOLUTION_512_1536' };
		expect(await size('ideogram-reframe', tall)).toEqual([512, 1536]);
	});

	it('p-image takes its own width and height with the ratio custom', async () => {
		const client = await full();
		const body = { prompt: 'A fox', aspect_ratio: 'custom', width: 320 };
		const { width, height } = await sharp(
			(await client.run(body, 'p-image')).file.bytes,
		).metadata();
		expect([width, height]).toEqual([320, 576]);
	});

	it('flux-kontext-pro answers in the format and shape that are asked for', async () => {
		const client = await full();
		const body = {
			prompt: 'Blue',
			input_image: await plain(client, RED, 300, 100),
			output_format: 'jpg',
		};
		const {
			format,
			width = 0,
			height = 1,
		} = await sharp((await client.run(body, 'flux-kontext-pro')).file.bytes).metadata();
		expect([format, Math.round(width / height)]).toEqual(['jpeg', 3]);
	});

	it('recraft-v3-svg answers with an SVG of the size', async () => {
		const client = await full();
		const { file } = await client.run({ prompt: 'A fox', size: '1365x1024' }, 'recraft-v3-svg');
		expect(file.headers['content-type']).toBe('image/svg+xml');
		const { format, width, height } = await sharp(file.bytes).metadata();
		expect([format, width, height]).toEqual(['svg', 1365, 1024]);
		expect(file.bytes.toString('utf8')).not.toContain('<text');
	});
});

describe('tiny and padded files', () => {
	it.each(['png', 'jpeg', 'webp'])('a tiny %s is valid and unique', async (format) => {
		const client = await open();
		const body = client.edit({ output_format: format });
		const [first, second] = [await client.run(body), await client.run(body)];
		expect(first.file.bytes.equals(second.file.bytes)).toBe(false);
		expect(first.file.bytes.length).toBeLessThan(1000);
		const { info } = await sharp(first.file.bytes).raw().toBuffer({ resolveWithObject: true });
		expect([info.width, info.height]).toEqual([8, 8]);
		expect((await sharp(first.file.bytes).metadata()).format).toBe(format);
	});

	it.each([
		['png', 'tiny'],
		['jpeg', 'tiny'],
		['webp', 'tiny'],
		['png', 'full'],
		['webp', 'full'],
	] as const)('a padded %s (%s) has its size and is still an image', async (format, render) => {
		const client = await open({ render, outputBytes: 2_000_000 });
		const { file } = await client.run(client.edit({ output_format: format }));
		expect(Math.abs(file.bytes.length - 2_000_000)).toBeLessThanOrEqual(1);
		const { info } = await sharp(file.bytes).raw().toBuffer({ resolveWithObject: true });
		expect(info.width).toBeGreaterThan(0);
		expect(client.sandbox.jobs[0]?.outputs[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
	});
});
