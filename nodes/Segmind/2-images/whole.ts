import type { FileType } from './sniff';

/** Bytes at the end of a file that must be at hand to tell whether it is whole. */
export const TAIL_BYTES = 4096;

const PNG_END = 'IEND\xaeB`\x82';
const JPEG_END = '\xff\xd9';

/**
 * Whether an image file goes on to its end, so that half a download is never passed on. Formats
 * without an end mark count as whole when they have content.
 * @param head the first bytes of the file
 * @param tail the last bytes, `TAIL_BYTES` of them where there are as many
 * @param size length of the file in bytes
 */
export function isWhole(type: FileType, head: Uint8Array, tail: Uint8Array, size: number): boolean {
	const end = Buffer.from(tail.buffer, tail.byteOffset, tail.length).toString('latin1');
	switch (type.extension) {
		case 'png':
			return end.includes(PNG_END);
		case 'jpg':
			return end.includes(JPEG_END);
		case 'webp': {
			const start = Buffer.from(head.buffer, head.byteOffset, head.length);
			return start.length >= 8 && size >= start.readUInt32LE(4) + 8;
		}
		case 'svg':
			return /<\/svg\s*>|<svg[^>]*\/>/i.test(end);
		default:
			return size > 0;
	}
}
