/** Draws the pictures of the examples anew: `npx tsx examples/pictures/render.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { photograph, picture } from './canvas';
import { labelArea, product, PRODUCT } from './product';
import { scene, SCENE } from './scene';

/** Black, and transparent where the label is: that is the part to edit. */
async function mask(): Promise<Buffer> {
	const whole = { ...PRODUCT, channels: 4 as const, background: '#000' };
	return await sharp({ create: whole })
		.composite([{ input: picture(PRODUCT, labelArea()), blend: 'dest-out' }])
		.png({ compressionLevel: 9, palette: true })
		.toBuffer();
}

async function main(): Promise<void> {
	const files: Record<string, Buffer> = {
		'product.jpg': await photograph(PRODUCT, product()),
		'product-mask.png': await mask(),
		'scene.jpg': await photograph(SCENE, scene()),
	};
	for (const [name, bytes] of Object.entries(files)) {
		writeFileSync(join(__dirname, name), bytes);
		console.log(`${name}: ${Math.round(bytes.length / 1024)} kB`);
	}
}

void main();
