import { isBlank, NotUnderstood, quoted, textOf, type Line } from './lines';
import { Scan } from './scan';
import { isIdentifier, isType, type Start } from './starts';
import { readRange, readValue, readValues, type Range, type Values } from './values';

/** One row of the table of parameters, as the page states it. */
export interface PageParameter {
	name: string;
	required: boolean;
	type: string;
	/** Lines of the name and of the type. */
	line: number;
	typeLine: number;
	/** The page's own words: read for bounds in brackets, and kept nowhere. */
	prose: string;
	default?: { value: unknown; line: number };
	/** A second default, a list: that of the row whose nested list this one ends. */
	ownerDefault?: { value: unknown[]; line: number };
	/** One end may be missing. */
	range?: Partial<Range> & { line: number };
	allowed?: Values;
	/** What opens a nested list, and the line of it. */
	nested?: { label: string; line: number };
	/** Rows of the nested list. */
	members: PageParameter[];
}

const DEFAULT = /Default\s*:/y;
const RANGE = /Range\s*:/y;
const ALLOWED = /Allowed values\s*(?:\(\s*(\d+)\s+total\s*\))?\s*:/y;
const NESTED = /(?:Array items|Exactly one of|One of|Any of|All of|Properties)\s*:(?=\s*\n)/y;

const FACT = /^(?:Default\s*:|Range\s*:|Allowed values\s*(?:[:(]|$))/;
const OPENS = /^(?:Array items|Exactly one of|One of|Any of|All of|Properties)\s*:$/;

/** Reads like a fact, and is none of those that are known. */
const LIKE_A_FACT =
	/^(?:(?:default|range|allowed)\b[^.]{0,12}:|(?:min|max|minimum|maximum)\b[^.]{0,12}:\s*["\d.-])/i;

/** Values with a label that is not known; with other words among them it is a sentence. */
const LIKE_A_LIST =
	/^(?:options|values|enum|choices)\b[^.]{0,12}:\s*(?:(?:"(?:[^"\\]|\\.)*"|-?[\d.]+(?![\w.])|true\b|false\b|null\b|\[|\])[\s,|/]*)*\.?$/i;

/** Such a word may begin a sentence as well, which is longer and has its full stop. */
const SENTENCE = /^[^"]+ (?:[^" ]+ ){4,}[^" ]+[.!?]$/;

/** A short label and nothing but a value: a label that is new, or one that is misspelt. */
const LABELLED =
	/^(?!(?:Examples?|Notes?|Tips?|Hints?) ?:)(?:[A-Za-z]+(?: [a-z]+)? ?: ?|(?:default|range|allowed values) )(?:"(?:[^"\\]|\\.)*"|-?[\d.]+|true|false|null)(?: ?[-\u2013] ?-?[\d.]+|\S*Range:.*)?$/i;

/** Values without the label that says what they are. */
const ONLY_VALUES = /^(?:"(?:[^"\\]|\\.)*"[\s,]*)+(?:\+ ?\d+ more)?$|^-?\d[\d.]*$|^\+ ?\d+ more$/;

/** A fact that is stuck to the sentence before it; brackets and quotes are part of a sentence. */
const STUCK = /[^\s(["'\u2018\u201c](?:Default: ?|Range: ?-?\d|Allowed values\b)/;

function readProse(lines: Line[]): string {
	for (const line of lines) {
		const text = textOf(line);
		const refuse = (what: string): never => {
			throw new NotUnderstood(line.number, `${quoted(text)} ${what}`);
		};
		if (isType(text)) refuse('is a type, and no name stands above it');
		if (/^(required|optional)$/.test(text)) refuse('has no name before it');
		if (ONLY_VALUES.test(text)) refuse('has no label that says what these values are');
		const isLikeOne = LIKE_A_FACT.test(text) || LIKE_A_LIST.test(text);
		if (LABELLED.test(text) || (isLikeOne && !SENTENCE.test(text)))
			refuse('reads like a fact, but not like one that is known');
		if (STUCK.test(text)) refuse('holds a fact within a sentence');
	}
	return lines.map(textOf).join(' ');
}

function readAllowed(scan: Scan, line: number, total: string | undefined, preset: unknown): Values {
	const found = { ...readValues(scan, preset), line };
	const { values, hidden } = found;
	const count = values.length + hidden;
	if (values.length === 0) throw new NotUnderstood(line, 'no allowed value is named');
	if (total !== undefined && Number(total) !== count) {
		throw new NotUnderstood(line, `${total} values are announced, ${count} are there`);
	}
	if (new Set(values).size < values.length) {
		throw new NotUnderstood(line, 'an allowed value is there twice');
	}
	return found;
}

/** Reads facts with labels into a row. @throws NotUnderstood at anything else */
function readFacts(lines: Line[], row: PageParameter): void {
	const scan = new Scan(lines);
	while (!scan.done) {
		const { line } = scan;
		const once = (known: unknown) => {
			if (known) throw new NotUnderstood(line, 'the same fact is there twice');
		};
		const nested = scan.take(NESTED)?.[0];
		const allowed = scan.take(ALLOWED);
		if (nested) {
			once(row.nested);
			row.nested = { label: nested.replace(/\s*:$/, ''), line };
		} else if (allowed) {
			once(row.allowed);
			row.allowed = readAllowed(scan, line, allowed[1], row.default?.value);
		} else if (scan.take(DEFAULT)) {
			const found = { line: scan.line, value: readValue(scan) };
			if (row.default && !row.ownerDefault && Array.isArray(found.value)) {
				row.ownerDefault = { line, value: found.value };
			} else {
				once(row.default);
				row.default = found;
			}
		} else if (scan.take(RANGE)) {
			once(row.range);
			row.range = { line, ...readRange(scan) };
		} else scan.refuse('is not expected here');
	}
}

/**
 * Reads one parameter.
 * @param lines from behind its type up to the next name
 * @throws NotUnderstood
 */
export function readRow(start: Start, lines: Line[]): PageParameter {
	const { name, required, type, line, typeLine } = start;
	const row: PageParameter = { name, required, type, line, typeLine, prose: '', members: [] };
	const filled = lines.filter((one) => !isBlank(one));
	const first = filled.findIndex((one) => FACT.test(textOf(one)) || OPENS.test(textOf(one)));
	const end = first < 0 ? filled.length : first;
	row.prose = readProse(filled.slice(0, end));
	readFacts(filled.slice(end), row);
	return row;
}

/** A title of one of several shapes has spaces or capitals; only nested rows are named so. */
export const isTitle = ({ name }: PageParameter): boolean => !isIdentifier(name);
