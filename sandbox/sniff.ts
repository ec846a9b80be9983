/** How the image types begin that the upload takes, at their offset. */
const SIGNATURES: ReadonlyArray<[mimeType: string, offset: number, text: string]> = [
	['image/png', 0, '\x89PNG\r\n\x1a\n'],
	['image/jpeg', 0, '\xff\xd8\xff'],
	['image/webp', 8, 'WEBP'],
	['image/gif', 0, 'GIF8'],
	['image/bmp', 0, 'BM'],
	['image/tiff', 0, 'II*\0'],
	['image/tiff', 0, 'MM\0*'],
	['image/avif', 4, 'ftypavif'],
	['image/heic', 4, 'ftypheic'],
	['image/heic', 4, 'ftypmif1'],
];

/** The image type that the bytes say, or undefined when they are no image. */
export function imageTypeOf(bytes: Buffer): string | undefined {
	const start = bytes.toString('latin1', 0, 512);
	const found = SIGNATURES.find(([, offset, text]) => start.startsWith(text, offset));
	if (found) return found[0];
	return /<svg[\s>]/i.test(start) ? 'image/svg+xml' : undefined;
}
