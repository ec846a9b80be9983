import { matchesPattern, type BytePattern } from './bytePattern';

/** What the first bytes of a file say that it is. */
export interface FileType {
	readonly mimeType: string;
	readonly extension: string;
}

const type = (mimeType: string, extension: string): FileType => ({ mimeType, extension });

/** Bytes that must be at hand to tell all of the formats below apart. */
export const SNIFF_BYTES = 512;

/** `start` keeps out texts that happen to hold a short mark. */
const SIGNATURES: ReadonlyArray<{
	at: number;
	bytes: string;
	start?: BytePattern;
	type: FileType;
}> = [
	{ at: 0, bytes: '\x89PNG\r\n\x1a\n', type: type('image/png', 'png') },
	{ at: 0, bytes: '\xff\xd8\xff', type: type('image/jpeg', 'jpg') },
	{ at: 8, bytes: 'WEBP', start: /^RIFF/, type: type('image/webp', 'webp') },
	{ at: 0, bytes: 'GIF8', type: type('image/gif', 'gif') },
	{ at: 4, bytes: 'ftypavif', type: type('image/avif', 'avif') },
	{ at: 4, bytes: 'ftypheic', type: type('image/heic', 'heic') },
	{ at: 4, bytes: 'ftypheix', type: type('image/heic', 'heic') },
	{ at: 4, bytes: 'ftypmif1', type: type('image/heif', 'heif') },
	{ at: 0, bytes: 'BM', start: [['\0\0\0\0', 6]], type: type('image/bmp', 'bmp') },
	{ at: 0, bytes: 'II*\0', type: type('image/tiff', 'tif') },
	{ at: 0, bytes: 'MM\0*', type: type('image/tiff', 'tif') },
];

/** SVG has no signature: an XML text whose first element is `svg`. */
function isSvg(head: string): boolean {
	const start = head
		.replace(/^\ufeff|^\xef\xbb\xbf/, '')
		.replace(/<\?xml[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(\[[\s\S]*?\]\s*)?>/gi, '')
		.trimStart();
	return /^<svg[\s>]/i.test(start);
}

/**
 * The image format of a file, or undefined when it is no image.
 * @param head the first bytes, `SNIFF_BYTES` of them where there are as many
 */
export function sniffImage(head: Uint8Array): FileType | undefined {
	const text = Buffer.from(
		head.buffer,
		head.byteOffset,
		Math.min(head.length, SNIFF_BYTES),
	).toString('latin1');
	const found = SIGNATURES.find(
		({ at, bytes, start }) =>
			text.startsWith(bytes, at) && (start === undefined || matchesPattern(text, start)),
	);
	if (found) return found.type;
	return isSvg(text) ? type('image/svg+xml', 'svg') : undefined;
}
