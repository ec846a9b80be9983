import { refuseKey, errorReply, jsonReply, type Reply, type Route } from '../http';
import { uuid } from '../random';
import { imageTypeOf } from '../files';
import { isObject } from '../validate';
import type { World } from '../world';

/** The asset path holds the account's e-mail, as seen on the real service. */
const ACCOUNT = 'demo@sandbox.example';

/** Kinds that Segmind's client names; of video and audio the usual ones. */
const KINDS: Readonly<Record<string, string>> = {
	image: 'png jpeg gif bmp webp svg+xml x-icon tiff apng avif heif heic',
	video: 'mp4 quicktime webm x-msvideo x-matroska',
	audio: 'mpeg mp4 wav ogg flac',
};

/** Those whose files are named otherwise. */
const EXTENSIONS: Readonly<Record<string, string>> = {
	...{ 'image/jpeg': 'jpg', 'image/svg+xml': 'svg', 'image/x-icon': 'ico' },
	...{ 'video/quicktime': 'mov', 'video/x-msvideo': 'avi', 'video/x-matroska': 'mkv' },
	...{ 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a' },
};

function extensionOf(mimeType: string): string | undefined {
	const [kind = '', type = ''] = mimeType.split('/');
	const known = KINDS[kind]?.split(' ').includes(type);
	return known ? (EXTENSIONS[mimeType] ?? type) : undefined;
}

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+);base64,$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Stores one data URL and returns its public address; throws an Error that says what is wrong. */
function store(world: World, dataUrl: unknown, index: number): string {
	const name = `data_urls[${index}]`;
	if (typeof dataUrl !== 'string') throw new Error(`'${name}' must be a string`);
	const comma = dataUrl.indexOf(',') + 1;
	const mimeType = DATA_URL.exec(dataUrl.slice(0, comma))?.[1];
	const base64 = dataUrl.slice(comma);
	if (!mimeType || base64 === '' || !isBase64(base64)) {
		throw new Error(`'${name}' must be a base64 data URL`);
	}
	const extension = extensionOf(mimeType) ?? (world.settings.uploadAnyKind ? 'bin' : undefined);
	if (!extension) throw new Error(`'${name}': files of type ${mimeType} are not supported`);
	const bytes = Buffer.from(base64, 'base64');
	const actual = imageTypeOf(bytes);
	if (actual && actual !== mimeType && !(actual === 'image/png' && extension === 'apng')) {
		throw new Error(`'${name}' is announced as ${mimeType} but holds ${actual}`);
	}
	// only the folder of images was seen; the others are the sandbox's choice
	const folder = `${/^(?:video|audio)/.exec(mimeType)?.[0] ?? 'image'}s`;
	const path = `/assets/${ACCOUNT}/${folder}/${uuid(world.ids)}.${extension}`;
	world.assets.set(path, { bytes, mimeType });
	return world.urls.images + path;
}

/** In pieces, as a regular expression over many megabytes would overflow the stack. */
function isBase64(text: string): boolean {
	if (text.length % 4 !== 0) return false;
	const step = 1 << 16;
	for (let at = 0; at < text.length; at += step) {
		const last = at + step >= text.length;
		const piece = text.slice(at, at + step);
		if (!BASE64.test(piece) || (!last && piece.endsWith('='))) return false;
	}
	return true;
}

function answer(world: World, urls: string[]): Reply {
	const message = 'Files uploaded successfully';
	if (world.settings.uploadAnswer === 'urls') return jsonReply(200, { urls });
	if (world.settings.uploadAnswer === 'wrong-count') {
		return jsonReply(200, { file_urls: [...urls, ...urls.slice(0, 1)], message });
	}
	return jsonReply(200, { file_urls: urls, message });
}

/** All three headers are marked as required on the documentation page. */
export const uploadRoute: Route = {
	server: 'upload',
	method: 'POST',
	path: /^\/upload-asset$/,
	step: 'upload',
	async handle(exchange) {
		const { headers, json, world } = exchange;
		const refused = refuseKey(exchange);
		if (refused) return refused;
		if (!headers['content-type']?.startsWith('application/json')) {
			return errorReply(406, 'Invalid content type');
		}
		if (!/application\/json|\*\/\*/.test(headers.accept ?? '')) {
			return errorReply(400, "The 'accept' header is required and must admit JSON");
		}
		const list = isObject(json) && Object.keys(json).length === 1 ? json.data_urls : undefined;
		if (!Array.isArray(list) || list.length === 0) {
			return errorReply(
				400,
				"The body must hold 'data_urls', a list of data URLs, and nothing else",
			);
		}
		try {
			return answer(
				world,
				list.map((dataUrl, index) => store(world, dataUrl, index)),
			);
		} catch (error) {
			return errorReply(400, error instanceof Error ? error.message : String(error));
		}
	},
};
