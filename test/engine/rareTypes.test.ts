import type { SourceFile } from '../../scripts/engine/nodeTypes';
import { closeBenches, fileRows, openBench, urlRows } from './support/bench';
import { picture } from './support/pictures';
import { model, workflow } from './support/jobs';

afterEach(closeBenches);

const padding = Buffer.alloc(600, 7);

/** A photo of a phone, under the name of another type, and a scan. */
const HEIC: SourceFile = {
	content: Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), padding]),
	...{ fileName: 'photo.jpg', mimeType: 'image/jpeg' },
};
const TIFF: SourceFile = {
	content: Buffer.concat([Buffer.from('II*\0\b\0\0\0'), padding]),
	...{ fileName: 'scan.tiff', mimeType: 'image/tiff' },
};

const edit = (more: object) => ({ prompt: 'Blue', ...more });
const row = (name: string) => ({ name, source: 'binary', binaryPropertyName: 'photo' });
const phone =
	"A likely cause is the type of the file in 'photo' (HEIC): many models can't read it.";

const CASES: Array<[string, object, string]> = [
	['an image', edit({ images: fileRows('data', 'photo') }), phone],
	[
		'a mask',
		edit({
			...{ images: fileRows('data') },
			...{ maskSource: 'binary', maskBinaryPropertyName: 'scan' },
		}),
		"the file in 'scan' (TIFF)",
	],
	[
		'a URL',
		edit({ images: urlRows('https://example.com/a/IMG_1.HEIC?w=1') }),
		'one that was given as URL (HEIC)',
	],
	[
		'a file of any model',
		model('sandbox-video', { imageFields: { values: [{ ...row('frame'), sendAs: 'url' }] } }),
		phone,
	],
	['a PixelFlow', workflow({ fileFields: { values: [row('product_image')] } }), phone],
];

const files = async () => [{ files: { data: await picture(1), photo: HEIC, scan: TIFF } }];

describe.each(['filesystem', 'default'] as const)('%s: HEIC or TIFF', (binaryMode) => {
	it.each(CASES)('is submitted, and named after a failure: %s', async (_, parameters, words) => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: 'failed' }] });
		const { error } = await bench.run({
			items: await files(),
			parameters: { ...parameters },
			binaryMode,
		});
		expect(bench.calls('submit').length).toBeGreaterThan(0);
		expect(error?.description).toContain(words);
	});
});

it('is not named where another thing is wrong, or another image is meant', async () => {
	const said = async (images: object, kind: 'failed' | 'failed-policy' | '406-parameter') => {
		const bench = await openBench({ faults: [{ step: 'submit', kind }] });
		const job = { items: await files(), parameters: edit({ images }) };
		return (await bench.run(job)).error?.description;
	};
	for (const description of [
		await said(fileRows('photo'), 'failed-policy'),
		await said(fileRows('photo'), '406-parameter'),
		await said(fileRows('data'), 'failed'),
		await said(urlRows('https://example.com/heic/a.png?to=.tiff'), 'failed'),
	]) {
		expect(description).toContain('billed');
		expect(description).not.toContain('likely cause');
	}
});
