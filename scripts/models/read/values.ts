import { NotUnderstood } from './lines';
import type { Scan } from './scan';

export type Scalar = string | number | boolean | null;

export interface Range {
	minimum: number;
	maximum: number;
}

/** The values of a list, and how many more the page does not show. */
export interface Values {
	values: Scalar[];
	hidden: number;
	line: number;
}

const STRING = /"(?:[^"\\]|\\[^])*"/y;
const NUMBER = /-?(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?(?![\d.]|,\d)/y;
const WORD = /(?:true|false|null)/y;
const NESTED =
	/[[{](?:[^"[\]{}]|"(?:[^"\\]|\\[^])*"|[[{](?:[^"[\]{}]|"(?:[^"\\]|\\[^])*")*[\]}])*[\]}]/y;
const DASH = /[-\u2013\u2014\u2212]/y;
const MORE = /\+ ?(\d+) more/y;

/** A label within a string says that its closing quote is missing. */
const LABEL = /\n\s*(?:Default\s*:|Range\s*:|Allowed values)/;

function parsed(text: string, line: number): unknown {
	try {
		// a text over several lines has its line breaks as they are
		return JSON.parse(text.replace(/\n/g, '\\n')) as unknown;
	} catch {
		throw new NotUnderstood(line, `${text} is no JSON`);
	}
}

function readString(scan: Scan): { value: string } | undefined {
	const { line } = scan;
	const [text] = scan.take(STRING) ?? [];
	if (text === undefined) return undefined;
	if (LABEL.test(text)) throw new NotUnderstood(line, 'a closing quote is missing');
	return { value: parsed(text, line) as string };
}

function readNumber(scan: Scan): number | undefined {
	const [text] = scan.take(NUMBER) ?? [];
	return text === undefined ? undefined : Number(text);
}

/** One JSON value of any kind. @throws NotUnderstood */
export function readValue(scan: Scan): unknown {
	const { line } = scan;
	const scalar = readScalar(scan);
	if (scalar !== undefined) return scalar;
	const [nested] = scan.take(NESTED) ?? [];
	return nested === undefined ? scan.refuse('is no JSON') : parsed(nested, line);
}

/** `1 - 10`. @throws NotUnderstood */
export function readRange(scan: Scan): Range {
	const { line } = scan;
	const minimum = readNumber(scan);
	const dash = minimum === undefined ? undefined : scan.take(DASH);
	const maximum = dash && readNumber(scan);
	if (minimum === undefined || maximum === undefined) return scan.refuse('is no range');
	if (minimum > maximum) throw new NotUnderstood(line, 'the range is empty');
	return { minimum, maximum };
}

/** One text, number, true, false or null; undefined where none of them stands. */
function readScalar(scan: Scan): Scalar | undefined {
	const { line } = scan;
	const string = readString(scan);
	if (string) return string.value;
	const number = readNumber(scan);
	if (number !== undefined) return number;
	const [word] = scan.take(WORD) ?? [];
	return word === undefined ? undefined : (parsed(word, line) as Scalar);
}

/**
 * A list whose values stand side by side: quotes keep texts apart, but nothing keeps numbers apart.
 * @param preset the default, if there is one
 * @throws NotUnderstood
 */
export function readValues(scan: Scan, preset: unknown): Values {
	const { line } = scan;
	const values: Scalar[] = [];
	let hidden = 0;
	let numberBefore = false;
	for (;;) {
		const at = scan.line;
		const [, more] = scan.take(MORE) ?? [];
		if (more !== undefined) hidden = Number(more);
		const value = hidden > 0 ? undefined : readScalar(scan);
		if (value === undefined) break;
		if (numberBefore && typeof value === 'number' && scan.glued) {
			throw new NotUnderstood(
				at,
				'it is not clear where one number ends; put spaces between them in the saved text',
			);
		}
		values.push(value);
		const comma = scan.take(/,/y);
		numberBefore = typeof value === 'number' && !comma;
	}
	// numbers side by side may be none at all: 0.50.751
	if (values.length === 0 && scan.take(/-?\d[\d.]*/y)) {
		throw new NotUnderstood(
			line,
			'it is not clear where one number ends; put spaces between them in the saved text',
		);
	}
	const [only] = values;
	if (numberBefore && values.length === 1 && only !== preset && !/^-?\d$/.test(String(only))) {
		throw new NotUnderstood(
			line,
			`${String(only)} may be several numbers; put spaces between them in the saved text, or a comma behind it if it is one`,
		);
	}
	return { values, hidden, line };
}
