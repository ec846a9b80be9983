import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { SourceFile } from '../../../scripts/engine/nodeTypes';

type Format = 'png' | 'jpeg' | 'webp';

/** SHA-256 in hexadecimal, as the sandbox records it of an upload. */
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A small picture of one colour, each number its own. */
export async function picture(number = 1, format: Format = 'png'): Promise<SourceFile> {
	const background = { r: (number * 53) % 256, g: (number * 97) % 256, b: (number * 31) % 256 };
	const content = await sharp({ create: { width: 48, height: 32, channels: 3, background } })
		.toFormat(format)
		.toBuffer();
	const extension = format === 'jpeg' ? 'jpg' : format;
	return { content, fileName: `picture-${number}.${extension}`, mimeType: `image/${format}` };
}

/** A mask whose left half is transparent. */
export async function maskPicture(): Promise<SourceFile> {
	const background = { r: 0, g: 0, b: 0, alpha: 0 };
	const right = { create: { width: 24, height: 32, channels: 4 as const, background: '#fff' } };
	const content = await sharp({ create: { width: 48, height: 32, channels: 4, background } })
		.composite([{ input: right, left: 24, top: 0 }])
		.png()
		.toBuffer();
	return { content, fileName: 'mask.png', mimeType: 'image/png' };
}

/** A file that is no picture. */
export const textFile = (text: string, fileName = 'note.txt'): SourceFile => ({
	content: Buffer.from(text),
	fileName,
	mimeType: 'text/plain',
});
