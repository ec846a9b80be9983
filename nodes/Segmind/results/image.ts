import { dataUrlContent, isBase64 } from '../core/bytes';
import { isRecord, numberOrNull, parseJson } from '../core/json';
import { SNIFF_BYTES, sniffImage } from '../files/fileType';
import { httpUrl } from '../http/endpoints';

/** One image of a result, before its bytes are fetched: a URL, or base64 text. */
export type FileRef =
	| { readonly kind: 'url'; readonly url: string }
	| { readonly kind: 'base64'; readonly text: string };

/** What Segmind says of a finished job besides its images. Null where it says nothing. */
export interface JobMetrics {
	/** USD. */
	readonly cost: number | null;
	/** USD. */
	readonly remainingCredits: number | null;
	/** Seconds. */
	readonly inferenceTime: number | null;
	/** Seconds. */
	readonly queueTime: number | null;
	/** Seconds. */
	readonly totalTime: number | null;
	/** A number where JavaScript holds it exactly, else its digits. */
	readonly seed: number | string | null;
}

/** No answer names an image deeper than this. */
const MAX_DEPTH = 8;

function oneImage(value: unknown, depth = 0): FileRef[] {
	if (isRecord(value)) {
		const inner = value.url ?? value.image_url ?? value.b64_json ?? value.data;
		return depth < MAX_DEPTH ? oneImage(inner, depth + 1) : [];
	}
	if (typeof value !== 'string' || value === '') return [];
	const url = httpUrl(value);
	if (url !== undefined) return [{ kind: 'url', url }];
	if (sniffImage(Buffer.from(value.slice(0, SNIFF_BYTES)))?.extension === 'svg') {
		return [{ kind: 'base64', text: Buffer.from(value).toString('base64') }];
	}
	const text = dataUrlContent(value) ?? value;
	return text.length > 64 && isBase64(text) ? [{ kind: 'base64', text }] : [];
}

/** A URL, a list of them, or either as JSON text: `output` was seen in all three forms. */
function imagesOf(value: unknown, depth = 0): FileRef[] {
	if (Array.isArray(value)) return value.flatMap((one) => oneImage(one));
	if (typeof value === 'string' && /^\s*[[{"]/.test(value)) {
		return depth < MAX_DEPTH ? imagesOf(parseJson(value), depth + 1) : [];
	}
	return oneImage(value);
}

/**
 * The images that an answer names: `images` first, else `output`, else the names that only the
 * synchronous endpoint was seen to use.
 */
export function imagesIn(json: unknown): FileRef[] {
	if (!isRecord(json)) return imagesOf(json);
	for (const key of ['images', 'output', 'image_url', 'image', 'data']) {
		const found = imagesOf(json[key]);
		if (found.length > 0) return found;
	}
	return [];
}

/** A cost that is below zero is none. */
function costIn(value: unknown): number | null {
	const cost = numberOrNull(value);
	return cost !== null && cost >= 0 ? cost : null;
}

const MAX_SEED_LENGTH = 64;

/** @param text the answer: a number beyond what JavaScript holds has its last digits there only */
function seedIn(value: unknown, text = ''): JobMetrics['seed'] {
	const isExact = typeof value !== 'number' || Number.isSafeInteger(value);
	const given = isExact ? value : (/"seed"\s*:\s*([-+.\deE]+)/.exec(text)?.[1] ?? String(value));
	if (typeof given === 'number') return given;
	if (typeof given !== 'string' || given.trim() === '') return null;
	const number = Number(given);
	const isSame = Number.isSafeInteger(number) && String(number) === given.trim();
	return isSame ? number : given.trim().slice(0, MAX_SEED_LENGTH);
}

/** `metrics` of a result, and its seed. @param text the answer as it came */
export function metricsOf(json: unknown, text?: string): JobMetrics {
	const metrics = isRecord(json) && isRecord(json.metrics) ? json.metrics : {};
	return {
		cost: costIn(metrics.cost),
		remainingCredits: numberOrNull(metrics.remaining_credits),
		inferenceTime: numberOrNull(metrics.inference_time),
		queueTime: numberOrNull(metrics.queue_time),
		totalTime: numberOrNull(metrics.total_time),
		seed: isRecord(json) ? seedIn(json.seed, text) : null,
	};
}

/** The same metrics from the headers of the synchronous endpoint. */
export const metricsOfHeaders = (headers: Readonly<Record<string, unknown>>): JobMetrics => ({
	cost: costIn(headers['x-cost']),
	remainingCredits: numberOrNull(headers['x-remaining-credits']),
	inferenceTime: numberOrNull(headers['x-generation-time']),
	queueTime: null,
	totalTime: null,
	seed: seedIn(headers['x-seed-value']),
});

/** What an answer holds: files, or a text or JSON that is itself the result. */
export interface ReadResult {
	readonly files: readonly FileRef[];
	/** Absent where the result is files and nothing else. */
	readonly output?: unknown;
}

/** Nothing, or an empty text: the job may be done a moment before its result can be read. */
export const isBlank = ({ files, output = '' }: ReadResult): boolean =>
	files.length === 0 && typeof output === 'string' && output.trim() === '';
