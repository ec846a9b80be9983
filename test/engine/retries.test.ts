import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import type { SourceFile } from '../../scripts/engine/nodeTypes';
import { closeBenches, fileRows, openBench, type Job } from './support/bench';
import { maskPicture, picture } from './support/pictures';
import { afterWebhook, forRetry, retry } from './support/retry';
import { expectError } from './support/expected';
import { edit, model, workflow, type Parameters } from './support/jobs';

afterEach(closeBenches);

const file = (name: string, field: string, sendAs = 'url') => ({
	...{ name, source: 'binary', binaryPropertyName: field, sendAs },
});

const twoFiles = async (): Promise<Record<string, SourceFile>> => ({
	data: await picture(1),
	photo: await picture(2),
});

const maskFields = { maskSource: 'binary', maskBinaryPropertyName: 'mask' };

/** What people post to a webhook or a form, and what takes it. */
const POSTED: Array<[string, () => Promise<Record<string, SourceFile>>, Parameters]> = [
	['two images', twoFiles, edit({ images: fileRows('data', 'photo') })],
	[
		'an image that no field is called `data` for',
		async () => ({ Foto: await picture(2) }),
		edit({ images: fileRows('data') }),
	],
	[
		'an image by an expression',
		twoFiles,
		edit({
			images: {
				values: [
					{ source: 'binary', binaryPropertyName: "={{ $('Source').item.binary.photo }}", url: '' },
				],
			},
		}),
	],
	[
		'an image and its mask, for several images per item',
		async () => ({ data: await picture(1), mask: await maskPicture() }),
		edit({ images: fileRows('data'), ...maskFields, options: { imagesPerItem: 2 } }),
	],
	[
		'two faces',
		async () => ({ face: await picture(1), scene: await picture(2) }),
		{
			...{ operation: 'swapFace', model: 'faceswap-v5' },
			...{ sourceImageSource: 'binary', sourceImageBinaryPropertyName: 'face' },
			...{ targetImageSource: 'binary', targetImageBinaryPropertyName: 'scene' },
		},
	],
	[
		'files for any model, by URL and within the request',
		twoFiles,
		model('sandbox-video', {
			imageFields: { values: [file('frames', 'data', 'list'), file('still', 'photo', 'base64')] },
		}),
	],
	[
		'files for a PixelFlow',
		twoFiles,
		workflow({
			fileFields: {
				values: [file('product_image', 'photo'), file('background_images', 'data', 'list')],
			},
		}),
	],
];

describe.each([1, 2] as const)('files of a webhook or form, retried in n8n %i', (major) => {
	it.each(POSTED)('%s: what is paid is not paid again', async (_name, files, parameters) => {
		const bench = await openBench({
			// a PixelFlow without a text, which would come out without its file
			flowOutput: (urls) => [...urls],
			faults: [{ step: 'download', kind: '404' }],
		});
		const job = { items: [{ json: { n: 0 }, files: await files() }], parameters };
		const first = await bench.run(job);
		expectError(first, API_ERRORS.fileGone);
		const submitted = bench.sandbox.jobs.length;
		expect(submitted).toBeGreaterThan(0);
		const uploaded = bench.calls('upload').length;
		const data = forRetry(first);
		await afterWebhook(data, major);
		const second = await retry(bench, job, data);
		expect(second.error).toBeUndefined();
		expect(second.output).toHaveLength(submitted);
		expect(bench.sandbox.jobs).toHaveLength(submitted);
		expect(bench.calls('upload')).toHaveLength(uploaded);
	});

	it.each(POSTED.filter(([name]) => !name.includes('within the request')))(
		'%s: what was uploaded is submitted without the file',
		async (_name, files, parameters) => {
			const bench = await openBench({ faults: [{ step: 'submit', kind: '406-credits' }] });
			const job = { items: [{ json: { n: 0 }, files: await files() }], parameters };
			const first = await bench.run(job);
			expectError(first, API_ERRORS.creditsUsedUp);
			const uploaded = bench.calls('upload').length;
			expect(uploaded).toBeGreaterThan(0);
			const data = forRetry(first);
			await afterWebhook(data, major);
			const second = await retry(bench, job, data);
			expect(second.error).toBeUndefined();
			expect(bench.calls('upload')).toHaveLength(uploaded);
		},
	);

	it('a file within the request that is gone and was never submitted is told', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: '406-credits' }] });
		const [, files, parameters] = POSTED[5] ?? [];
		const job = {
			items: [{ json: { n: 0 }, files: await (files ?? twoFiles)() }],
			...{ parameters },
		};
		const first = await bench.run(job as Job);
		const data = forRetry(first);
		await afterWebhook(data, major);
		const second = await retry(bench, job as Job, data);
		if (major === 2) return expect(second.output).toHaveLength(1);
		expectError(second, INPUT_ERRORS.fileGoneFromStorage, 'Nothing was billed.');
		expect(bench.sandbox.jobs).toHaveLength(0);
	});

	it('File: Upload takes what is at Segmind already, however the other file fares', async () => {
		const bench = await openBench();
		const pdf = {
			content: Buffer.from('%PDF-1.7\n'),
			fileName: 'a.pdf',
			mimeType: 'application/pdf',
		};
		const items = [{ files: { data: pdf, photo: await picture(2) } }];
		const parameters = { resource: 'file', operation: 'upload', binaryPropertyName: 'data, photo' };
		const first = await bench.run({ items, parameters });
		expectError(first, API_ERRORS.fileRefused);
		expect(bench.calls('upload')).toHaveLength(2);
		const data = forRetry(first);
		await afterWebhook(data, major);
		const second = await retry(bench, { items, parameters }, data);
		expectError(second, API_ERRORS.fileRefused);
		expect(bench.calls('upload')).toHaveLength(3);
	});
});
