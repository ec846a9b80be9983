import { matchesPattern, type BytePattern } from './bytePattern';
import { sniffImage, SNIFF_BYTES, type FileType } from './imageType';

/** EBML, the container of WebM and Matroska. */
const EBML = '\x1aE\xdf\xa3';

const type = (mimeType: string, extension: string): FileType => ({ mimeType, extension });

/** Files that are no images and that their first bytes tell beyond doubt; the first that fits counts. */
const SIGNATURES: ReadonlyArray<{ start: BytePattern; type: FileType }> = [
	{ start: /^%PDF-/, type: type('application/pdf', 'pdf') },
	{ start: /^[\s\S]{4}ftypqt {2}/, type: type('video/quicktime', 'mov') },
	{ start: /^[\s\S]{4}ftypM4[AB] /, type: type('audio/mp4', 'm4a') },
	{ start: /^[\s\S]{4}ftyp(?:iso\w|mp4[12]|avc1|M4V |dash|mmp4)/, type: type('video/mp4', 'mp4') },
	{
		start: [
			[EBML, 0],
			['webm', 4, 64],
		],
		type: type('video/webm', 'webm'),
	},
	{
		start: [
			[EBML, 0],
			['matroska', 4, 64],
		],
		type: type('video/x-matroska', 'mkv'),
	},
	{ start: /^RIFF[\s\S]{4}AVI /, type: type('video/x-msvideo', 'avi') },
	{ start: /^RIFF[\s\S]{4}WAVE/, type: type('audio/wav', 'wav') },
	{ start: /^fLaC/, type: type('audio/flac', 'flac') },
	{ start: /^OggS[\s\S]{20,60}\x80theora/, type: type('video/ogg', 'ogv') },
	{
		start: [
			['OggS', 0],
			['\x01vorbis', 24, 64],
		],
		type: type('audio/ogg', 'ogg'),
	},
	{ start: /^OggS[\s\S]{20,60}OpusHead/, type: type('audio/ogg', 'ogg') },
	{ start: [['ID3\x02', 0]], type: type('audio/mpeg', 'mp3') },
	{ start: [['ID3\x03', 0]], type: type('audio/mpeg', 'mp3') },
	{ start: [['ID3\x04', 0]], type: type('audio/mpeg', 'mp3') },
	{ start: /^\xff[\xfa\xfb\xf2\xf3]/, type: type('audio/mpeg', 'mp3') },
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
	return SIGNATURES.find(({ start }) => matchesPattern(text, start))?.type;
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
