import { sniffImage, SNIFF_BYTES, type FileType } from './sniff';

const type = (mimeType: string, extension: string): FileType => ({ mimeType, extension });

/** Files that are no images and that their first bytes tell beyond doubt; the first that fits counts. */
const SIGNATURES: ReadonlyArray<{ start: RegExp; type: FileType }> = [
	{ start: /^%PDF-/, type: type('application/pdf', 'pdf') },
	{ start: /^[\s\S]{4}ftypqt {2}/, type: type('video/quicktime', 'mov') },
	{ start: /^[\s\S]{4}ftypM4[AB] /, type: type('audio/mp4', 'm4a') },
	{ start: /^[\s\S]{4}ftyp(?:iso\w|mp4[12]|avc1|M4V |dash|mmp4)/, type: type('video/mp4', 'mp4') },
	{ start: /^\x1aE\xdf\xa3[\s\S]{0,60}webm/, type: type('video/webm', 'webm') },
	{ start: /^\x1aE\xdf\xa3[\s\S]{0,60}matroska/, type: type('video/x-matroska', 'mkv') },
	{ start: /^RIFF[\s\S]{4}AVI /, type: type('video/x-msvideo', 'avi') },
	{ start: /^RIFF[\s\S]{4}WAVE/, type: type('audio/wav', 'wav') },
	{ start: /^fLaC/, type: type('audio/flac', 'flac') },
	{ start: /^OggS[\s\S]{20,60}\x80theora/, type: type('video/ogg', 'ogv') },
	{ start: /^OggS[\s\S]{20,60}(?:\x01vorbis|OpusHead)/, type: type('audio/ogg', 'ogg') },
	{ start: /^(?:ID3[\x02-\x04]|\xff[\xfa\xfb\xf2\xf3])/, type: type('audio/mpeg', 'mp3') },
];

/**
 * What a file is by its first bytes, or undefined where they don't tell.
 * @param head the first bytes, `SNIFF_BYTES` of them where there are as many
 */
export function sniffFile(head: Uint8Array): FileType | undefined {
	const image = sniffImage(head);
	if (image) return image;
	const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, SNIFF_BYTES));
	const text = bytes.toString('latin1');
	return SIGNATURES.find(({ start }) => start.test(text))?.type;
}

/** What a mime type without parameters may be: it goes into a data URL, so nothing else passes. */
const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/**
 * The mime type of a file: by its bytes where they tell, else the one that n8n has for it.
 * @param declared as n8n has it, perhaps with parameters such as a character set
 */
export function mimeTypeOf(head: Uint8Array, declared: string | undefined): string {
	const found = sniffFile(head);
	if (found) return found.mimeType;
	const plain = (declared ?? '').replace(/;.*$/s, '').trim().toLowerCase();
	return MIME_TYPE.test(plain) ? plain : 'application/octet-stream';
}
