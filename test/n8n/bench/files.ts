import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { pad, tinyFile } from '../../../sandbox/files';

/**
 * Writes so many different pictures into a folder, which is emptied before.
 * @returns pattern that names them all
 */
export async function writePictures(folder: string, count: number, bytes: number): Promise<string> {
	await mkdir(folder, { recursive: true });
	for (const old of await readdir(folder)) await rm(path.join(folder, old));
	for (let index = 0; index < count; index += 1) {
		const pieces = pad(await tinyFile('png', `photo ${index}`), 'png', bytes);
		await writeFile(path.join(folder, `photo-${index}.png`), pieces);
	}
	return path.join(folder, '*.png').replaceAll('\\', '/');
}
