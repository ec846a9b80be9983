import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { BinaryMode } from '../../scripts/engine/runtime';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { SourceFile } from '../../scripts/engine/nodeTypes';
import {
	type Bench,
	closeBenches,
	contentOf,
	fileRows,
	hintsOf,
	openBench,
	type Outcome,
	urlRows,
} from './support/bench';
import { maskPicture, picture, sha256 } from './support/pictures';
import { expectRefused } from './support/expected';
import { model, upload, workflow } from './support/jobs';

afterEach(closeBenches);

const prompt = 'Make it blue';

/** Hashes of the uploads, in the order in which the order's body names their addresses. */
function uploadedHashes(bench: Bench): string[] {
	return bench.calls('upload').map(({ body }) => {
		const [first] = (body as { data_urls: Array<{ sha256: string }> }).data_urls;
		return first?.sha256 ?? '';
	});
}

describe('getting images in', () => {
	const row = (name: string) => ({ values: [{ name, source: 'binary' }] });

	it('keeps the order of files and URLs that are mixed, several names and URLs in one row', async () => {
		const bench = await openBench();
		const files = { front: await picture(1), back: await picture(2), side: await picture(3) };
		const scene = `${bench.sandbox.imagesUrl}/gallery/scene.jpg`;
		const list = `={{ ["${bench.pictureUrl}", "${scene}"] }}`;
		const values = [fileRows('front, back'), urlRows(list), fileRows('side')].flatMap(
			(rows): object[] => rows.values,
		);
		await bench.run({ items: [{ files }], parameters: { prompt, images: { values } } });
		const urls = bench.bodies()[0]?.image_urls as string[];
		expect(urls.slice(2, 4)).toEqual([bench.pictureUrl, scene]);
		const fetched = [...urls.slice(0, 2), ...urls.slice(4)].map(async (url) =>
			sha256(Buffer.from(await (await fetch(url)).arrayBuffer())),
		);
		expect(await Promise.all(fetched)).toEqual(
			Object.values(files).map(({ content }) => sha256(content)),
		);
	});

	it.each<[string, object]>([
		['Edit', { images: fileRows('data') }],
		['Upscale', { operation: 'upscale', model: 'esrgan', images: fileRows('data') }],
		['Upload', upload()],
		['Model: Run', model('esrgan', { imageFields: row('image') })],
		['PixelFlow: Run', workflow({ fileFields: row('product_image') })],
	])('takes the only file of an item where the name was left as it is: %s', async (_name, more) => {
		const bench = await openBench();
		const photo = await picture(1);
		await bench.run({ items: [{ files: { Photo: photo } }], parameters: { prompt, ...more } });
		expect(uploadedHashes(bench)).toEqual([sha256(photo.content)]);
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
			await bench.done({
				items: [{ files: { data } }],
				parameters: { prompt },
				binaryMode,
			});
			expect(uploadedHashes(bench)).toEqual([sha256(content)]);
		},
	);

	it('reads files of the combined binary mode, and n8n keeps the result there', async () => {
		const bench = await openBench();
		const data = await picture(3);
		const { output } = await bench.done({
			items: [{ files: { data } }],
			parameters: { prompt, images: fileRows('_files.data') },
			settings: { binaryMode: 'combined' },
		});
		expect(uploadedHashes(bench)).toEqual([sha256(data.content)]);
		expect(output[0]?.binary).toBeUndefined();
		expect(output[0]?.json).toHaveProperty('_files.data.mimeType', 'image/png');
	});
});

describe('a mask that does not match the first image', () => {
	const masked = (more: object = {}) => ({
		prompt,
		images: fileRows('data'),
		...{ maskSource: 'binary', maskBinaryPropertyName: 'mask' },
		...more,
	});
	const erasing = { operation: 'eraseObject', model: 'bria-eraser' };
	const notesOf = (outcome: Outcome) =>
		hintsOf(outcome).filter(({ message }) => !message.includes(' for $'));

	const one = async () => ({ data: await picture(1) });

	async function wide(format: 'png' | 'jpeg' = 'png'): Promise<SourceFile> {
		const background = { r: 0, g: 0, b: 0, alpha: 0.5 };
		const blank = sharp({ create: { width: 60, height: 32, channels: 4, background } });
		return {
			content: await blank.toFormat(format).toBuffer(),
			fileName: 'mask',
			mimeType: 'image/x',
		};
	}

	it('is told of after the run, with both sizes and formats', async () => {
		const bench = await openBench();
		const items = [
			{ files: { data: await picture(1, 'jpeg'), mask: await wide() } },
			{ files: { data: await picture(2), mask: await maskPicture() } },
			{ files: { data: await picture(3), mask: await picture(4, 'jpeg') } },
		];
		const outcome = await bench.run({ items, parameters: masked() });
		expect(outcome.output).toHaveLength(3);
		const rule =
			"OpenAI's rule for these models is a PNG with transparency, of the same size as the first image. To refuse such an item before it is submitted, turn on 'Require Matching Mask' under 'Options'.";
		const messages = [
			`Row 1: The mask (PNG, 60 × 32 pixels) does not match the first image (JPEG, 48 × 32 pixels). ${rule}`,
			`Row 3: The mask (JPEG, 48 × 32 pixels) does not match the first image (PNG, 48 × 32 pixels). ${rule}`,
		];
		expect(notesOf(outcome)).toEqual(
			messages.map((message) => ({ message, type: 'warning', location: 'outputPane' })),
		);
	});

	it.each([
		['Edit', {}, {}],
		['Erase Object', erasing, {}],
		['Edit, in memory mode', {}, { binaryMode: 'default' as const }],
	])('is refused where it is to match, before anything is sent: %s', async (_name, more, job) => {
		const items = [{ files: { ...(await one()), mask: await wide() } }];
		const parameters = masked({ ...more, options: { requireMatchingMask: true } });
		await expectRefused({ ...job, items, parameters }, INPUT_ERRORS.maskMismatch, '60 × 32');
	});

	it.each<[string, () => Promise<Record<string, SourceFile>>, (bench: Bench) => object]>([
		[
			'a mask that matches',
			async () => ({ ...(await one()), mask: await maskPicture() }),
			() => ({}),
		],
		[
			'one beside a URL',
			async () => ({ mask: await wide() }),
			(bench) => ({ images: urlRows(bench.pictureUrl) }),
		],
		[
			'one without transparency for Erase Object',
			async () => ({ ...(await one()), mask: await picture(2, 'jpeg') }),
			() => erasing,
		],
	])('is none: %s', async (_name, files, more) => {
		const bench = await openBench();
		const options = { requireMatchingMask: true };
		const parameters = masked({ options, ...more(bench) });
		const outcome = await bench.run({ items: [{ files: await files() }], parameters });
		expect([outcome.output.length, notesOf(outcome)]).toEqual([1, []]);
	});

	it.each([5, 6, 7, 8])(
		'may have the size in which a photo is shown, or is stored, which is told: EXIF %i',
		async (orientation) => {
			const bench = await openBench();
			const shown = (await maskPicture()).content;
			const stored = await sharp(Buffer.from(shown)).rotate(90).png().toBuffer();
			// 48 × 32 as it is shown
			const photo = await sharp(stored).flatten().withMetadata({ orientation }).jpeg().toBuffer();
			const fileOf = (content: typeof shown) => ({ content, fileName: 'a', mimeType: 'image/png' });
			const outcome = await bench.run({
				items: [shown, stored].map((mask) => ({
					files: { data: fileOf(photo), mask: fileOf(mask) },
				})),
				parameters: masked({ options: { requireMatchingMask: true } }),
			});
			expect(outcome.output).toHaveLength(2);
			expect(notesOf(outcome)).toMatchObject([
				{ message: expect.stringMatching(/^Row 2: .*matches only the stored size/) },
			]);
		},
	);
});

describe('getting images out', () => {
	it('keeps the order of the items, whichever is done first', async () => {
		const bench = await openBench({ jobSeconds: ({ index }) => 60 - index * 5 });
		const items = Array.from({ length: 8 }, (_, i) => ({ json: { i } }));
		const { output } = await bench.edit({ prompt: '={{ "number " + $json.i }}' }, { items });
		const prompts = output.map(({ json }) => {
			const job = bench.sandbox.jobs.find(({ id }) => id === json.requestId);
			return job?.body.prompt;
		});
		expect(prompts).toEqual(items.map(({ json }) => `number ${json.i}`));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	it.each(['png', 'jpeg', 'webp'])('delivers and names %s as such', async (format) => {
		const bench = await openBench({ faults: [{ step: 'download', kind: 'wrong-content-type' }] });
		const { output } = await bench.edit({ prompt, output_format: format });
		const content = await contentOf(output[0]?.binary?.data);
		expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
		expect((await sharp(content).metadata()).format).toBe(format);
		const [mimeType, fileExtension] = [`image/${format}`, format === 'jpeg' ? 'jpg' : format];
		expect(output[0]?.json.mimeType).toBe(mimeType);
		expect(output[0]?.json.fileName).toMatch(new RegExp(`\\.${fileExtension}$`));
		expect(output[0]?.binary?.data).toMatchObject({ mimeType, fileExtension });
	});

	it('uses the names that the person gives', async () => {
		const bench = await openBench();
		const { output } = await bench.edit(
			{
				prompt,
				options: { fileName: '={{ $json.sku }}.jpeg', outputBinaryPropertyName: 'edited' },
			},
			{ items: [{ json: { sku: 'A/7' } }] },
		);
		expect(Object.keys(output[0]?.binary ?? {})).toEqual(['edited']);
		expect(output[0]?.binary?.edited?.fileName).toBe('A-7.png');
		expect(output[0]?.json.fileName).toBe('A-7.png');
	});

	it('gives facts as JSON, and nothing of the input', async () => {
		const bench = await openBench();
		const { output } = await bench.edit({ prompt }, { items: [{ json: { secret: 'mine' } }] });
		expect(output[0]?.json).toEqual({
			...{ seed: 0, width: 8, height: 8, urlExpiresAt: expect.any(String) as string },
			model: 'gpt-image-1-edit',
			requestId: bench.sandbox.jobs[0]?.id,
			url: bench.sandbox.jobs[0]?.outputs[0]?.url,
			cost: 0.14,
			remainingCredits: expect.any(Number),
			attempts: 1,
			fileName: expect.stringMatching(/^product-[0-9a-f]{8}\.png$/),
			mimeType: 'image/png',
			fileSize: bench.sandbox.jobs[0]?.outputs[0]?.bytes,
		});
	});
});
