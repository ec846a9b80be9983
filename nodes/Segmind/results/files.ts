import { dataUrlContent, isBase64 } from '../core/bytes';
import { isRecord, parseJson } from '../core/json';
import { SNIFF_BYTES, sniffMedia } from '../files/fileType';
import { httpUrl } from '../http/endpoints';

/** One file of a result, before its bytes are fetched: a URL, or base64 text. */
export type FileRef =
	| { readonly kind: 'url'; readonly url: string }
	| { readonly kind: 'base64'; readonly text: string };

/**
 * What may stand in a value: words of a model as well, a file by the name of its field, or, as an
 * operation on images expects it, nothing but images.
 */
type Expected = 'anything' | 'file' | 'image';

/** Names of fields that hold a file; `images` is the newer form of `output`. */
export const FILE_KEYS = [
	'images',
	'videos',
	'audios',
	'files',
	'image',
	'video',
	'audio',
	'file',
	'image_url',
	'image_urls',
	'video_url',
	'video_urls',
	'audio_url',
	'audio_urls',
	'file_url',
	'file_urls',
	'mesh',
	'model_mesh',
	'model_glb',
	'b64_json',
];

/** Names that may hold words as well. */
const OPEN_KEYS = ['output', 'url', 'data'];

/** Fields beside the URL of a file that are no result. */
const FILE_FACTS = new Set([
	...['url', 'data', 'id', 'index', 'type', 'format', 'name', 'seed', 'revised_prompt'],
	...['content_type', 'mime_type', 'file_name', 'filename', 'file_size', 'size', 'bytes'],
	...['width', 'height', 'duration', 'fps', 'sample_rate'],
]);

/** No answer names a file deeper than this. */
const MAX_DEPTH = 8;

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}$/;

/** Letters of base64 that hold the first bytes of a file: four for three of them. */
export const HEAD_LETTERS = Math.ceil(SNIFF_BYTES / 3) * 4;

/** Base64 only where it is marked as such, or decodes to a known format: prose has the same letters. */
function base64In(text: string, expected: Expected): FileRef[] {
	const marked = dataUrlContent(text);
	const bare = marked ?? text;
	if (bare.length <= 64) return [];
	if (expected === 'image') return isBase64(bare) ? [{ kind: 'base64', text: bare }] : [];
	const head = bare.slice(0, HEAD_LETTERS).trimEnd();
	if (!BASE64.test(head)) return [];
	const bytes = Buffer.from(head.replace(/\s/g, ''), 'base64');
	return marked !== undefined || sniffMedia(bytes) ? [{ kind: 'base64', text: bare }] : [];
}

/** The value that a text holds as JSON, where it is a list or an object. */
export const parsedText = (text: string): unknown =>
	/^\s*[[{]/.test(text) ? parseJson(text) : undefined;

/** A drawing comes as its text, which makes a file like any other. */
const drawingIn = (text: string): FileRef[] =>
	sniffMedia(Buffer.from(text.slice(0, SNIFF_BYTES)))?.extension === 'svg'
		? [{ kind: 'base64', text: Buffer.from(text).toString('base64') }]
		: [];

/** The URL that a text consists of, wholly. A sentence may begin with one. */
export function wholeUrl(text: unknown): string | undefined {
	return typeof text === 'string' && /\s/.test(text.trim()) ? undefined : httpUrl(text);
}

function fileAtUrl(text: unknown): FileRef[] {
	const url = wholeUrl(text);
	return url === undefined ? [] : [{ kind: 'url', url }];
}

/** All of a list, or nothing of it: some texts that happen to be URLs are no files. */
const allOf = (list: readonly FileRef[][]): FileRef[] =>
	list.every((files) => files.length > 0) ? list.flat() : [];

/**
 * A text is a file when it is wholly one: a URL, a list of URLs as JSON text, a drawing or
 * base64. Anything else that a model says, objects in JSON included, is words: n8n must not open
 * whatever a model names in them. An image was seen as any JSON text.
 */
function filesInText(text: string, expected: Expected, depth: number): FileRef[] {
	const url = fileAtUrl(text);
	if (url.length > 0) return url;
	if (expected === 'image' && /^\s*[[{"]/.test(text)) {
		return filesIn(parseJson(text), expected, depth + 1);
	}
	const inner = parsedText(text);
	if (inner !== undefined) return Array.isArray(inner) ? allOf(inner.map(fileAtUrl)) : [];
	const drawing = drawingIn(text);
	return drawing.length > 0 ? drawing : base64In(text, expected);
}

function filesInRecord(
	record: Record<string, unknown>,
	expected: Expected,
	depth: number,
): FileRef[] {
	const named = expected === 'anything' ? 'file' : expected;
	for (const key of FILE_KEYS) {
		const found = filesIn(record[key], named, depth + 1);
		if (found.length > 0) return found;
	}
	// a URL beside a title is an answer of the model, and no file
	const isFile = expected !== 'anything' || Object.keys(record).every((key) => FILE_FACTS.has(key));
	for (const key of isFile ? OPEN_KEYS : []) {
		const found = filesIn(record[key], expected, depth + 1);
		if (found.length > 0) return found;
	}
	return [];
}

/** The files that a value names. */
export function filesIn(value: unknown, expected: Expected = 'anything', depth = 0): FileRef[] {
	if (depth > MAX_DEPTH) return [];
	if (typeof value === 'string') return filesInText(value, expected, depth);
	if (Array.isArray(value)) {
		const each = value.map((one) => filesIn(one, expected, depth + 1));
		// of several declared images one can be missing; the others are paid
		return expected === 'anything' ? allOf(each) : each.flat();
	}
	return isRecord(value) ? filesInRecord(value, expected, depth) : [];
}

/** The files that the names of an answer's own fields declare. */
export function declaredFilesOf(answer: unknown): FileRef[] {
	if (!isRecord(answer)) return [];
	return (
		FILE_KEYS.map((key) => filesIn(answer[key], 'file')).find(({ length }) => length > 0) ?? []
	);
}

/**
 * The files of an answer: what a name declares first, then an `output` that is wholly files.
 * @param expected what `output` may be
 */
export function filesOf(answer: unknown, expected: Expected = 'anything'): FileRef[] {
	if (!isRecord(answer)) return filesIn(answer, expected);
	const named = expected === 'anything' ? 'file' : expected;
	for (const key of [...FILE_KEYS.slice(0, 4), 'output', ...FILE_KEYS.slice(4)]) {
		const found = filesIn(answer[key], key === 'output' ? expected : named);
		if (found.length > 0) return found;
	}
	return filesIn({ url: answer.url, data: answer.data }, expected);
}
