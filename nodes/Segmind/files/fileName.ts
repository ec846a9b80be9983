import type { FileType } from './fileType';

/** Longest name without its extension, in characters; file systems end at 255 bytes. */
const MAX_STEM_LENGTH = 120;
const MAX_STEM_BYTES = 200;

/** No more of a name is read, in characters. */
const MAX_WANTED_LENGTH = 1000;

/**
 * Characters that file systems refuse, control characters, and those that turn the direction of
 * reading, with which `gpj.exe` can look like `exe.jpg`.
 */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\ufeff]+/gu;

/** Extensions that name a kind of file; it gets the one of its real format. */
const MEDIA_EXTENSION =
	/\.(png|jpe?g|webp|gif|avif|hei[cf]|bmp|tiff?|svg|mp4|mov|webm|mkv|avi|3gp|mp3|m4a|wav|flac|og[gv]|aac|aiff?)$/i;

export interface FileNaming {
	/** the user's own name for the file, or empty. */
	readonly wanted: string;
	readonly slug: string;
	readonly requestId: string | null;
	readonly itemIndex: number;
	/** 0 for the first image of a job. */
	readonly position: number;
}

/** A name that any file system takes, cut between whole characters. */
function fit(name: string): string {
	const characters = [...name.slice(0, MAX_WANTED_LENGTH).replace(FORBIDDEN, '-')].slice(
		0,
		MAX_STEM_LENGTH,
	);
	while (Buffer.byteLength(characters.join('')) > MAX_STEM_BYTES) characters.pop();
	return characters.join('').trim();
}

/**
 * Name of a file with the extension of what it really is: the user's, or the model with the first
 * eight characters of the request ID; `-2` for a second image.
 */
export function fileNameFor(naming: FileNaming, type: FileType): string {
	const idPart = naming.requestId ? fit(naming.requestId.slice(0, 8)) : `item-${naming.itemIndex}`;
	const ending = `.${type.extension}`;
	const wanted = naming.wanted.slice(0, MAX_WANTED_LENGTH).trim();
	const own = wanted.toLowerCase().endsWith(ending)
		? wanted.slice(0, -ending.length)
		: wanted.replace(MEDIA_EXTENSION, '');
	const stem = fit(own);
	const name = stem === '' || /^\.+$/.test(stem) ? `${fit(naming.slug)}-${idPart}` : stem;
	const count = naming.position > 0 ? `-${naming.position + 1}` : '';
	return `${name}${count}.${type.extension}`;
}
