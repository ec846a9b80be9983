import { isRecord } from '../core/json';

const HIDDEN = '…';

/** Encodings of a text this short are found in any other text by chance. */
const MIN_ENCODED_LENGTH = 6;

const entityOf = (character: string): string =>
	`&#(?:${character.charCodeAt(0)}|x0*${hexOf(character)});`;

const hexOf = (character: string): string =>
	character.charCodeAt(0).toString(16).padStart(2, '0').slice(-2);

/** The letters of base64 that a text makes wherever it stands within what was encoded. */
function base64Of(key: string): string[] {
	return [0, 1, 2].flatMap((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(key)]);
		const first = Math.ceil((before * 8) / 6);
		const letters = bytes.toString('base64').slice(first, Math.floor((bytes.length * 8) / 6));
		const urlSafe = letters.replace(/\+/g, '-').replace(/\//g, '_');
		return [letters, urlSafe, letters.replace(/\//g, '\\/')];
	});
}

/** The key as it is, and as it comes out encoded. */
function formsOf(key: string): string[] {
	if (key.length < MIN_ENCODED_LENGTH) return key === '' ? [] : [key];
	const hex = Buffer.from(key).toString('hex');
	return [...new Set([key, ...base64Of(key), hex, hex.toUpperCase()])];
}

/** The key with any of its letters as in a URL (`%53`), in JSON (`\u0053`) or in HTML (`&#83;`). */
function spelledOut(key: string): RegExp {
	const letters = [...key].map((letter) => {
		const plain = letter.replace(/[^A-Za-z0-9]/g, '\\$&');
		return `(?:${plain}|%${hexOf(letter)}|\\\\u00${hexOf(letter)}|${entityOf(letter)})`;
	});
	return new RegExp(letters.join(''), 'gi');
}

/** How the ID of a file begins in a token: `{"id":"filesystem`, `{"id":"s3:`, azure and database. */
const LINK_MARKS = ['ImZpbGVzeXN0ZW', 'InMzO', 'ImF6dXJl', 'ImRhdGFiYXNl'].map(
	(id) => `eyJpZCI6${id}`,
);

/**
 * The token of a signed link of n8n, which opens a file to whoever has it. By itself it is known by
 * what it holds: a URL of a result may have a token, too. No encoding of URLs or JSON changes its letters.
 */
const LINK_TOKEN = new RegExp(
	`(binary-data.{1,12}?signed.{1,12}?token.{1,12}?)eyJ[\\w.%-]+|eyJ[\\w-]{1,100}(?:\\.|%2[Ee])(?:${LINK_MARKS.join('|')})[\\w.%-]*`,
	'g',
);

const mayHoldLink = (text: string | Buffer): boolean =>
	['binary-data', ...LINK_MARKS].some((mark) => text.includes(mark));

/** A text without the key, however the key is encoded in it, and without what opens files of n8n. */
export function withoutKey(text: string, key = ''): string {
	let hidden = mayHoldLink(text) ? text.replace(LINK_TOKEN, `$1${HIDDEN}`) : text;
	for (const form of formsOf(key)) {
		if (hidden.includes(form)) hidden = hidden.split(form).join(HIDDEN);
	}
	const escaped = key.length >= MIN_ENCODED_LENGTH && /%|\\u|&#/.test(hidden);
	return escaped ? hidden.replace(spelledOut(key), HIDDEN) : hidden;
}

/** The same for an answer; one that does not hold the key is not even decoded. */
export function bytesWithoutKey(bytes: Buffer, key = ''): Buffer {
	const escaped =
		key.length >= MIN_ENCODED_LENGTH && ['%', '\\u', '&#'].some((mark) => bytes.includes(mark));
	const holdsKey = escaped || formsOf(key).some((form) => bytes.includes(form));
	if (!holdsKey && !mayHoldLink(bytes)) return bytes;
	const text = bytes.toString('utf8');
	const hidden = withoutKey(text, key);
	return hidden === text ? bytes : Buffer.from(hidden);
}

/** Longest chunk of somebody else's text that a description carries, in characters. */
const MAX_SHOWN_LENGTH = 600;

/** No more of a text is read, in characters: markup may stand before its words. */
const MAX_READ_LENGTH = 50_000;

/** Any form of a key is shorter, in characters. */
const MAX_KEY_FORM_LENGTH = 1000;

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
	const head = withoutKey(text.slice(0, MAX_READ_LENGTH), key);
	return text.length > MAX_READ_LENGTH ? head.slice(0, -MAX_KEY_FORM_LENGTH) : head;
}

/** Text from outside, fit to be shown: no markup, no keys, no line breaks or control signs, not endless. */
export function presentable(text: string, key = ''): string {
	const bare = withoutMarkup(beginning(text, key))
		.replace(KEY_LIKE, 'SG_…')
		// control signs, among them those that turn the direction of what follows
		.replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
		.trim();
	const hidden = withoutKey(bare, key);
	return hidden.length > MAX_SHOWN_LENGTH ? `${hidden.slice(0, MAX_SHOWN_LENGTH)}…` : hidden;
}

/** An error is explained at the top of an answer or a little below. */
const MAX_DEPTH = 5;

const asText = (value: unknown): string => JSON.stringify(value).slice(0, MAX_READ_LENGTH);

function wordsIn(body: unknown, depth = 0): string | undefined {
	if (!isRecord(body)) return undefined;
	for (const key of ['error', 'error_description', 'error_message', 'message', 'detail']) {
		const value = body[key];
		if (typeof value === 'string' && value !== '') {
			const more = key === 'error' ? body.error_description : undefined;
			if (typeof more !== 'string') return value;
			return more.startsWith(value.replace(/\.+$/, '')) ? more : `${value}: ${more}`;
		}
		if (Array.isArray(value)) return asText(value);
		// a failed workflow says why within an object
		if (isRecord(value)) return (depth < MAX_DEPTH && wordsIn(value, depth + 1)) || asText(value);
	}
	return undefined;
}

/** Where an answer says why something failed; a code can say what its message doesn't. */
const KEYS_OF_WORDS = [
	...['error', 'errors', 'error_message', 'error_description', 'message', 'detail', 'description'],
	...['code', 'type', 'reason', 'msg', 'loc'],
];

/** All of that, at any depth, as one text to search in. */
export const allWordsOf = (body: unknown): string =>
	(JSON.stringify(body, KEYS_OF_WORDS) ?? '').slice(0, MAX_READ_LENGTH);

/**
 * The words in an answer that is not a success: `error`, `error_description` or `message` of a JSON
 * body, else the body as text (405 comes as HTML).
 */
export const apiTextOf = (body: unknown, raw: string): string =>
	(wordsIn(body) ?? raw).slice(0, MAX_READ_LENGTH);
