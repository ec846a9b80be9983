import type { JsonValue } from './types';

/** More than any documented value has; keeps what follows from it small. */
const MAX_VALUE_LENGTH = 20_000;
const MAX_DEPTH = 16;

const isShallow = (value: JsonValue, depth = 0): boolean =>
	typeof value !== 'object' ||
	value === null ||
	(depth < MAX_DEPTH && Object.values(value).every((one) => isShallow(one, depth + 1)));

/** A text as JSON, or undefined where it is none. */
export function jsonValueIn(text: string): JsonValue | undefined {
	if (text.length > MAX_VALUE_LENGTH) return undefined;
	try {
		const value = JSON.parse(text) as JsonValue;
		return isShallow(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** A word without quotes. Python's own words leak into some texts. */
const WORDS: Readonly<Record<string, JsonValue>> = { None: null, True: true, False: false };

const wordIn = (text: string): JsonValue | undefined => {
	if (Object.hasOwn(WORDS, text)) return WORDS[text];
	const json = jsonValueIn(text);
	// what begins like JSON and is none was cut
	return json === undefined && !/^["'[{]/.test(text) ? text : json;
};

/** What stands between a pair of backticks that hold the whole text, or undefined. */
export const inBackticks = (text: string): string | undefined =>
	text.length > 1 && text.startsWith('`') && text.endsWith('`') ? text.slice(1, -1) : undefined;

/** A documented value: JSON, or a text without quotes. Without backticks it must be one word. */
export function valueIn(text: string): JsonValue | undefined {
	const inner = inBackticks(text);
	if (inner !== undefined) return inner.length > MAX_VALUE_LENGTH ? undefined : wordIn(inner);
	if (text === '') return undefined;
	return /\s/.test(text) || text.length > MAX_VALUE_LENGTH ? jsonValueIn(text) : wordIn(text);
}

export interface ValueList {
	readonly values: readonly JsonValue[];
	/** The text says that there are more. */
	readonly cut: boolean;
}

const MORE = /(?:\(?\+ ?\d{1,6} more\)?|\band \d{0,6} ?more|\betc|\.\.|\u2026)\.?$/;

/** Without the "+4 more" at its end. A text may end in spaces by the megabyte, so they go first. */
function withoutMore(text: string): { rest: string; cut: boolean } {
	const end = text.slice(-40);
	const found = MORE.exec(end);
	const shown = found ? text.slice(0, text.length - end.length + found.index) : text;
	const rest = shown.trimEnd();
	return { rest: rest.endsWith(',') ? rest.slice(0, -1) : rest, cut: found !== null };
}

/** Values with commas between, each in backticks; a comma may stand within. */
function quotedValues(text: string): JsonValue[] | undefined {
	const parts = text.split('`');
	const between = parts.filter((_, index) => index % 2 === 0);
	if (parts.length % 2 === 0 || !between.every((part) => /^[\s,]*$/.test(part))) return undefined;
	const values = parts.filter((_, index) => index % 2 === 1).map(wordIn);
	return values.every((value) => value !== undefined) ? values : undefined;
}

/** Values with commas between: JSON, in backticks, or single words. Undefined for anything else. */
export function valuesIn(text: string): ValueList | undefined {
	if (text.length > MAX_VALUE_LENGTH) return undefined;
	const { rest, cut } = withoutMore(text);
	if (rest.startsWith('`')) {
		const values = quotedValues(rest);
		return values && { values, cut };
	}
	const json = jsonValueIn(`[${rest}]`);
	if (Array.isArray(json)) return { values: json, cut };
	const words = rest.split(',').map((word) => word.trim());
	if (!words.every((word) => /^[^\s"'`]+$/.test(word))) return undefined;
	const values = words.map(wordIn);
	return values.every((value) => value !== undefined) ? { values, cut } : undefined;
}

const NO_END = /^(?:|-?\u221e|[-+]?inf(?:inity)?|none|null|undefined|any|-|\?)$/i;
const NUMBER = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d{1,3})?$/i;

const endIn = (text: string): number | undefined | 'unclear' => {
	const bare = text.replace(/`/g, '').trim();
	if (NO_END.test(bare)) return undefined;
	if (!NUMBER.test(bare)) return 'unclear';
	const value = Number(bare);
	// a larger number is not held as it was written
	return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : undefined;
};

export interface Range {
	readonly minimum?: number;
	readonly maximum?: number;
}

const ONE_END =
	/^(>=|\u2265|<=|\u2264|min(?:imum)?|max(?:imum)?|from|up to|at least|at most)\s*:?\s*(.*)$/i;
const LOWER = /^(?:>|\u2265|min|from|at least)/i;

/** `81 to 100`, with or without backticks; either end may be missing. */
export function rangeIn(printed: string): Range | undefined {
	const text = printed.slice(0, 100).replace(/`/g, '').trim();
	const [, word = '', end = ''] = ONE_END.exec(text) ?? [];
	const isOneEnd = word !== '' && !/\sto(?:\s|$)/i.test(end);
	const parts = isOneEnd
		? LOWER.test(word)
			? [end, '']
			: ['', end]
		: text
				.replace(/^from /i, '')
				.split(/(?:^|\s)to(?:\s|$)|\s[-\u2013\u2014]\s|\s?(?:\.\.+|\u2026)\s?/i);
	const [minimum, maximum] = parts.map(endIn);
	if (parts.length !== 2 || minimum === 'unclear' || maximum === 'unclear') return undefined;
	if (minimum !== undefined && maximum !== undefined && minimum > maximum) return undefined;
	return {
		...(minimum !== undefined && { minimum }),
		...(maximum !== undefined && { maximum }),
	};
}
