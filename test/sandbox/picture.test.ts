import sharp from 'sharp';
import type { SandboxOptions } from '../../sandbox';
import { closeAll, open, type Client } from './client';

afterEach(closeAll);

const full = async (options: SandboxOptions = {}) => await open({ render: 'full', ...options });

interface Colour {
	r: number;
	g: number;
	b: number;
}
const RED = { r: 220, g: 30, b: 30 };
const GREEN = { r: 30, g: 200, b: 30 };
const BLUE = { r: 30, g: 30, b: 220 };

async function keep(client: Client, bytes: Buffer): Promise<string> {
	const { json } = await client.upload([`data:image/png;base64,${bytes.toString('base64')}`]);
	return (json.file_urls as string[])[0] ?? '';
}

async function plain(client: Client, background: Colour, width = 300, height = 200) {
	const image = sharp({ create: { width, height, channels: 3, background } });
	return await keep(client, await image.png().toBuffer());
}

/** Red, green, blue and alpha at a place given in shares of the width and height. */
async function at(bytes: Buffer, x: number, y: number): Promise<Colour & { alpha: number }> {
	const { data, info } = await sharp(bytes)
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 4;
	const [r = 0, g = 0, b = 0, alpha = 0] = data.subarray(from, from + 4);
	return { r, g, b, alpha };
}

const IMAGE = 'the red image';

it.each<[string, Record<string, unknown>, number, number, string]>([
	['gpt-image-1-edit', { size: '1024x1024', output_format: 'webp' }, 1024, 1024, 'webp'],
	['gpt-image-1-edit', { size: '1536x1024', output_format: 'jpeg' }, 1536, 1024, 'jpeg'],
	['gpt-image-1-edit', { size: '1024x1536' }, 1024, 1536, 'png'],
	// the ratio of the first image
	['gpt-image-1-edit', { size: 'auto' }, 1254, 836, 'png'],
	['flux-kontext-pro', { input_image: IMAGE, output_format: 'jpg' }, 1254, 836, 'jpeg'],
	['p-image', { aspect_ratio: 'custom', width: 320 }, 320, 576, 'png'],
	['esrgan', { image: IMAGE, scale: 2 }, 600, 400, 'jpeg'],
	['esrgan', { image: IMAGE, scale: 4 }, 1200, 800, 'jpeg'],
	['ideogram-3-reframe', { image: IMAGE, resolution: '640x1536' }, 640, 1536, 'png'],
	['ideogram-reframe', { image_file: IMAGE, resolution: 'RESOLUTION_512_1536' }, 512, 1536, 'png'],
	['recraft-v3-svg', { size: '1365x1024' }, 1365, 1024, 'svg'],
])('%s with %j: %i x %i, %s', async (slug, settings, width, height, format) => {
	const client = await full();
	const red = await plain(client, RED);
	const takesPrompt = !/esrgan|reframe/.test(slug);
	const body = {
		...(slug.startsWith('gpt') && { image_urls: [red], mask: null }),
		...(takesPrompt && { prompt: 'A fox' }),
		...Object.fromEntries(Object.entries(settings).map(([k, v]) => [k, v === IMAGE ? red : v])),
	};
	const { file, url } = await client.run(body, slug);
	const found = await sharp(file.bytes).metadata();
	expect([found.width, found.height, found.format]).toEqual([width, height, format]);
	expect(file.headers['content-type']).toBe(`image/${format}${format === 'svg' ? '+xml' : ''}`);
	expect(url.endsWith(format === 'jpeg' ? '.jpg' : `.${format}`)).toBe(true);
	// all of the picture, unchanged
	if (!takesPrompt) expect((await at(file.bytes, 0.5, 0.3)).r).toBeGreaterThan(210);
});

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

it('draws any text', async () => {
	const client = await full();
	const drawn = new Set<string>();
	for (const prompt of ['a'.repeat(3000), '  \n\t ', 'Ünïcødé 猫 🐈 مرحبا', '<svg>&"\'']) {
		const { file } = await client.run(client.edit({ prompt }));
		expect((await sharp(file.bytes).metadata()).width).toBe(1024);
		drawn.add(file.bytes.toString('base64'));
	}
	expect(drawn.size).toBe(4);
});

it('edits where the mask is transparent and nowhere else', async () => {
	const client = await full();
	const grey = { r: 128, g: 128, b: 128 };
	const half = { create: { width: 200, height: 400, channels: 4 as const, background: '#000' } };
	const left = sharp({ create: { ...half.create, width: 400 } }).composite([
		{ input: half, left: 0, top: 0, blend: 'dest-out' },
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
	const body = client.edit({ image_urls: [await keep(client, bytes.subarray(0, 60))] });
	const id = String((await client.submit(body)).json.request_id);
	const { status, json } = await client.result(id);
	expect([status, json.error]).toEqual([422, expect.stringMatching(/could not be processed/)]);
	expect(client.sandbox.jobs[0]?.billedUsd).toBe(0);
	expect((await client.sync(body)).status).toBe(400);
});

it.each([
	['transparent', [0.1, 0.5], { alpha: 0 }],
	['mask', [0.45, 0.45], { r: 255, g: 255, b: 255 }],
	['inverted mask', [0.45, 0.45], { r: 0 }],
	['blue', [0.1, 0.5], { r: 0, g: 0, b: 255 }],
] as const)('bg-removal-v2 as %s', async (type, [x, y], colour) => {
	const client = await full();
	const { file } = await client.run({ image: client.product, type }, 'bg-removal-v2');
	expect(await at(file.bytes, x, y)).toMatchObject(colour);
});

it('bria-eraser works on the white part of its mask, faceswap-v5 on its target', async () => {
	const client = await full();
	const erased = async (level: number) => {
		const mask = await plain(client, { r: level, g: level, b: level });
		const { file } = await client.run({ image: client.product, mask }, 'bria-eraser');
		return await at(file.bytes, 0.36, 0.6);
	};
	expect(await erased(255)).not.toEqual(await erased(0));
	const swap = { source_image: await plain(client, BLUE), target_image: await plain(client, RED) };
	const base = await at((await client.run(swap, 'faceswap-v5')).file.bytes, 0.2, 0.3);
	expect(base.r).toBeGreaterThan(base.b);
});

it.each(['png', 'jpeg', 'webp'])(
	'a tiny %s is valid and unique, also when padded',
	async (format) => {
		const client = await open();
		const body = client.edit({ output_format: format });
		const [first, second] = [await client.run(body), await client.run(body)];
		expect(first.file.bytes.equals(second.file.bytes)).toBe(false);
		expect(first.file.bytes.length).toBeLessThan(1000);
		for (const render of ['tiny', 'full'] as const) {
			const large = await open({ render, outputBytes: 2_000_000 });
			const { bytes } = (await large.run(large.edit({ output_format: format }))).file;
			expect(bytes).toHaveLength(2_000_000);
			const { info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
			expect(info.width).toBe(render === 'tiny' ? 8 : 1024);
			expect((await sharp(bytes).metadata()).format).toBe(format);
		}
	},
);
