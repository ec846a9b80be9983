import sharp from 'sharp';

import { readExample } from '../../lib/examples';
import { unzip } from '../../lib/zip';
import { itemsOf, stage, succeeded } from '../stage';
import { fileOf, runForm, sampleFile } from './support';

const GROUND = [0xf4, 0xef, 0xe6];
const [r = 0, g = 0, b = 0] = GROUND;

/** Size of an image, how far its corner is from the ground's colour, and the shape of the product. */
async function look(bytes: Buffer | undefined) {
	const { format, width, height } = await sharp(bytes).metadata();
	const corner = { left: 4, top: 4, width: 1, height: 1 };
	const colour = [...(await sharp(bytes).extract(corner).raw().toBuffer())];
	const away = Math.max(...GROUND.map((value, index) => Math.abs(value - (colour[index] ?? 999))));
	const product = await sharp(bytes)
		.trim({ background: { r, g, b }, threshold: 40 })
		.toBuffer({ resolveWithObject: true });
	return {
		format,
		size: `${width}x${height}`,
		away,
		ratio: product.info.width / product.info.height,
	};
}

export function shopPhotosTests(): void {
	test('4: shop photos: cut out, on one background, in two shapes, in one ZIP with a report', async () => {
		const fields = new FormData();
		fields.append('field-0', await sampleFile('product.png'), 'bottle.png');
		fields.append('field-0', new Blob(['no image'], { type: 'image/png' }), 'broken.png');
		fields.append('field-0', await sampleFile('scene.jpg'), 'lake.jpg');
		fields.append('field-1', '#F4EFE6 sand');
		const [execution] = await runForm(await readExample('4-shop-photos.json'), fields);
		if (!execution) throw new Error('nothing ran');
		const zip = fileOf(itemsOf(succeeded(execution), 'ZIP')[0]);
		expect(zip.fileName).toMatch(/^shop-photos-\d{4}-\d\d-\d\d\.zip$/);
		const files = unzip(await stage.n8n.rest.download(zip));
		expect([...files.keys()].sort()).toEqual([
			'bottle-portrait.jpg',
			'bottle-square.jpg',
			'lake-portrait.jpg',
			'lake-square.jpg',
			'report.csv',
		]);
		for (const name of ['bottle', 'lake']) {
			const square = await look(files.get(`${name}-square.jpg`));
			expect(square).toMatchObject({ format: 'jpeg', size: '1200x1200' });
			const portrait = await look(files.get(`${name}-portrait.jpg`));
			expect(portrait).toMatchObject({ format: 'jpeg', size: '1080x1350' });
			expect(Math.max(square.away, portrait.away)).toBeLessThan(4);
			// Nothing is stretched.
			expect(Math.abs(square.ratio / portrait.ratio - 1)).toBeLessThan(0.02);
		}
		const report = files.get('report.csv')?.toString('utf8');
		expect(report).toContain('bottle.png,done,0.001,');
		expect(report).toContain('lake.png,done,0.001,');
		expect(report).toMatch(/broken\.png,not done,0,,./);
		// One job a photo, whatever the number of shapes.
		expect(stage.sandbox.jobs).toHaveLength(2);
	});
}
