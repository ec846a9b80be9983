import {
	type FileType,
	isJson,
	isPage,
	latin1Of,
	MEDIA_EXTENSIONS,
	sniffImage,
	sniffMedia,
} from './fileType';

/** What is known of a file besides its bytes. */
export interface ContentHint {
	/** As the server announced it, parameters included. */
	readonly contentType?: string;
	/** Where it was downloaded from. */
	readonly url?: string;
}

/** Which files are kept, and as what. */
export interface FileRule {
	/** The type of a file by its first bytes, or undefined for what is not kept. */
	typeOf(head: Uint8Array, hint: ContentHint): FileType | undefined;
	/** Whether the body of a direct answer is the file itself, to be streamed. */
	isFile(contentType: string): boolean;
	/** What is said of bytes that are not kept. */
	readonly refused: 'notAnImage' | 'notTheFile';
}

/** Images and nothing else. */
export const IMAGE_FILES: FileRule = {
	typeOf: (head) => sniffImage(head),
	isFile: (contentType) => contentType.startsWith('image/'),
	refused: 'notAnImage',
};

/** Extensions of types that bytes don't tell; others keep the extension of their URL, or get `bin`. */
const EXTENSION_OF: Readonly<Record<string, string>> = {
	'application/json': 'json',
	'application/x-subrip': 'srt',
	'application/xml': 'xml',
	'audio/aac': 'aac',
	'audio/mpeg': 'mp3',
	'model/gltf+json': 'gltf',
	'model/obj': 'obj',
	'model/stl': 'stl',
	'text/csv': 'csv',
	'text/html': 'html',
	'text/markdown': 'md',
	'text/plain': 'txt',
	'text/srt': 'srt',
	'text/xml': 'xml',
	'video/mp2t': 'ts',
};

/** Types that say nothing. */
const VAGUE = /^(application|binary)\/(octet-stream|x-binary|download)$|^$/;

const bare = (contentType = ''): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();

function extensionIn(url = ''): string {
	const path = url.replace(/[?#].*$/, '').replace(/^\w+:\/\/[^/]*/, '');
	return /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

const isMedia = (contentType: string): boolean =>
	/^(image|video|audio|font)\//.test(contentType) ||
	/^(application\/(pdf|zip|gzip)|model\/gltf-binary)$/.test(contentType);

/**
 * The type of any file: what its bytes say, else what the server says, else bytes of some kind. A
 * page instead of a file that was announced as media, by its type or its name, is not kept.
 */
export function anyFileType(head: Uint8Array, hint: ContentHint): FileType | undefined {
	if (head.length === 0) return undefined;
	const known = sniffMedia(head);
	if (known) return known;
	const contentType = bare(hint.contentType);
	const ending = extensionIn(hint.url);
	const announced = isMedia(contentType) || MEDIA_EXTENSIONS.has(ending);
	const text = latin1Of(head);
	if (announced && (isPage(text) || isJson(text))) return undefined;
	const mimeType =
		VAGUE.test(contentType) || !contentType.includes('/')
			? 'application/octet-stream'
			: contentType;
	return { mimeType, extension: EXTENSION_OF[mimeType] ?? (ending || 'bin') };
}

/** Files of any kind. */
export const ANY_FILES: FileRule = {
	typeOf: anyFileType,
	isFile: (contentType) => !/^(text\/|application\/(problem\+)?json)/i.test(contentType.trim()),
	refused: 'notTheFile',
};

/** Types of files that are known by their bytes and that nothing here takes, in a user's words. */
const FOREIGN: ReadonlyArray<readonly [start: string | RegExp, words: string]> = [
	['8BPS', 'a Photoshop file (PSD)'],
	// with no entry it is none: a TGA begins so
	[/^\0\0\cA\0(?!\0\0)/, 'an icon (ICO)'],
	[/^\0\0\cB\0(?!\0\0)/, 'a cursor (CUR)'],
	['icns', 'an icon (ICNS)'],
	[/^(?:\xff\n|\0{3}\fJXL )/, 'a JPEG XL image'],
	[/^(?:\0{3}\fjP {2}|\xff\x4f\xff\x51)/, 'a JPEG 2000 image'],
	[/^.{4}ftyp(?:hev[cmsx]|hei[ms]|msf1)/s, 'a sequence of HEIC images'],
	[/^.{4}ftypavis/s, 'a sequence of AVIF images'],
	[/^(?:.{4}ftypcrx |II\*\0.{4}CR)/s, 'a raw photo of a Canon camera'],
	['FUJIFILMCCD-RAW', 'a raw photo of a Fujifilm camera'],
	[/^II(?:U\0|RO|RS)/, 'a raw photo of a Panasonic or Olympus camera'],
	[/^(?:%!PS|\xc5\xd0\xd3\xc6)/, 'a PostScript file (EPS)'],
	['gimp xcf', 'a GIMP file (XCF)'],
	['v/1\x01', 'an OpenEXR image'],
	['#?RADIANCE', 'a Radiance image (HDR)'],
	['qoif', 'a QOI image'],
	['DDS ', 'a texture (DDS)'],
	['AT&TFORM', 'a DjVu document'],
	[/^P[1-7]\s/, 'an image of the PNM family'],
	['\xd0\xcf\x11\xe0', 'a document of an older Office program'],
	['7z\xbc\xaf', 'an archive (7z)'],
	['Rar!', 'an archive (RAR)'],
];

/** Letters of base64 that show which type of file they stand for. */
const TELLING_LETTERS = 4096;

/**
 * Whether a file holds the base64 text of another: a data URL, bare text, or what n8n makes of a
 * data URL that was put where it keeps base64 (it leaves out what is no letter of base64).
 */
export function holdsBase64(head: Buffer): boolean {
	const text = latin1Of(head).replace(/^(?:\xef\xbb\xbf)?[\s"']*/, '');
	if (/^data:[^,\s]{0,200};base64,/.test(text)) return true;
	if (/^data(?:image|video|audio|application)\//.test(head.toString('base64', 0, 24))) return true;
	const letters = text.slice(0, TELLING_LETTERS).replace(/["'\s]+$/, '');
	if (letters.length < 64 || !/^[\w+/=\s-]+$/.test(letters)) return false;
	return sniffMedia(Buffer.from(letters, 'base64')) !== undefined;
}

function wordsFor(head: Buffer): string | undefined {
	const text = latin1Of(head);
	const [, words] =
		FOREIGN.find(([start]) =>
			typeof start === 'string' ? text.startsWith(start) : start.test(text),
		) ?? [];
	if (words !== undefined) return words;
	const known = sniffMedia(head)?.extension.toUpperCase();
	if (known !== undefined) return `a file of the type ${known}`;
	if (holdsBase64(head)) return 'base64 text in place of the file itself';
	return isPage(text) ? 'a web page' : isJson(text) ? 'JSON' : undefined;
}

/** Says what a file is that is not taken; empty where its bytes don't tell. */
export function sentenceOnType(head: Buffer): string {
	const words = wordsFor(head);
	return words === undefined ? '' : `This is ${words}.`;
}
