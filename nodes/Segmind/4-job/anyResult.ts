import { SNIFF_BYTES } from '../2-images/sniff';
import { sniffMedia } from '../2-images/sniffMedia';
import type { Reading } from '../5-output/taking';
import { webAddress } from '../transport/endpoints';
import { isRecord, type Delivered } from './result';

/** Names under which answers were seen to hold files; `images` is the newer form of `output`. */
const FILE_KEYS = [
	'images',
	'videos',
	'audios',
	'files',
	'output',
	'image',
	'video',
	'audio',
	'file',
	'image_url',
	'video_url',
	'audio_url',
	'file_url',
	'url',
	'mesh',
	'model_mesh',
	'model_glb',
	'b64_json',
	'data',
];

/** What the queue says of the job itself, which is no result. */
const ENVELOPE = new Set([
	'status',
	'error',
	'request_id',
	'poll_url',
	'status_url',
	'response_url',
	'metrics',
	'timings',
	'seed',
	'prompt',
	'output',
	'images',
]);

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

/** Enough base64 letters for the first bytes of a file. */
const HEAD_LETTERS = 680;

/** Base64 only where it is marked as such, or decodes to a known format: prose has the same letters. */
function base64In(text: string): Delivered[] {
	const marked = /^data:[^,]*;base64,/.exec(text);
	const bare = marked ? text.slice(marked[0].length) : text;
	if (bare.length <= 64 || !BASE64.test(bare.slice(0, HEAD_LETTERS))) return [];
	const head = Buffer.from(bare.slice(0, HEAD_LETTERS).replace(/\s/g, ''), 'base64');
	return marked || sniffMedia(head) ? [{ kind: 'base64', text: bare }] : [];
}

/** The value that a text holds as JSON, where it is a list or an object. */
function parsed(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A drawing comes as its text, which makes a file like any other. */
const drawingIn = (text: string): Delivered[] =>
	sniffMedia(Buffer.from(text.slice(0, SNIFF_BYTES)))?.extension === 'svg'
		? [{ kind: 'base64', text: Buffer.from(text).toString('base64') }]
		: [];

function filesInText(text: string): Delivered[] {
	// a sentence may begin with an address
	const url = /\s/.test(text.trim()) ? undefined : webAddress(text);
	if (url !== undefined) return [{ kind: 'url', url }];
	const inner = parsed(text);
	if (inner !== undefined) return filesIn(inner);
	const drawing = drawingIn(text);
	return drawing.length > 0 ? drawing : base64In(text);
}

function filesIn(value: unknown): Delivered[] {
	if (typeof value === 'string') return filesInText(value);
	if (Array.isArray(value)) return listOfFiles(value);
	return isRecord(value) ? filesOf(value) : [];
}

/** A list is files when each of its entries is; a list of findings with addresses is none. */
function listOfFiles(list: unknown[]): Delivered[] {
	const each = list.map(filesIn);
	return each.every((files) => files.length > 0) ? each.flat() : [];
}

function filesOf(record: Record<string, unknown>): Delivered[] {
	for (const key of FILE_KEYS) {
		const found = filesIn(record[key]);
		if (found.length > 0) return found;
	}
	return [];
}

/** An HTML page, which gateways send with status 200 in the place of an answer. */
export const isPage = (text = ''): boolean =>
	/^\ufeff?\s*<(!doctype html|html|head|body)\b/i.test(text);

const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	value === '' ||
	(Array.isArray(value) && value.length === 0) ||
	(isRecord(value) && Object.keys(value).length === 0);

/** What a person gets as `output`: JSON that came as text is unpacked. */
const unpacked = (value: unknown): unknown =>
	typeof value === 'string' ? (parsed(value) ?? value) : value;

/** The result of an answer that names no file. */
function outputOf(answer: unknown): unknown {
	if (!isRecord(answer)) return unpacked(answer);
	if (!isEmpty(answer.output)) return unpacked(answer.output);
	const rest = Object.entries(answer).filter(
		([key, value]) => !ENVELOPE.has(key) && !isEmpty(value),
	);
	return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

/** What stands beside the files of an object, such as the text of a spoken answer. */
function besides(answer: unknown): unknown {
	const output = isRecord(answer) ? unpacked(answer.output) : undefined;
	if (!isRecord(output)) return undefined;
	const others = Object.entries(output).filter(
		([, value]) => !isEmpty(value) && filesIn(value).length === 0,
	);
	return others.length > 0 ? Object.fromEntries(others) : undefined;
}

/**
 * The result of any model: the files that the answer names under one of the known names, else the
 * text or JSON of `output`, else whatever the answer holds besides the facts of the job.
 * @param text the answer as it came; the page of a gateway is none
 */
export function readAnything(json: unknown, text?: string): Reading {
	const answer = json === undefined && !isPage(text) ? text : json;
	const delivered = filesIn(answer);
	const output = delivered.length > 0 ? besides(answer) : outputOf(answer);
	return { delivered, ...(!isEmpty(output) && { output }) };
}
