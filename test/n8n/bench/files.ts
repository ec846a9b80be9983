import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import sharp from 'sharp';

const CHANNELS = 3;

/** A PNG of noise, which nothing can make smaller: about as long as wanted. */
async function picture(bytes: number): Promise<Buffer> {
	const side = Math.max(16, Math.round(Math.sqrt(bytes / CHANNELS)));
	const raw = { width: side, height: side, channels: CHANNELS as 3 };
	const noise = randomBytes(side * side * CHANNELS);
	return await sharp(noise, { raw }).png({ compressionLevel: 0 }).toBuffer();
}

/**
 * Writes so many different pictures into a folder, which is emptied before.
 * @returns pattern that names them all
 */
export async function writePictures(folder: string, count: number, bytes: number): Promise<string> {
	await mkdir(folder, { recursive: true });
	for (const old of await readdir(folder)) await rm(path.join(folder, old));
	for (let index = 0; index < count; index += 1) {
		await writeFile(path.join(folder, `photo-${index}.png`), await picture(bytes));
	}
	return path.join(folder, '*.png').replaceAll('\\', '/');
}
