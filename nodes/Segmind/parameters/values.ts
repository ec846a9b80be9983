import { describeValue, formatValue, isRecord } from '../core/json';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem, withDetail } from '../errors/problem';
import { isNothing } from '../http/endpoints';
import type { ParameterKind } from '../models/documentation/types';

export const wrongType = (name: string, type: string, value: unknown): Problem =>
	new Problem(INPUT_ERRORS.valueOfWrongType, {
		detail: `'${name}' is to be ${type}, and holds ${describeValue(value)}.`,
	});

/** The parser's own words, without the text itself. */
export function notJson(what: string, thrown: unknown): Problem {
	const words = thrown instanceof Error ? thrown.message : '';
	return new Problem(INPUT_ERRORS.bodyJsonInvalid, { detail: `${what}: ${words}.` });
}

/** @throws Problem */
export function textIn(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw wrongType(name, 'text', value);
}

/** A prompt is a text that somebody wrote: a truth value comes from a comparison. @throws Problem */
export function promptIn(value: unknown): string {
	if (typeof value === 'boolean') throw wrongType('Prompt', 'text', value);
	return textIn('Prompt', value);
}

function numberIn(name: string, value: unknown): number {
	const isText = typeof value === 'string' && value.trim() !== '';
	const number = isText ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw wrongType(name, 'a number', value);
}

function booleanIn(name: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (text === 'true' || text === 'false') return text === 'true';
	throw wrongType(name, 'true or false', value);
}

/** A value that is JSON already when it comes from an expression, else JSON as text. @throws Problem */
export function jsonIn(name: string, value: unknown): unknown {
	if (value === undefined) throw wrongType(name, 'JSON', value);
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value.trim()) as unknown;
	} catch (thrown) {
		throw notJson(`The value of '${name}'`, thrown);
	}
}

/** A parameter of several types takes a list or an object as well as a text. */
function anyIn(_name: string, value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return JSON.parse(value.trim()) as unknown;
	} catch {
		return value;
	}
}

/** A reader that takes some of the values that `read` takes. @param type words for them */
const only =
	<T>(read: (name: string, value: unknown) => T, fits: (read: T) => boolean, type: string) =>
	(name: string, value: unknown): T => {
		const found = read(name, value);
		if (fits(found)) return found;
		throw wrongType(name, type, value);
	};

/**
 * A value with the JSON type that its parameter has. Expressions yield numbers as text and the
 * other way round; what can be turned without loss is. They throw a Problem for anything else.
 */
export const READERS = {
	string: textIn,
	integer: only(numberIn, Number.isInteger, 'a whole number'),
	number: numberIn,
	boolean: booleanIn,
	list: only(jsonIn, Array.isArray, 'a list'),
	object: only(jsonIn, isRecord, 'an object'),
	any: anyIn,
} satisfies Record<ParameterKind, (name: string, value: unknown) => unknown>;

/** What is known of the type of a value. */
interface Typed {
	readonly id: string;
	readonly kind: ParameterKind;
	/** What a list holds that may be written as text. */
	readonly items?: 'string' | 'number' | undefined;
	readonly example?: string | undefined;
}

/** The same with an example in the message; a list of texts or numbers may be `sea, evening`. @throws Problem */
export function typedIn({ id, kind, items, example }: Typed, value: unknown): unknown {
	try {
		if (!items) return READERS[kind](id, value);
		const isJson = typeof value !== 'string' || value.trim().startsWith('[');
		const entries = isJson
			? (READERS.list(id, value) as unknown[])
			: value.split(/[,\n]/).flatMap((text) => text.trim() || []);
		// what a list holds may be a guess by its example
		return entries.map((one) => (typeof one === 'object' ? one : READERS[items](id, one)));
	} catch (thrown) {
		throw example === undefined ? thrown : withDetail(`For example: ${example}`, thrown);
	}
}

/** What is documented of a value besides its type. */
interface Bounds {
	readonly name: string;
	/** All values that there are, where they are known. */
	readonly allowed?: readonly unknown[] | undefined;
	readonly minimum?: number | undefined;
	readonly maximum?: number | undefined;
}

/** Holds a value against what is documented. @throws Problem */
export function checkValue({ name, allowed, minimum, maximum }: Bounds, value: unknown): void {
	if (allowed && !allowed.includes(value)) {
		const values = allowed.map((one) => JSON.stringify(one)).join(', ');
		const detail = `'${name}' holds ${formatValue(value)}. Documented: ${values.slice(0, 500)}.`;
		throw new Problem(INPUT_ERRORS.valueNotAllowed, { detail });
	}
	if (typeof value === 'number' && (value < (minimum ?? value) || value > (maximum ?? value))) {
		const least = minimum === undefined ? '' : ` At least ${minimum}.`;
		const most = maximum === undefined ? '' : ` At most ${maximum}.`;
		const detail = `'${name}' holds ${value}.${least}${most}`;
		throw new Problem(INPUT_ERRORS.valueOutOfRange, { detail });
	}
}

/** What JavaScript makes of an object, a list of objects or a promise within a text. */
const OBJECT = /\[object [A-Z][A-Za-z]{0,30}\]/;

export const holdsObject = (text: string): boolean => OBJECT.test(text);

/** Letters shown before and behind what is wrong. */
const SHOWN = 40;

/**
 * Refuses a text that an expression got wrong: an object within it, or a missing value as all of it.
 * @param holder what holds it, as a sentence begins
 * @throws Problem
 */
export function checkText(holder: string, text: string): void {
	const { index } = OBJECT.exec(text) ?? {};
	if (index === undefined && !isNothing(text.trim())) return;
	const from = Math.max(0, (index ?? 0) - SHOWN);
	const detail = `${holder} holds '${text.slice(from, from + 2 * SHOWN + 20)}'.`;
	throw new Problem(INPUT_ERRORS.textBroken, { detail });
}

/** No request is nested so deep; walking one that is would overflow the stack. */
const DEPTH_LIMIT = 100;

/** As JSON shows it: a date is a text. */
const asJson = (value: object): unknown =>
	'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON() as unknown) : value;

function partsOf(name: string, value: unknown): unknown[] {
	if (Array.isArray(value)) {
		if (!value.includes(undefined)) return value as unknown[];
		throw wrongType(name, 'a list without missing entries', value);
	}
	if (!isRecord(value)) return [value];
	for (const key of Object.keys(value)) checkText(`'${name}'`, key);
	return Object.values(value);
}

function checkSentValue(name: string, value: unknown): void {
	const seen = new Set<object>();
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > DEPTH_LIMIT) throw wrongType(name, `nested ${DEPTH_LIMIT} deep at most`, value);
		level = level.flatMap((one) => {
			if (typeof one === 'string') checkText(`'${name}'`, one);
			if (typeof one === 'number' && !Number.isFinite(one)) throw wrongType(name, 'a number', one);
			if (typeof one !== 'object' || one === null || seen.has(one)) return [];
			seen.add(one);
			return partsOf(name, asJson(one));
		});
	}
}

/**
 * Refuses what can't be meant anywhere in the fields of a request: texts as in `checkText`, numbers
 * that JSON writes as null, and lists with missing entries, which it writes as null too.
 * @throws Problem
 */
export function checkSent(fields: Iterable<readonly [name: string, value: unknown]>): void {
	for (const [name, value] of fields) {
		checkText('A name', name);
		checkSentValue(name, value);
	}
}
