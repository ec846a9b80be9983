import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Asset } from './world';

const exampleFile = async (name: string) =>
	await readFile(join(__dirname, '../examples/pictures', name));

async function load(): Promise<ReadonlyMap<string, Asset>> {
	const product = sharp(await exampleFile('product.jpg')).resize(512);
	return new Map([
		['/gallery/product.png', { bytes: await product.png().toBuffer(), mimeType: 'image/png' }],
		['/gallery/scene.jpg', { bytes: await exampleFile('scene.jpg'), mimeType: 'image/jpeg' }],
		['/gallery/mask.png', { bytes: await exampleFile('product-mask.png'), mimeType: 'image/png' }],
	]);
}

let gallery: Promise<ReadonlyMap<string, Asset>> | undefined;

/** Pictures of the examples to try the API with, by path on the images host; read once a process. */
export const loadGallery = async () => await (gallery ??= load());
