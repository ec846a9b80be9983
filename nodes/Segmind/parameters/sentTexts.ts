import { isRecord } from '../core/json';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { isNothing } from '../http/endpoints';
import { wrongType } from './values';

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

function checkValue(name: string, value: unknown): void {
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
		checkValue(name, value);
	}
}
