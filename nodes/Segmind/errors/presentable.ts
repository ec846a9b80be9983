import { isRecord } from '../core/json';
import { withoutKey } from './withoutKey';

/** Longest chunk of somebody else's text that a description carries, in characters. */
const LONGEST_TEXT = 600;

/** No more of a text is read, in characters: markup may stand before its words. */
const LONGEST_LOOK = 50_000;

/** Any form of a key is shorter, in characters. */
const LONGEST_SECRET = 1000;

/** What a Segmind key looks like, should an answer ever repeat it. */
const KEY_LIKE = /SG_[A-Za-z0-9]+/g;

/** Where `<script …>` or `<style …>` ends with its content; the end of the tag where it has no end. */
function endOfElement(lower: string, at: number, endOfTag: number, endless: Set<string>): number {
	const name = ['script', 'style'].find((one) => lower.startsWith(one, at + 1));
	if (name === undefined || endless.has(name)) return endOfTag;
	const closing = `</${name}>`;
	const end = lower.indexOf(closing, at);
	// searched once: there is none further on
	if (end < 0) endless.add(name);
	return end < 0 ? endOfTag : end + closing.length;
}

/** Takes out tags, with scripts and styles, in one pass. */
function withoutMarkup(text: string): string {
	const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
	const endless = new Set<string>();
	const chunks: string[] = [];
	let done = 0;
	for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', done)) {
		const endOfTag = text.indexOf('>', at) + 1;
		if (endOfTag === 0) break;
		chunks.push(text.slice(done, at));
		done = endOfElement(lower, at, endOfTag, endless);
	}
	return [...chunks, text.slice(done)].join(' ');
}

/** The beginning of a text, without a key that would be cut in half. */
function beginning(text: string, key: string): string {
	const head = withoutKey(text.slice(0, LONGEST_LOOK), key);
	return text.length > LONGEST_LOOK ? head.slice(0, -LONGEST_SECRET) : head;
}

/** Text from outside, fit to be shown: no markup, no keys, no line breaks, not endless. */
export function presentable(text: string, key = ''): string {
	const bare = withoutMarkup(beginning(text, key))
		.replace(KEY_LIKE, 'SG_…')
		.replace(/\s+/g, ' ')
		.trim();
	const hidden = withoutKey(bare, key);
	return hidden.length > LONGEST_TEXT ? `${hidden.slice(0, LONGEST_TEXT)}…` : hidden;
}

/** An error is explained at the top of an answer or a little below. */
const DEEPEST = 5;

const asText = (value: unknown): string => JSON.stringify(value).slice(0, LONGEST_LOOK);

function wordsIn(body: unknown, depth = 0): string | undefined {
	if (!isRecord(body)) return undefined;
	for (const key of ['error', 'error_description', 'error_message', 'message', 'detail']) {
		const value = body[key];
		if (typeof value === 'string' && value !== '') {
			const more = key === 'error' ? body.error_description : undefined;
			return typeof more === 'string' && more !== value ? `${value}: ${more}` : value;
		}
		if (Array.isArray(value)) return asText(value);
		// a failed workflow says why within an object
		if (isRecord(value)) return (depth < DEEPEST && wordsIn(value, depth + 1)) || asText(value);
	}
	return undefined;
}

/**
 * The words in an answer that is not a success: `error`, `error_description` or `message` of a JSON
 * body, else the body as text (405 comes as HTML).
 */
export const apiTextOf = (body: unknown, raw: string): string =>
	(wordsIn(body) ?? raw).slice(0, LONGEST_LOOK);
