import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { BinaryMode } from '../../scripts/engine/runtime';
import { closeBenches, contentOf, fileRows, openBench, urlRows, type Bench } from './support/bench';
import { maskPicture, picture, sha256 } from './support/pictures';

afterEach(closeBenches);

const prompt = 'Make it blue';

/** Hashes of the uploads, in the order in which the order's body names their addresses. */
function uploadedHashes(bench: Bench): string[] {
	return bench.calls('upload').map(({ body }) => {
		const [first] = (body as { data_urls: Array<{ sha256: string }> }).data_urls;
		return first?.sha256 ?? '';
	});
}

const assetUrl = /\/assets\//;

describe('getting images in', () => {
	it('keeps the order of files and addresses that are mixed', async () => {
		const bench = await openBench();
		const [a, b] = [await picture(1), await picture(2)];
		const values = [
			...fileRows('a').values,
			...urlRows(bench.pictureUrl).values,
			...fileRows('b').values,
		];
		await bench.run({ items: [{ files: { a, b } }], parameters: { prompt, images: { values } } });
		const [body] = bench.bodies();
		const urls = body?.image_urls as string[];
		expect(urls).toHaveLength(3);
		expect(urls[0]).toMatch(assetUrl);
		expect(urls[1]).toBe(bench.pictureUrl);
		expect(urls[2]).toMatch(assetUrl);
		expect(urls[0]).not.toBe(urls[2]);
		expect(new Set(uploadedHashes(bench))).toEqual(new Set([sha256(a.content), sha256(b.content)]));
		const fetched = await Promise.all(
			[urls[0], urls[2]].map(async (url) =>
				Buffer.from(await (await fetch(String(url))).arrayBuffer()),
			),
		);
		expect(fetched.map(sha256)).toEqual([sha256(a.content), sha256(b.content)]);
	});

	it('takes several names in one row, and a list of addresses from an expression', async () => {
		const bench = await openBench();
		const files = { front: await picture(1), back: await picture(2) };
		const list = `={{ ["${bench.pictureUrl}", "${bench.sandbox.imagesUrl}/gallery/scene.jpg"] }}`;
		const values = [...fileRows('front, back').values, ...urlRows(list).values];
		await bench.run({ items: [{ files }], parameters: { prompt, images: { values } } });
		const urls = bench.bodies()[0]?.image_urls as string[];
		expect(urls).toHaveLength(4);
		expect(urls.slice(2)).toEqual([
			bench.pictureUrl,
			`${bench.sandbox.imagesUrl}/gallery/scene.jpg`,
		]);
	});

	it('sends a mask from a file or an address', async () => {
		const bench = await openBench();
		const files = { data: await picture(1), mask: await maskPicture() };
		await bench.run({ items: [{ files }], parameters: { prompt, maskSource: 'binary' } });
		expect(bench.bodies()[0]?.mask).toMatch(assetUrl);
		expect(uploadedHashes(bench)).toContain(sha256(files.mask.content));
		const maskUrl = `${bench.sandbox.imagesUrl}/gallery/mask.png`;
		await bench.run({ items: [{ files }], parameters: { prompt, maskSource: 'url', maskUrl } });
		expect(bench.bodies()[1]?.mask).toBe(maskUrl);
	});

	it('uploads a file once, however many items and rows name it', async () => {
		const bench = await openBench();
		const data = await picture(1);
		const items = Array.from({ length: 6 }, () => ({ files: { data } }));
		// in memory the content tells that they are the same
		await bench.run({
			items,
			parameters: { prompt, images: fileRows('data', 'data') },
			binaryMode: 'default',
		});
		expect(bench.calls('upload')).toHaveLength(1);
		expect(bench.bodies()).toHaveLength(6);
	});

	it.each<BinaryMode>(['filesystem', 'default'])(
		'hands a file of five megabytes over whole (binary mode %s)',
		async (binaryMode) => {
			const bench = await openBench();
			const noise = randomBytes(1300 * 1300 * 3);
			const raw = { width: 1300, height: 1300, channels: 3 as const };
			const content = await sharp(noise, { raw }).png({ compressionLevel: 0 }).toBuffer();
			expect(content.length).toBeGreaterThan(5_000_000);
			const data = { content, fileName: 'big.png', mimeType: 'image/png' };
			const { error } = await bench.run({
				items: [{ files: { data } }],
				parameters: { prompt },
				binaryMode,
			});
			expect(error).toBeUndefined();
			expect(uploadedHashes(bench)).toEqual([sha256(content)]);
		},
	);

	it('reads files of the combined binary mode, and n8n keeps the result there', async () => {
		const bench = await openBench();
		const data = await picture(3);
		const { output, error } = await bench.run({
			items: [{ files: { data } }],
			parameters: { prompt, images: fileRows('_files.data') },
			settings: { binaryMode: 'combined' },
		});
		expect(error).toBeUndefined();
		expect(uploadedHashes(bench)).toEqual([sha256(data.content)]);
		expect(output[0]?.binary).toBeUndefined();
		expect(output[0]?.json).toHaveProperty('_files.data.mimeType', 'image/png');
	});
});

describe('getting images out', () => {
	it('keeps the order of the items, whichever is done first', async () => {
		const bench = await openBench({ jobSeconds: ({ index }) => 60 - index * 5 });
		const items = Array.from({ length: 8 }, (_, i) => ({ json: { i } }));
		const { output } = await bench.run({
			items,
			parameters: { prompt: '={{ "number " + $json.i }}', images: urlRows(bench.pictureUrl) },
		});
		const prompts = output.map(({ json }) => {
			const job = bench.sandbox.jobs.find(({ id }) => id === json.requestId);
			return job?.body.prompt;
		});
		expect(prompts).toEqual(items.map(({ json }) => `number ${json.i}`));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	it('names the file after what it is, not after what was asked for', async () => {
		const bench = await openBench({ faults: [{ step: 'download', kind: 'wrong-content-type' }] });
		const { output } = await bench.run({
			parameters: { prompt, images: urlRows(bench.pictureUrl) },
		});
		const content = await contentOf(output[0]?.binary?.data);
		const { format } = await sharp(content).metadata();
		const extension = format === 'jpeg' ? 'jpg' : format;
		expect(output[0]?.json.mimeType).toBe(`image/${format}`);
		expect(output[0]?.json.fileName).toMatch(new RegExp(`\\.${extension}$`));
		expect(output[0]?.binary?.data).toMatchObject({
			mimeType: `image/${format}`,
			fileExtension: extension,
		});
	});

	it.each(['png', 'jpeg', 'webp'])('delivers %s as such', async (format) => {
		const bench = await openBench();
		const { output } = await bench.run({
			parameters: { prompt, images: urlRows(bench.pictureUrl), output_format: format },
		});
		const content = await contentOf(output[0]?.binary?.data);
		expect((await sharp(content).metadata()).format).toBe(format);
		expect(output[0]?.json.mimeType).toBe(`image/${format}`);
		expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
	});

	it('uses the names that the person gives', async () => {
		const bench = await openBench();
		const { output } = await bench.run({
			items: [{ json: { sku: 'A/7' } }],
			parameters: {
				prompt,
				images: urlRows(bench.pictureUrl),
				options: { fileName: '={{ $json.sku }}.jpeg', outputBinaryPropertyName: 'edited' },
			},
		});
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['edited']);
		expect(output[0]?.binary?.edited?.fileName).toBe('A-7.png');
		expect(output[0]?.json.fileName).toBe('A-7.png');
	});

	it('gives facts as JSON, and nothing of the input', async () => {
		const bench = await openBench();
		const { output } = await bench.run({
			items: [{ json: { secret: 'mine' } }],
			parameters: { prompt, images: urlRows(bench.pictureUrl) },
		});
		expect(output[0]?.json).toEqual({
			model: 'gpt-image-1-edit',
			requestId: bench.sandbox.jobs[0]?.id,
			url: bench.sandbox.jobs[0]?.outputs[0]?.url,
			cost: 0.14,
			remainingCredits: expect.any(Number),
			fileName: expect.stringMatching(/^gpt-image-1-edit-[0-9a-f]{8}\.png$/),
			mimeType: 'image/png',
			fileSize: bench.sandbox.jobs[0]?.outputs[0]?.bytes,
			inferenceTime: expect.any(Number),
			queueTime: expect.any(Number),
			totalTime: expect.any(Number),
		});
	});
});
