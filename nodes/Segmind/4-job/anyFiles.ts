import { SNIFF_BYTES } from '../2-images/sniff';
import { MEDIA_EXTENSIONS, sniffMedia } from '../2-images/sniffMedia';
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

/** Names that may hold words as well. */
const OPEN_KEYS = new Set(['output', 'url', 'data']);

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
export function parsed(text: string): unknown {
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

/** Hosts of Segmind's storage, in its own domain and elsewhere. */
const STORAGE = /(^|[.-])segmind([.-]|$)/i;

/** Ends of names that only files have: `html` or `json` may as well be a page that a text cites. */
const FILE_NAME = /\.(fbx|gltf|obj|safetensors|srt|stl|usdz|ts|txt|csv)$/i;

/**
 * Whether an address is that of a file. A model that answers in words may answer with an address,
 * and n8n must not open whatever a model names.
 */
function isFileAddress(address: string): boolean {
	const { hostname, pathname } = new URL(address);
	const ending = /\.([a-z0-9]+)$/i.exec(pathname)?.[1]?.toLowerCase() ?? '';
	return STORAGE.test(hostname) || MEDIA_EXTENSIONS.has(ending) || FILE_NAME.test(pathname);
}

/** @param sure that an address there is that of a file, because the API says so */
function filesInText(text: string, sure: boolean): Delivered[] {
	// a sentence may begin with an address
	const url = /\s/.test(text.trim()) ? undefined : webAddress(text);
	if (url !== undefined) return sure || isFileAddress(url) ? [{ kind: 'url', url }] : [];
	const inner = parsed(text);
	if (inner !== undefined) return filesIn(inner, sure);
	const drawing = drawingIn(text);
	return drawing.length > 0 ? drawing : base64In(text);
}

/**
 * The files that a value names.
 * @param sure that an address there is that of a file, because the API says so
 */
export function filesIn(value: unknown, sure: boolean): Delivered[] {
	if (typeof value === 'string') return filesInText(value, sure);
	if (Array.isArray(value)) return listOfFiles(value, sure);
	if (!isRecord(value)) return [];
	for (const key of FILE_KEYS) {
		const found = filesIn(value[key], sure);
		if (found.length > 0) return found;
	}
	return [];
}

/** A list is files when each of its entries is; a list of findings with addresses is none. */
function listOfFiles(list: unknown[], sure: boolean): Delivered[] {
	const each = list.map((entry) => filesIn(entry, sure));
	return each.every((files) => files.length > 0) ? each.flat() : [];
}

/** The files of an answer. `output` may be words of a model; the other names are the API's own. */
export function filesOf(answer: unknown): Delivered[] {
	if (!isRecord(answer)) return filesIn(answer, false);
	for (const key of FILE_KEYS) {
		const found = filesIn(answer[key], !OPEN_KEYS.has(key));
		if (found.length > 0) return found;
	}
	return [];
}
