import { dataUrlContent, isBase64 } from '../core/bytes';
import { isRecord } from '../core/json';
import { parsedText, wholeUrl } from './files';
import { ENVELOPE, type ReadResult } from './readers';

/** In characters, as JSON. What is longer is told by its length. */
const MAX_ANSWER_LENGTH = 1_000_000;

/** Base64 as long as no ID and no word is; its letters stand in paths of URLs as well. */
const BASE64 = /[A-Za-z0-9+/_-]{500,}={0,2}/g;

/** Lines of base64, as mail has them. Words may stand one on a line as well, but none is so long. */
const inLines = (text: string): boolean => /^\S{60,}\r?\n/.test(text) && isBase64(text);

const toldByLength = ({ length }: string): string => `[base64: ${length} characters]`;

function shortened(text: string): string {
	if (text.length < 500 || wholeUrl(text) !== undefined) return text;
	const content = dataUrlContent(text) ?? text;
	if (!inLines(content)) return text.replace(BASE64, toldByLength);
	return text.slice(0, text.length - content.length) + toldByLength(content);
}

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

/** What a model says, in words. */
export interface Said {
	/** May be empty: a model can have nothing to say. */
	readonly text: string;
	/** What it thought before, where that stands beside the text. */
	readonly reasoning?: string;
}

const first = (list: unknown): unknown =>
	Array.isArray(list) ? (list as unknown[])[0] : undefined;

const member = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);

/** What a model thought before it spoke, in Claude's and in Gemini's format. */
const isThought = (part: unknown): boolean =>
	member(part, 'thought') === true || /^(redacted_)?thinking$/.test(String(member(part, 'type')));

const isText = (part: unknown): boolean =>
	member(part, 'type') === 'text' ||
	Object.keys(part ?? {}).every((key) => key === 'text' || key === 'thoughtSignature');

/** A text, or a list of parts that are all text; undefined where any of them is something else. */
function wordsIn(content: unknown): string | undefined {
	if (typeof content === 'string' || !Array.isArray(content)) {
		return typeof content === 'string' ? content : undefined;
	}
	const texts = content
		.filter((part) => !isThought(part))
		.map((part: unknown) => (isText(part) ? member(part, 'text') : undefined));
	const isSaid = texts.length > 0 && texts.every((text) => typeof text === 'string');
	return isSaid ? texts.join('') : undefined;
}

/**
 * The text of a result: one that is a text, or the answer of a language model in one of the formats of
 * OpenAI, Claude and Gemini. Undefined for anything else, such as what a model was to write as JSON.
 */
export function saidIn(result: unknown): Said | undefined {
	if (typeof result === 'string') return { text: result };
	if (!isRecord(result)) return undefined;
	const { choices, candidates, content, output } = result;
	const message = member(first(choices), 'message');
	const inner = 'reasoning' in result ? saidIn(output) : undefined;
	const text =
		wordsIn(member(message, 'content')) ??
		wordsIn(member(member(first(candidates), 'content'), 'parts')) ??
		(Array.isArray(content) ? wordsIn(content) : inner?.text);
	if (text === undefined) return undefined;
	const thought = member(message, 'reasoning') ?? member(message, 'reasoning_content');
	const reasoning = thought ?? result.reasoning ?? inner?.reasoning;
	return { text, ...(typeof reasoning === 'string' && reasoning !== '' && { reasoning }) };
}
