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
