import { fits, kindOf, kindOfValues } from './parameterType';
import type { DocumentedParameter, JsonValue, ParameterKind, Scalar } from './types';
import {
	inBackticks,
	jsonIn,
	rangeIn,
	valueIn,
	valuesIn,
	type Range,
	type ValueList,
} from './values';

/** Where a parameter begins: `- **`name`** (`type`, _required_):` */
const ROW =
	/^[-*] \*\*`([A-Za-z_][\w.-]{0,99})`\*\* ?\(`([^`]{1,200})`, ?[_*]{1,2}(required|optional)[_*]{1,2}\) ?:?/;

const LABEL =
	/^[-*] (Default|Options|Allowed values|Range|Examples?)(?: \((\d{1,6}) total\))? ?:[ \t]*/;

/** Lines that repeat the type. */
const TYPE_LINE = /^[-*] (?:Array of [\w<>]{1,99}|One of: [\w<>]{1,99}(?: \| [\w<>]{1,99}){1,9})$/;

/** What stands about a parameter, before it is held against its type. */
interface Row {
	readonly name: string;
	readonly type: string;
	readonly required: boolean;
	/** Number of those that were added. */
	lines: number;
	readonly prose: string[];
	/** Texts behind the labels, as often as they come. */
	readonly defaults: string[];
	readonly ranges: Range[];
	readonly lists: ValueList[];
	readonly examples: JsonValue[];
}

/** The row that begins at a line without its indentation, or undefined. */
export function rowAt(line: string): Row | undefined {
	const found = ROW.exec(line.slice(0, 400));
	const [all = '', name = '', type = '', flag] = found ?? [];
	if (!found || name === '__proto__') return undefined;
	const prose = line.slice(all.length).trim();
	return {
		name,
		type,
		required: flag === 'required',
		prose: prose === '' ? [] : [prose],
		...{ lines: 0, defaults: [], ranges: [], lists: [], examples: [] },
	};
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

/** Lines of one parameter; no documented one has a quarter of them. */
const MOST_LINES = 60;

/** Adds a line of a parameter: a fact, else a line of its description. */
export function addLine(row: Row, line: string): void {
	row.lines += 1;
	if (row.lines <= MOST_LINES && !addFact(row, line)) row.prose.push(line);
}

/** Of facts that contradict each other none is known. */
function only<T>(found: readonly T[]): T | undefined {
	const [first, ...others] = found;
	const same = JSON.stringify(first);
	return others.every((other) => JSON.stringify(other) === same) ? first : undefined;
}

/** A text without quotes may look like another JSON type. */
function asKind(kind: ParameterKind, text: string): JsonValue | undefined {
	const value = valueIn(text);
	if (value === undefined || value === null || fits(kind, value)) return value;
	const bare = inBackticks(text) ?? text;
	return kind === 'string' && typeof jsonIn(bare) !== 'object' ? bare : undefined;
}

const isScalar = (value: JsonValue): value is Scalar => value !== null && typeof value !== 'object';

/** A line of a sentence can look like a default; the real one stands in backticks. */
function presetOf(texts: readonly string[], kind: ParameterKind): JsonValue | undefined {
	const marked = texts.filter((text) => inBackticks(text) !== undefined);
	return only((marked.length > 0 ? marked : texts).map((text) => asKind(kind, text)));
}

function allowedOf(list: ValueList | undefined, kind: ParameterKind): Scalar[] | undefined {
	const values = [...new Set(list?.values.filter((value) => value !== null))];
	// of a text without quotes the sisters' lists may look like numbers
	const typed = values.map((value) =>
		kind === 'string' && typeof value === 'number' ? String(value) : value,
	);
	const usable = typed.filter((value) => isScalar(value) && fits(kind, value)) as Scalar[];
	return usable.length > 0 && usable.length === typed.length ? usable : undefined;
}

/** A bound that the documentation's own default breaks is none. */
function boundsOf({ minimum, maximum }: Range, kind: ParameterKind, preset: unknown): Range {
	if (kind !== 'integer' && kind !== 'number') return {};
	const value = typeof preset === 'number' ? preset : undefined;
	return {
		...(minimum !== undefined && !(value !== undefined && value < minimum) && { minimum }),
		...(maximum !== undefined && !(value !== undefined && value > maximum) && { maximum }),
	};
}

/** What the documentation says of a parameter, without what contradicts itself. */
export function parameterOf(row: Row): DocumentedParameter {
	const { name, type, required, prose } = row;
	const named = kindOf(type);
	const list = only(row.lists);
	const allowed = named.kind === 'list' ? undefined : allowedOf(list, named.kind);
	const kind = named.kind === 'any' && allowed ? kindOfValues(allowed) : named.kind;
	const preset = presetOf(row.defaults, kind);
	const isOutside =
		allowed !== undefined &&
		preset !== undefined &&
		preset !== null &&
		!allowed.includes(preset as Scalar);
	const isNullable = named.nullable || preset === null || list?.values.includes(null);
	const examples = row.examples.filter((value) => fits(kind, value));
	return {
		name,
		type,
		kind,
		required,
		...(isNullable && { nullable: true as const }),
		...(preset !== undefined && { default: preset }),
		...(allowed && { allowed }),
		...(allowed && (list?.cut === true || isOutside) && { listMayBeCut: true as const }),
		...boundsOf(only(row.ranges) ?? {}, kind, preset),
		...(examples.length > 0 && { examples }),
		description: prose.join('\n').trim(),
	};
}
