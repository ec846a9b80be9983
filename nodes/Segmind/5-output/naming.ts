import type { FileType } from '../2-images/sniff';

/** Characters that file systems refuse, and control characters. */
const UNFIT = /[<>:"/\\|?*\p{Cc}]+/gu;

/** Of images, films and sounds: a person means the kind of file, and it gets the extension of its format. */
const MEDIA_EXTENSION =
	/\.(png|jpe?g|webp|gif|avif|hei[cf]|bmp|tiff?|svg|mp4|mov|webm|mkv|avi|3gp|mp3|m4a|wav|flac|og[gv]|aac|aiff?)$/i;

export interface Naming {
	/** The person's own name for the file, or empty. */
	readonly wanted: string;
	readonly slug: string;
	readonly requestId: string | null;
	readonly itemIndex: number;
	/** 0 for the first image of a job. */
	readonly position: number;
}

/**
 * Name of a file with the extension of what it really is: the person's, or the model with the first
 * eight characters of the request ID; `-2` for a second image.
 */
export function fileNameFor(naming: Naming, type: FileType): string {
	const mark = naming.requestId?.slice(0, 8).replace(UNFIT, '-') ?? `item-${naming.itemIndex}`;
	const wanted = naming.wanted.replace(UNFIT, '-').replace(MEDIA_EXTENSION, '');
	const ending = `.${type.extension}`;
	const own = wanted.toLowerCase().endsWith(ending) ? wanted.slice(0, -ending.length) : wanted;
	const stem = own.trim();
	const name = stem === '' || /^\.+$/.test(stem) ? `${naming.slug}-${mark}` : stem;
	const count = naming.position > 0 ? `-${naming.position + 1}` : '';
	return `${name}${count}.${type.extension}`;
}
