import {
	type DocumentedParameter,
	fits,
	type JsonValue,
	kindOf,
	type ParameterKind,
	type AllowedValue,
} from '../../nodes/Segmind/models/documentation/types';
import { isRecord } from '../../nodes/Segmind/core/json';
import type { Stated } from './stated';

/** What is not understood is never guessed at: this says where it stands. */
export class NotUnderstood extends Error {
	constructor(line: Line | undefined, what: string) {
		super(`line ${line?.number ?? 'after the last'}: ${what}`);
	}
}

function refuse(line: Line | undefined, what: string): never {
	throw new NotUnderstood(line, what);
}

interface Line {
	readonly text: string;
	/** From 1. */
	readonly number: number;
}

const NAME = /^([A-Za-z]\w*?)(required|optional)$/;
const TYPE = /^(?:string|integer|number|boolean)(?: \((?:uri|base64)\))?(?:\[\])?$/;
const FACT = /(?:Default|Range|Allowed values)[^.]{0,15}:/;
const NUMBER = '-?\\d+(?:\\.\\d+)?';
const TEXT = '"(?:[^"\\\\]|\\\\.)*"';
const DEFAULT = new RegExp(`^Default: (${TEXT}|${NUMBER}|true|false|null)(Range: .*)?$`);
const RANGE = new RegExp(`^Range: (${NUMBER}) - (${NUMBER})$`);
const ALLOWED = /^Allowed values(?: \((\d+) total\))? ?:$/;
const VALUES = new RegExp(`^((?:${TEXT})+)(?:\\+(\\d+) more)?$`);
/** Reads like a fact, under a label that is not known. */
const LABELLED = /^[A-Za-z][A-Za-z ]{0,24}: ?\S{0,20}$/;
/** Bounds that stand in the description only: `(1-100)`. */
const IN_BRACKETS = /\((\d+)-(\d+)\)/;

const SECONDS = /^~(\d+(?:\.\d+)?)s$/;
const USD = /^(?:~\$(\d+(?:\.\d+)?)|\$(\d+(?:\.\d+)?) per generation)$/;
const ENDPOINT = /^POSThttps:\/\/api\.segmind\.com(\/v1\/(?:models\/)?([A-Za-z0-9][\w.-]*))$/;
const RETURNS = /^Returns: (\S.*)$/;

const isFilled = ({ text }: Line): boolean => text !== '';

/** Index of a heading behind another one. @throws NotUnderstood where it isn't there */
function headingAt(lines: readonly Line[], heading: string, from = 0): number {
	const at = lines.findIndex(({ text }, index) => index > from && text === heading);
	if (at < 0) refuse(lines.at(-1), `the heading "${heading}" is missing`);
	return at;
}

/** The one line of a section that has the given form. */
function lineOf(lines: readonly Line[], pattern: RegExp, what: string): RegExpExecArray {
	const line = lines.find(isFilled);
	const found = pattern.exec(line?.text ?? '');
	if (!found) refuse(line ?? lines[0], `this is not ${what}`);
	return found;
}

function readHead(lines: readonly Line[]) {
	const [title, subtitle, ...averages] = lines.filter(isFilled);
	if (!title || !subtitle) refuse(lines[0], 'the title or the line below is missing');
	const found: { seconds?: number; usd?: number } = {};
	for (const line of averages) {
		const [, seconds] = SECONDS.exec(line.text) ?? [];
		const [, average, price = average] = USD.exec(line.text) ?? [];
		if (seconds !== undefined) found.seconds = Number(seconds);
		else if (price !== undefined) found.usd = Number(price);
		else refuse(line, 'this is neither a time nor a price');
	}
	return { title: title.text.replace(/ Serverless API$/, ''), ...found };
}

/** The body that the sample sends. Each line of code begins with its number. */
function readSample(lines: readonly Line[]): Record<string, unknown> {
	const code = lines.filter(isFilled).map((line, index) => {
		const number = String(index + 1);
		const text = line.text.trimStart();
		if (!text.startsWith(number)) refuse(line, `this is not line ${number} of the sample`);
		return text.slice(number.length);
	});
	const from = code.indexOf('data = {');
	try {
		const body: unknown = JSON.parse(
			`{${code.slice(from + 1, code.indexOf('}', from) + 1).join('')}`,
		);
		if (from >= 0 && isRecord(body)) return body;
	} catch {
		// says the same as a sample without a body
	}
	refuse(lines[0], 'the sample has no body that can be read');
}

type Facts = Partial<
	Pick<DocumentedParameter, 'default' | 'allowed' | 'listMayBeCut' | 'minimum' | 'maximum'>
>;

function readAllowed(head: Line, total: string | undefined, values: Line | undefined): Facts {
	const [, list = '', more = '0'] = VALUES.exec(values?.text ?? '') ?? [];
	const allowed = (list.match(new RegExp(TEXT, 'g')) ?? []).map(
		(text) => JSON.parse(text) as string,
	);
	const count = allowed.length + Number(more);
	if (allowed.length === 0) refuse(values, 'these are no allowed values');
	if (total !== undefined && Number(total) !== count) {
		refuse(head, `${total} values are announced, ${count} are there`);
	}
	return { allowed, ...(count > allowed.length && { listMayBeCut: true }) };
}

/** Facts below the description of a row. @throws NotUnderstood at anything else */
function readFacts(lines: readonly Line[]): Facts {
	const found: Facts[] = [];
	const add = (line: Line, facts: Facts) => {
		const before = found.flatMap((one) => Object.keys(one));
		if (Object.keys(facts).some((key) => before.includes(key)))
			refuse(line, 'this fact is there twice');
		found.push(facts);
	};
	for (let at = 0; at < lines.length; at += 1) {
		const line = lines[at] as Line;
		const [preset, value = '', glued] = DEFAULT.exec(line.text) ?? [];
		const range = RANGE.exec(preset === undefined ? line.text : (glued ?? ''));
		const allowed = ALLOWED.exec(line.text);
		if (preset !== undefined) add(line, { default: JSON.parse(value) as JsonValue });
		if (range) add(line, { minimum: Number(range[1]), maximum: Number(range[2]) });
		if (allowed) add(line, readAllowed(line, allowed[1], lines[(at += 1)]));
		if ((preset === undefined && !range && !allowed) || (glued !== undefined && !range)) {
			refuse(line, 'this is no fact that is known');
		}
	}
	return Object.assign({}, ...found) as Facts;
}

/** What facts of one parameter say against each other. */
function contradictionIn(kind: ParameterKind, facts: Facts): string | undefined {
	const { default: preset = null, allowed, listMayBeCut, minimum, maximum } = facts;
	const isNumber = kind === 'integer' || kind === 'number';
	if (minimum !== undefined && !isNumber) return 'a range, and this is no number';
	const values = [...(preset === null ? [] : [preset]), ...(allowed ?? [])];
	if (!values.every((value) => fits(kind, value))) return 'a value is of another type';
	if (preset === null) return undefined;
	if (allowed && !listMayBeCut && !allowed.includes(preset as AllowedValue)) {
		return 'the default is not in the list';
	}
	const isOutside =
		Number(preset) < (minimum ?? -Infinity) || Number(preset) > (maximum ?? Infinity);
	return isNumber && isOutside ? 'the default is out of range' : undefined;
}

function readRow(lines: readonly Line[], nulls: readonly string[]): DocumentedParameter {
	const [head, typed, ...rest] = lines as [Line, Line, ...Line[]];
	const [, name = '', flag] = NAME.exec(head.text) ?? [];
	const { kind } = kindOf(typed.text);
	const first = rest.findIndex(({ text }) => FACT.test(text));
	const prose = rest.slice(0, first < 0 ? rest.length : first);
	const odd = prose.find(({ text }) =>
		[TYPE, NAME, LABELLED, VALUES].some((one) => one.test(text)),
	);
	if (odd) refuse(odd, 'this is no sentence, and no fact that is known');
	const facts = readFacts(rest.slice(prose.length));
	const description = prose.map(({ text }) => text).join('\n');
	const [, low, high] = IN_BRACKETS.exec(description) ?? [];
	const isNumber = kind === 'integer' || kind === 'number';
	const contradiction = contradictionIn(kind, facts);
	if (contradiction) refuse(head, `${name}: ${contradiction}`);
	return {
		...{ name, type: typed.text, kind, required: flag === 'required', description },
		...(isNumber && low !== undefined && { minimum: Number(low), maximum: Number(high) }),
		...facts,
		...((facts.default === null || nulls.includes(name)) && { nullable: true }),
	};
}

/** Rows begin where a name stands above a type; blank lines say nothing. */
function readRows(lines: readonly Line[], sample: Record<string, unknown>): DocumentedParameter[] {
	const filled = lines.filter(isFilled);
	const starts = filled.flatMap((line, index) =>
		NAME.test(line.text) && TYPE.test(filled[index + 1]?.text ?? '') ? [index] : [],
	);
	if (starts[0] !== 0) refuse(filled[0] ?? lines[0], 'no parameter begins here');
	const nulls = Object.keys(sample).filter((key) => sample[key] === null);
	const rows = starts.map((start, index) => readRow(filled.slice(start, starts[index + 1]), nulls));
	const names = rows.map(({ name }) => name);
	const missing = Object.keys(sample).filter((key) => !names.includes(key));
	if (missing.length > 0)
		refuse(lines[0], `the sample sends ${missing.join(', ')}, which the table lacks`);
	const twice = names.findIndex((name, index) => names.indexOf(name) < index);
	if (twice >= 0) refuse(filled[starts[twice] ?? 0], `${names[twice]} is there twice`);
	return rows;
}

/**
 * Reads a documentation page as a browser copies it, in the one layout that the pages of the first
 * two models have.
 * @throws NotUnderstood at the first thing that is not of this layout
 */
export function readPage(page: string): Stated {
	const lines = page
		.split(/\r\n|\n/)
		.map((text, index) => ({ text: text.trimEnd(), number: index + 1 }));
	const codeAt = lines.findIndex(({ text }) => /^ *1import /.test(text));
	if (codeAt < 0) refuse(lines.at(-1), 'the sample is missing');
	const endpointAt = headingAt(lines, 'API Endpoint', codeAt);
	const tableAt = headingAt(lines, 'Parameters', endpointAt);
	const returnsAt = headingAt(lines, 'Response Type', tableAt);
	const errorsAt = headingAt(lines, 'Common Error Codes', returnsAt);
	const code = lines.slice(codeAt, endpointAt);
	const [, endpoint = '', slug = ''] = lineOf(
		lines.slice(endpointAt + 1, tableAt),
		ENDPOINT,
		'an endpoint of Segmind',
	);
	if (!code.some(({ text }) => text.endsWith(`url = "https://api.segmind.com${endpoint}"`))) {
		refuse(lines[endpointAt], 'the sample calls another endpoint');
	}
	const [, returns] = lineOf(
		lines.slice(returnsAt + 1, errorsAt),
		RETURNS,
		'what the model returns',
	);
	return {
		...{ source: 'the page', slug, endpoint, returns },
		...readHead(lines.slice(0, codeAt)),
		parameters: readRows(lines.slice(tableAt + 1, returnsAt), readSample(code)),
	};
}
