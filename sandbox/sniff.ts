/** Magic numbers of the image types that the upload takes, at their offset. */
const SIGNATURES: ReadonlyArray<{ mimeType: string; offset: number; text: string }> = [
	{ mimeType: 'image/png', offset: 0, text: '\x89PNG\r\n\x1a\n' },
	{ mimeType: 'image/jpeg', offset: 0, text: '\xff\xd8\xff' },
	{ mimeType: 'image/webp', offset: 8, text: 'WEBP' },
	{ mimeType: 'image/gif', offset: 0, text: 'GIF8' },
	{ mimeType: 'image/bmp', offset: 0, text: 'BM' },
	{ mimeType: 'image/tiff', offset: 0, text: 'II*\0' },
	{ mimeType: 'image/tiff', offset: 0, text: 'MM\0*' },
	{ mimeType: 'image/avif', offset: 4, text: 'ftypavif' },
	{ mimeType: 'image/heic', offset: 4, text: 'ftypheic' },
	{ mimeType: 'image/heic', offset: 4, text: 'ftypmif1' },
];

/** The image type that the bytes say, or undefined when they are no image. */
export function imageTypeOf(bytes: Buffer): string | undefined {
	const found = SIGNATURES.find(
		({ offset, text }) => bytes.subarray(offset, offset + text.length).toString('latin1') === text,
	);
	if (found) return found.mimeType;
	const start = bytes.subarray(0, 512).toString('utf8');
	return /<svg[\s>]/i.test(start) ? 'image/svg+xml' : undefined;
}
