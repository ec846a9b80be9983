import { isRecord } from '../../core/json';
import {
	type DocumentedParameter,
	fits,
	type JsonValue,
	kindOf,
	kindOfValues,
	type ParameterKind,
	type AllowedValue,
} from './types';
import {
	inBackticks,
	jsonValueIn,
	rangeIn,
	valueIn,
	valuesIn,
	type Range,
	type ValueList,
} from './values';

const LABEL =
	/^[-*] (Default|Options|Allowed values|Range|Examples?)(?: \((\d{1,6}) total\))? ?:[ \t]*/;

/** Lines that repeat the type. */
const TYPE_LINE = /^[-*] (?:Array of [\w<>]{1,99}|One of: [\w<>]{1,99}(?: \| [\w<>]{1,99}){1,9})$/;

/** What stands about a parameter, before it is held against its type. */
export interface Row {
	readonly name: string;
	readonly type: string;
	readonly required: boolean;
	readonly prose: string[];
	/** Texts behind the labels, as often as they come. */
	readonly defaults: string[];
	readonly ranges: Range[];
	readonly lists: ValueList[];
	readonly examples: JsonValue[];
	/** Its value in the whole example. */
	sample?: JsonValue | undefined;
}

/** The start of a row, as far as it could be read. */
export interface RowStart {
	/** Missing where name, type or flag can't be read, or n8n's form can't hold the name. */
	readonly row?: Row;
	/** It says that it is required or optional, as only parameters and members of one do. */
	readonly isFlagged: boolean;
}

const MARK = /^(?:[-*+\u2022] |\d{1,3}[.)] )? */;
const IN_BRACKETS = /^ *\(([^]{0,300}?)\)(?=[\s:.]|$)/;

/** n8n's form can't hold a name with any of these as a key, or would run it. */
const UNUSABLE = /^$|["'`\\[\](){}<>\p{Cc}\u2018-\u201f]|^=|^__proto__$|[^]{101}/u;

/** What stands between a mark at the beginning and the same mark, with both. */
function between(text: string, mark: string): string | undefined {
	const end = text.startsWith(mark) ? text.indexOf(mark, mark.length) : -1;
	return end < 0 ? undefined : text.slice(0, end + mark.length);
}

/**
 * The start of a row, in the templates ``- **`name`** (`type`, _required_):``. A name in bold code is
 * one, and a name in either with a flag in brackets; whatever else stands there. What can't be read is
 * a start all the same: lines below it say nothing of the row before.
 */
export function rowStart(line: string): RowStart | undefined {
	const text = line.slice(0, 500).replace(MARK, '');
	const marked = between(text, '**') ?? between(text, '`');
	if (marked === undefined) return undefined;
	const [all = '', group = ''] = IN_BRACKETS.exec(text.slice(marked.length)) ?? [];
	const isFlagged = /required|optional/i.test(group);
	if (!isFlagged && !/^\*\*.*`/.test(marked)) return undefined;
	const [code, inCode] = /`([^`]{1,200})`/.exec(group) ?? [];
	const parts = (code === undefined ? group : group.replace(code, '')).split(',');
	const words = parts.map((part) => part.replace(/[`_*]/g, '').trim());
	const [flag = '', second] = words.filter((word) => /required|optional/i.test(word));
	const type = inCode ?? (words[0] === flag ? '' : words[0]);
	const name = marked.replace(/^[*`]+|[*`:]+$/g, '').trim();
	const isClear = second === undefined && /^(?:required|optional)$/i.test(flag);
	if (!isClear || !type || UNUSABLE.test(name)) return { isFlagged };
	const behind = line.slice(line.indexOf(marked) + marked.length + all.length);
	const prose = [behind.replace(/^:/, '').trim()].filter(Boolean);
	const facts = { defaults: [], ranges: [], lists: [], examples: [] };
	return { row: { name, type, required: /^r/i.test(flag), prose, ...facts }, isFlagged };
}

function listIn(text: string, total: string | undefined): ValueList | undefined {
	const found = valuesIn(text);
	if (!found || found.values.length === 0) return undefined;
	return { ...found, cut: found.cut || Number(total ?? 0) > found.values.length };
}

/** A fact of the row, or false where the line is none that is understood. */
function addFact(row: Row, line: string): boolean {
	if (TYPE_LINE.test(line)) return true;
	const [all, label, total] = LABEL.exec(line) ?? [];
	if (all === undefined) return false;
	const text = line.slice(all.length).trim();
	if (label === 'Default') {
		return valueIn(text) !== undefined && row.defaults.push(text) > 0;
	}
	if (label === 'Range') {
		const range = rangeIn(text);
		return range !== undefined && row.ranges.push(range) > 0;
	}
	if (label?.startsWith('Example')) {
		const found = valuesIn(text);
		return found !== undefined && row.examples.push(...found.values) > 0;
	}
	const list = listIn(text, total);
	return list !== undefined && row.lists.push(list) > 0;
}

/** Adds a line of a parameter: a fact, else a line of its description. */
export function addLine(row: Row, line: string): void {
	if (!addFact(row, line)) row.prose.push(line);
}

/** A value of the whole example shows a text or a list that nothing else of the row shows. */
export function addSample(row: Row, sample?: JsonValue): void {
	const { name, defaults, lists, examples } = row;
	row.sample = sample;
	if (typeof sample !== 'string' && !Array.isArray(sample)) return;
	const same = JSON.stringify(sample);
	const isKnown = [...examples, ...defaults.map(valueIn)].some(
		(one) => JSON.stringify(one) === same,
	);
	if (lists.length === 0 && sample !== name && sample.length > 0 && !isKnown) examples.push(sample);
}

/** Of facts that contradict each other none is known. */
function only<T>(found: readonly T[]): T | undefined {
	const [first, ...others] = found;
	const same = JSON.stringify(first);
	return others.every((other) => JSON.stringify(other) === same) ? first : undefined;
}

/** A number or a switch that is printed as text, or undefined. */
function typedAs(kind: ParameterKind, value: JsonValue): JsonValue | undefined {
	if (fits(kind, value)) return value;
	// of a text without quotes the sisters' lists may look like numbers
	if (kind === 'string') return typeof value === 'number' ? String(value) : undefined;
	if (typeof value !== 'string') return undefined;
	const meant = jsonValueIn(kind === 'boolean' ? value.toLowerCase() : value);
	return meant !== undefined && typeof meant !== 'object' && fits(kind, meant) ? meant : undefined;
}

/** A text without quotes may look like another JSON type. */
function asKind(kind: ParameterKind, text: string): JsonValue | undefined {
	const value = valueIn(text);
	if (value === undefined || value === null) return value;
	if (kind !== 'string' || typeof value === 'string') return typedAs(kind, value);
	const bare = inBackticks(text) ?? text;
	return typeof jsonValueIn(bare) !== 'object' ? bare : undefined;
}

const containsObject = (value: JsonValue | undefined): boolean =>
	Array.isArray(value) ? value.some(containsObject) : isRecord(value);

const isScalar = (value: JsonValue | undefined): value is AllowedValue =>
	value !== undefined && value !== null && typeof value !== 'object';

/** A line of a sentence can look like a default; the real one stands in backticks. */
function presetOf(texts: readonly string[], kind: ParameterKind): JsonValue | undefined {
	const marked = texts.filter((text) => inBackticks(text) !== undefined);
	return only((marked.length > 0 ? marked : texts).map((text) => asKind(kind, text)));
}

function allowedOf(list: ValueList | undefined, kind: ParameterKind): AllowedValue[] | undefined {
	const values = list?.values.filter((value) => value !== null) ?? [];
	const usable = values.map((value) => typedAs(kind, value)).filter(isScalar);
	return usable.length > 0 && usable.length === values.length ? [...new Set(usable)] : undefined;
}

/** The range of a number, without a bound that the documentation's own default breaks. */
function boundsOf({ minimum, maximum }: Range, preset: JsonValue | undefined) {
	const isBelow = typeof preset === 'number' && minimum !== undefined && preset < minimum;
	const isAbove = typeof preset === 'number' && maximum !== undefined && preset > maximum;
	const bounds = {
		...(minimum !== undefined && !isBelow && { minimum }),
		...(maximum !== undefined && !isAbove && { maximum }),
	};
	return { bounds, isBroken: isBelow || isAbove };
}

/** What the documentation says of a parameter, without what contradicts itself. */
export function parameterOf(row: Row): DocumentedParameter {
	const { name, type, required, prose } = row;
	const named = kindOf(type);
	const list = only(row.lists);
	const allowed = named.kind === 'list' ? undefined : allowedOf(list, named.kind);
	const kind = named.kind === 'any' && allowed ? kindOfValues(allowed) : named.kind;
	const preset = presetOf(row.defaults, kind);
	const isUnlisted = allowed !== undefined && isScalar(preset) && !allowed.includes(preset);
	const isNumber = kind === 'integer' || kind === 'number';
	const { bounds, isBroken } = boundsOf((isNumber && only(row.ranges)) || {}, preset);
	const isContradicted = isBroken || (isUnlisted && !list?.cut);
	const isNullable = named.nullable || preset === null || list?.values.includes(null);
	const examples = row.examples.filter((value) => fits(kind, value));
	const sample = [row.sample, ...row.examples].find(containsObject);
	return {
		name,
		type,
		kind,
		required,
		...(isNullable && { nullable: true as const }),
		...(preset !== undefined && !isContradicted && { default: preset }),
		...(allowed && { allowed }),
		...(allowed && (list?.cut === true || isUnlisted) && { listMayBeCut: true as const }),
		...bounds,
		...(examples.length > 0 && { examples }),
		...(sample !== undefined && { sample }),
		description: prose.join('\n').trim(),
	};
}
