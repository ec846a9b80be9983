import { NotUnderstood, type Line } from './lines';

export type Scalar = string | number | boolean | null;

const VALUE =
	/\s*(?:("(?:[^"\\]|\\.)*")|(-?(?:\d+\.\d+|\d+|\.\d+)(?:[eE][+-]?\d+)?)|(true|false|null)|\+\s*(\d+)\s+more)\s*,?/y;

/** The values of a list, and how many more the page does not show. */
export interface Values {
	values: Scalar[];
	hidden: number;
}

/**
 * Reads a list whose values stand side by side without anything between them.
 * @throws NotUnderstood
 */
export function readValues(text: string, line: Line): Values {
	const values: Scalar[] = [];
	let hidden = 0;
	let afterNumber = false;
	VALUE.lastIndex = 0;
	for (let at = 0; at < text.trimEnd().length; at = VALUE.lastIndex) {
		const match = VALUE.exec(text);
		if (!match || hidden > 0) {
			throw new NotUnderstood(line.number, `"${text.slice(at, at + 40)}" is no list of values`);
		}
		const [whole, quoted, number, word, more] = match;
		if (number !== undefined && afterNumber) {
			throw new NotUnderstood(line.number, 'it is not clear where one number ends');
		}
		if (more !== undefined) hidden = Number(more);
		else values.push(JSON.parse(quoted ?? number ?? word ?? 'null') as Scalar);
		afterNumber = number !== undefined && !/[\s,]$/.test(whole);
	}
	return { values, hidden };
}

const NUMBER = '-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';
const RANGE = new RegExp(`^\\s*Range:\\s*(${NUMBER})\\s*[-\u2013]\\s*(${NUMBER})\\s*$`);
const RANGE_BEHIND = new RegExp(`^(.*?)\\s*(Range:\\s*${NUMBER}\\s*[-\u2013]\\s*${NUMBER}\\s*)$`);

export interface Range {
	minimum: number;
	maximum: number;
}

/** `Range: 1 - 10`. @throws NotUnderstood */
export function readRange(text: string, line: Line): Range {
	const [, from, to] = RANGE.exec(text) ?? [];
	if (from === undefined || to === undefined) {
		throw new NotUnderstood(line.number, `"${text.trim()}" is no range`);
	}
	const range = { minimum: Number(from), maximum: Number(to) };
	if (range.minimum > range.maximum) throw new NotUnderstood(line.number, 'the range is empty');
	return range;
}

function json(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/** What stands behind `Default:`: JSON, and perhaps a range glued to it. @throws NotUnderstood */
export function readDefault(text: string, line: Line): { value: unknown; range?: Range } {
	const alone = json(text.trim());
	if (alone) return alone;
	const [, before, range] = RANGE_BEHIND.exec(text.trim()) ?? [];
	const value = before === undefined ? undefined : json(before);
	if (!value || range === undefined) {
		throw new NotUnderstood(line.number, `the default "${text.trim()}" is no JSON`);
	}
	return { ...value, range: readRange(range, line) };
}
