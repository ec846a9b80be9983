import { isRecord } from '../core/json';
import type { ReadResult } from './image';
import { parsedText, wholeUrl } from './files';
import { ENVELOPE } from './readers';

/** In characters, as JSON. What is longer is told by its length. */
const MAX_ANSWER_LENGTH = 1_000_000;

/** Base64 as long as no ID and no word is; its letters stand in paths of URLs as well. */
const BASE64 = /[A-Za-z0-9+/_-]{500,}={0,2}/g;

const shortened = (text: string): string =>
	text.length < 500 || wholeUrl(text) !== undefined
		? text
		: text.replace(BASE64, ({ length }) => `[base64: ${length} characters]`);

/**
 * An answer as the item shows it: as it came, but for base64, of which only the length is told.
 * @param json without the API key
 */
function shownAnswer(json: unknown): unknown {
	const text = JSON.stringify(json, (_, value: unknown) =>
		typeof value === 'string' ? shortened(value) : value,
	);
	if (text === undefined) return null;
	if (text.length > MAX_ANSWER_LENGTH) return `[JSON: ${text.length} characters]`;
	return JSON.parse(text) as unknown;
}

/** So many further URLs at most are told, and kept with the execution. */
const MAX_FURTHER_URLS = 20;

/** Such a name can be a field of the item beside the node's own. */
const FIELD_NAME = /^[A-Za-z]\w{0,63}$/;

/**
 * Further URLs of an answer, such as that of the last frame of a video, by the names that they have in
 * it or in the object that describes the file.
 * @param taken URLs of the files themselves
 */
function furtherUrls(json: unknown, taken: readonly string[]): Record<string, string> {
	const output = isRecord(json) && typeof json.output === 'string' ? json.output : '';
	const places = isRecord(json) ? [json, ...Object.values(json), parsedText(output)] : [];
	const found = places.filter(isRecord).flatMap((place) =>
		Object.entries(place).flatMap(([name, value]): Array<[string, string]> => {
			const url = ENVELOPE.has(name) ? undefined : wholeUrl(value);
			const isNew = url !== undefined && FIELD_NAME.test(name) && !taken.includes(url);
			return isNew && name !== 'url' ? [[name, url]] : [];
		}),
	);
	return Object.fromEntries(found.slice(0, MAX_FURTHER_URLS));
}

/** What an item tells of an answer besides what was read of it. */
export function asItCame(json: unknown, { files }: ReadResult) {
	const urls = files.flatMap((file) => (file.kind === 'url' ? [file.url] : []));
	return {
		answer: shownAnswer(json),
		urls: files.length > 0 ? furtherUrls(json, urls) : {},
	};
}
