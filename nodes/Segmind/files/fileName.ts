import type { IExecuteFunctions } from 'n8n-workflow';
import type { FileType } from './fileType';
import { binaryOf, type ImageSource } from './sources';

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

/** What this node put behind a name: the beginning of a request ID, maybe a number. A date has no letters. */
const OWN_ENDING = /-(?=\d*[a-f])[\da-f]{8}(?:-\d+)?$/;

export interface FileNaming {
	/** the user's own name for the file, or empty. */
	readonly wanted: string;
	/** What went in, see `inputNameOf`; empty or missing where nothing did. */
	readonly input?: string | undefined;
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

/** The end of the path of a URL, where that is the name of a file. */
function nameInUrl(url: string): string {
	const last = URL.canParse(url) ? (new URL(url).pathname.split('/').pop() ?? '') : '';
	if (!MEDIA_EXTENSION.test(last)) return '';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}

/**
 * What a file is called that goes into a job, without folders, extension and what this node put behind
 * it: `IMG_0001` for `IMG_0001.jpg`.
 * @returns empty where it has no name
 */
export function inputNameOf(ctx: IExecuteFunctions, source: ImageSource | undefined): string {
	if (!source) return '';
	const name =
		source.kind === 'url' ? nameInUrl(source.url) : (binaryOf(ctx, source).fileName ?? '');
	// some nodes take a name out of a URL, with its query
	const [path = ''] = String(name).slice(0, MAX_WANTED_LENGTH).split('?');
	const last = path.split(/[/\\]/).pop() ?? '';
	return last.trim().replace(MEDIA_EXTENSION, '').replace(OWN_ENDING, '');
}

/**
 * Name of a file with the extension of what it really is: the user's, or that of what went in, else the
 * model, with the first eight characters of the request ID; `-2` for a second image.
 */
export function fileNameFor(naming: FileNaming, type: FileType): string {
	const idPart = naming.requestId ? fit(naming.requestId.slice(0, 8)) : `item-${naming.itemIndex}`;
	const ending = `.${type.extension}`;
	const wanted = naming.wanted.slice(0, MAX_WANTED_LENGTH).trim();
	const own = wanted.toLowerCase().endsWith(ending)
		? wanted.slice(0, -ending.length)
		: wanted.replace(MEDIA_EXTENSION, '');
	const [named, input] = [own, naming.input ?? ''].map(fit).map((one) => one.replace(/^\.+$/, ''));
	const name = named || `${input || fit(naming.slug)}-${idPart}`;
	const count = naming.position > 0 ? `-${naming.position + 1}` : '';
	return `${name}${count}.${type.extension}`;
}
