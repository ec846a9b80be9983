import { readExample } from '../../lib/examples';
import { itemsOf, stage, succeeded } from '../stage';
import { fieldsOf, imagesOf, runForm, sampleFile } from './support';

const FORMATS = [
	'9:16 story and reel',
	'4:5 feed portrait',
	'1:1 feed square',
	'16:9 video cover',
	'1.91:1 link preview',
];

export function adFormatsTests(): void {
	test('2: ad formats: 9:16, 4:5, 1:1 and 16:9 from the model, 1.91:1 cropped exactly', async () => {
		const fields = fieldsOf(
			[await sampleFile('product.png'), 'bath-oil.png'],
			'on a sunlit shelf',
			JSON.stringify(FORMATS),
		);
		const [execution] = await runForm(await readExample('2-ad-formats.json'), fields);
		if (!execution) throw new Error('nothing ran');
		const images = await imagesOf(itemsOf(succeeded(execution), 'All Formats'));
		const shapes = images.map(({ fileName, size, whole }) => {
			const [width = 0, height = 0] = size.split('x').map(Number);
			return { fileName, whole, rounding: Math.max(1 / width, 1 / height), ratio: width / height };
		});
		const wanted: Array<[string, number, boolean]> = [
			['bath-oil-9x16.png', 9 / 16, true],
			['bath-oil-4x5.png', 4 / 5, true],
			['bath-oil-1x1.png', 1, true],
			['bath-oil-16x9.png', 16 / 9, true],
			['bath-oil-1.91x1.png', 1.91, false],
		];
		expect(shapes.map(({ fileName, whole }) => [fileName, whole])).toEqual(
			wanted.map(([fileName, , whole]) => [fileName, whole]),
		);
		for (const [index, { ratio, rounding }] of shapes.entries()) {
			expect(Math.abs(ratio / (wanted[index]?.[1] ?? 0) - 1)).toBeLessThan(2 * rounding);
		}
		const asked = stage.sandbox.jobs.map(({ body }) => body.aspect_ratio);
		expect(asked.sort()).toEqual(['16:9', '16:9', '1:1', '4:5', '9:16']);
		// The same photo for all five: uploaded once.
		expect(stage.sandbox.requests.filter(({ step }) => step === 'upload')).toHaveLength(1);
	});
}
