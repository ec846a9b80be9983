const DOCTYPE = /^<!doctype\s+(?!html\b)[^>[]*(?:\[[^\]]*\]\s*)?>/i;

/** Where the declaration or remark ends that a text begins with; 0 where it begins with neither. */
function endOfDeclaration(text: string): number {
	const end = text.startsWith('<?') ? '?>' : text.startsWith('<!--') ? '-->' : '';
	if (end === '') return DOCTYPE.exec(text)?.[0].length ?? 0;
	const at = text.indexOf(end, 2);
	return at < 0 ? 0 : at + end.length;
}

/**
 * A text from where it begins to say what it is: without a byte order mark, blanks, remarks and
 * declarations, of which drawing programs write many.
 * @param text beginning of a file, read as Latin-1; of UTF-16 nothing but ASCII is left
 */
function withoutProlog(text: string): string {
	const isUtf16 = /^(\xff\xfe|\xfe\xff)/.test(text);
	let rest = isUtf16 ? text.slice(2).replace(/\0/g, '') : text.replace(/^\xef\xbb\xbf/, '');
	for (let end = -1; end !== 0; rest = rest.slice(end)) {
		rest = rest.trimStart();
		end = endOfDeclaration(rest);
	}
	return rest;
}

/** SVG has no signature: an XML text whose first element is `svg`. */
export const isSvg = (text: string): boolean => /^<(svg:)?svg[\s>/]/i.test(withoutProlog(text));

/** A web page, which many servers send with status 200 instead of a file. */
export const isPage = (text: string): boolean =>
	/^<(!doctype html|html|head|body)\b/i.test(withoutProlog(text));

/** `{\rtf` begins a document, `[Script Info]` subtitles or settings. */
const JSON_START = /^(?:\{(?!\\rtf)|\[(?!(?!true|false|null)[a-z][\w .-]*\]))/i;

/** A list or an object, which gateways send with status 200 instead of a file. */
export const isJson = (text: string): boolean => JSON_START.test(withoutProlog(text));

/** What the first bytes of a file say that it is. */
export interface FileType {
	readonly mimeType: string;
	readonly extension: string;
}

/**
 * Bytes that must be at hand to tell all of the formats below apart: much may stand before the first
 * element of an SVG, and before the sound behind an ID3 tag.
 */
export const SNIFF_BYTES = 64 * 1024;

/**
 * How a type of file begins, as Latin-1 text; in a table the first that fits counts. n8n's lint
 * refuses control characters in regular expressions (`no-control-regex`), so that most of those
 * stand in texts; `\cA` is the byte 1, `\cZ` the byte 26.
 */
type Signature = readonly [start: string | RegExp, mimeType: string, extension: string];

/** More than the mark is asked for where a text could begin with it. */
const IMAGES: readonly Signature[] = [
	['\x89PNG\r\n\x1a\n', 'image/png', 'png'],
	['\xff\xd8\xff', 'image/jpeg', 'jpg'],
	[/^RIFF.{4}WEBP/s, 'image/webp', 'webp'],
	['GIF8', 'image/gif', 'gif'],
	[/^.{4}ftypavif/s, 'image/avif', 'avif'],
	[/^.{4}ftyphei[cx]/s, 'image/heic', 'heic'],
	[/^.{4}ftypmif1/s, 'image/heif', 'heif'],
	[/^BM.{4}\0{4}/s, 'image/bmp', 'bmp'],
	// a raw photo of a Canon camera begins as a TIFF does
	[/^II\*\0(?!.{4}CR)/s, 'image/tiff', 'tif'],
	['MM\0*', 'image/tiff', 'tif'],
];

/** Files that are no images and that their first bytes tell beyond doubt. */
const CERTAIN: readonly Signature[] = [
	[/^(?:\xef\xbb\xbf)?\s*%PDF-/, 'application/pdf', 'pdf'],
	[/^.{4}ftypqt {2}/s, 'video/quicktime', 'mov'],
	[/^.{4}ftypM4[AB] /s, 'audio/mp4', 'm4a'],
	[/^.{4}ftyp(?:iso\w|mp4[12]|avc1|M4V |dash|mmp4)/s, 'video/mp4', 'mp4'],
	// EBML, the container of both
	[/^\cZE\xdf\xa3.{0,60}webm/s, 'video/webm', 'webm'],
	[/^\cZE\xdf\xa3.{0,60}matroska/s, 'video/x-matroska', 'mkv'],
	[/^RIFF.{4}AVI /s, 'video/x-msvideo', 'avi'],
	[/^RIFF.{4}WAVE/s, 'audio/wav', 'wav'],
	['fLaC', 'audio/flac', 'flac'],
	[/^OggS.{20,60}\x80theora/s, 'video/ogg', 'ogv'],
	[/^OggS.{20,60}(?:\cAvorbis|OpusHead)/s, 'audio/ogg', 'ogg'],
	[/^\xff[\xfa\xfb\xf2\xf3]/, 'audio/mpeg', 'mp3'],
];

/**
 * Further marks, for what a model made: an upload leaves these to the type that n8n knows, because
 * some of them only tell what a file is packed in.
 */
const FURTHER: readonly Signature[] = [
	[/^.{4}ftyp3g/s, 'video/3gpp', '3gp'],
	[/^.{4}ftyp(MSNV|f4v |cmf|XAVC|hvc1|hev1)/s, 'video/mp4', 'mp4'],
	// files of older QuickTime programs begin with their content
	[/^.{4}(moov|mdat|wide)/s, 'video/quicktime', 'mov'],
	['FLV\x01', 'video/x-flv', 'flv'],
	[/^RF64.{4}WAVE/s, 'audio/wav', 'wav'],
	['OggS', 'audio/ogg', 'ogg'],
	[/^FORM.{4}AIF[FC]/s, 'audio/aiff', 'aiff'],
	['MThd\0\0\0\x06', 'audio/midi', 'mid'],
	[/^PK(?:\cC\cD|\cE\cF)/, 'application/zip', 'zip'],
	['\x1f\x8b\x08', 'application/gzip', 'gz'],
	[/^glTF[\cA\cB]\0{3}/, 'model/gltf-binary', 'glb'],
	[/^ply\r?\n(format|comment)/, 'model/ply', 'ply'],
	[/^(?:\xef\xbb\xbf)?WEBVTT\s/, 'text/vtt', 'vtt'],
];

/** Extensions of what is told by its bytes, so that a page under such a name shows as one. */
export const MEDIA_EXTENSIONS: ReadonlySet<string> = new Set([
	...[...IMAGES, ...CERTAIN, ...FURTHER].map(([, , extension]) => extension),
	...['jpeg', 'tiff', 'svg'],
]);

/** The beginning of a file, read as Latin-1. */
export const latin1Of = (head: Uint8Array): string =>
	Buffer.from(head.subarray(0, SNIFF_BYTES)).toString('latin1');

function typeIn(signatures: readonly Signature[], text: string): FileType | undefined {
	const [, mimeType, extension] =
		signatures.find(([start]) =>
			typeof start === 'string' ? text.startsWith(start) : start.test(text),
		) ?? [];
	return mimeType === undefined || extension === undefined ? undefined : { mimeType, extension };
}

/**
 * The image format of a file, or undefined when it is no image.
 * @param head the first bytes, `SNIFF_BYTES` of them where there are as many
 */
export function sniffImage(head: Uint8Array): FileType | undefined {
	const text = latin1Of(head);
	const svg = { mimeType: 'image/svg+xml', extension: 'svg' };
	return typeIn(IMAGES, text) ?? (isSvg(text) ? svg : undefined);
}

/**
 * MP3 and AAC without tags begin with a frame: eleven set bits, then fields of which some values
 * are not in use. JPEG, which begins with FF as well, has none of these bits set.
 */
function sniffFrame(head: Uint8Array): FileType | undefined {
	const [sync = 0, kind = 0, rates = 0] = head;
	if (sync !== 0xff || (kind & 0xe0) !== 0xe0) return undefined;
	if ((kind & 0xf6) === 0xf0) return { mimeType: 'audio/aac', extension: 'aac' };
	const used = (kind & 0x18) !== 0x08 && rates >> 4 !== 15 && (rates & 0x0c) !== 0x0c;
	const isLayer3 = (kind & 0x06) === 0x02;
	return used && isLayer3 ? { mimeType: 'audio/mpeg', extension: 'mp3' } : undefined;
}

/** What stands behind an ID3 tag: MP3 where that is longer than the head, as with a cover. */
function sniffTagged(head: Uint8Array): FileType {
	const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
	const sound = head.subarray(10 + ((a * 128 + b) * 128 + c) * 128 + d);
	if (latin1Of(sound).startsWith('fLaC')) return { mimeType: 'audio/flac', extension: 'flac' };
	return sniffFrame(sound) ?? { mimeType: 'audio/mpeg', extension: 'mp3' };
}

/**
 * What a file is by its first bytes, or undefined where they don't tell beyond doubt.
 * @param head the first bytes, `SNIFF_BYTES` of them where there are as many
 */
export function sniffFile(head: Uint8Array): FileType | undefined {
	const text = latin1Of(head);
	const isTagged = /^ID3[\cB-\cD]/.test(text);
	return sniffImage(head) ?? (isTagged ? sniffTagged(head) : typeIn(CERTAIN, text));
}

/**
 * The format of any file that a model makes or takes: images first, then video, audio, documents,
 * archives and 3D. Undefined when the bytes tell nothing.
 * @param head the first bytes, `SNIFF_BYTES` of them where there are as many
 */
export const sniffMedia = (head: Uint8Array): FileType | undefined =>
	sniffFile(head) ?? typeIn(FURTHER, latin1Of(head)) ?? sniffFrame(head);

/** What a mime type without parameters may be: it goes into a data URL, so nothing else passes. */
const MIME_TYPE = /^[\w.+-]{1,127}\/[\w.+-]{1,127}$/;

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
