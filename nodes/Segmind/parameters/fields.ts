import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { formatValue } from '../core/format';

/** Fields of a request by the API's names, each with the JSON value that is sent. */
export type Fields = ReadonlyMap<string, unknown>;

/** One row of the Fields control. Values may be of any type when they come from expressions. */
interface FieldRow {
	name?: unknown;
	type?: unknown;
	value?: unknown;
	numberValue?: unknown;
	booleanValue?: unknown;
	jsonValue?: unknown;
}

/** Names of fields as APIs have them; what doesn't look like one was put into the wrong box. */
const FIELD_NAME = /^[\p{L}\p{N}_$][\p{L}\p{N}_$ .-]{0,127}$/u;

/** The name of a field of the API. @throws Problem when it is empty or can't be one */
export function fieldName(value: unknown): string {
	const name = typeof value === 'string' ? value.trim() : '';
	if (FIELD_NAME.test(name)) return name;
	const detail = `Given: ${formatValue(value)}.`;
	throw new Problem(INPUT_ERRORS.fieldNameInvalid, { detail });
}

export const wrongType = (name: string, type: string, value: unknown): Problem =>
	new Problem(INPUT_ERRORS.valueOfWrongType, {
		detail: `'${name}' is to be ${type}, and holds ${formatValue(value)}.`,
	});

/** @throws Problem */
export function numberIn(name: string, value: unknown): number {
	const isText = typeof value === 'string' && value.trim() !== '';
	const number = isText ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw wrongType(name, 'a number', value);
}

/** @throws Problem */
export function booleanIn(name: string, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (text === 'true' || text === 'false') return text === 'true';
	throw wrongType(name, 'true or false', value);
}

/** @throws Problem */
export function textIn(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw wrongType(name, 'text', value);
}

/** A value that is JSON already when it comes from an expression, else JSON as text. @throws Problem */
export function jsonIn(name: string, value: unknown): unknown {
	if (value !== null && typeof value !== 'string') {
		if (value === undefined) throw wrongType(name, 'JSON', value);
		return value;
	}
	try {
		return value === null ? null : (JSON.parse(value) as unknown);
	} catch (thrown) {
		throw notJson(`The value of '${name}'`, thrown);
	}
}

/** n8n and the user see the same place: the parser's own words, without the text itself. */
function notJson(what: string, thrown: unknown): Problem {
	const words = thrown instanceof Error ? thrown.message : '';
	return new Problem(INPUT_ERRORS.bodyJsonInvalid, { detail: `${what}: ${words}.` });
}

function valueOf(name: string, row: FieldRow): unknown {
	switch (row.type ?? 'string') {
		case 'number':
			return numberIn(name, row.numberValue);
		case 'boolean':
			return booleanIn(name, row.booleanValue);
		case 'json':
			return jsonIn(name, row.jsonValue);
		case 'string':
			return textIn(name, row.value ?? '');
		default:
			throw wrongType(name, "'String', 'Number', 'Boolean' or 'JSON'", row.type);
	}
}

/** @throws Problem for a name that is there already */
export function addField(fields: Map<string, unknown>, name: string, value: unknown): void {
	if (fields.has(name)) {
		throw new Problem(INPUT_ERRORS.fieldNameTwice, { detail: `Named twice: '${name}'.` });
	}
	fields.set(name, value);
}

function fieldsOfRows(rows: readonly FieldRow[]): Map<string, unknown> {
	const fields = new Map<string, unknown>();
	for (const row of rows) {
		const name = fieldName(row.name);
		addField(fields, name, valueOf(name, row));
	}
	return fields;
}

function fieldsOfJson(given: unknown, label: string): Map<string, unknown> {
	let value = given;
	if (typeof given === 'string') {
		try {
			value = given.trim() === '' ? {} : (JSON.parse(given) as unknown);
		} catch (thrown) {
			throw notJson(`'${label}'`, thrown);
		}
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new Problem(INPUT_ERRORS.bodyNotAnObject);
	}
	return new Map(Object.entries(value));
}

/** Names of the controls that hold fields, and the label of the one for JSON. */
export interface FieldControls {
	readonly mode: string;
	readonly rows: string;
	readonly json: string;
	readonly jsonLabel: string;
}

const BODY: FieldControls = {
	mode: 'bodyMode',
	rows: 'bodyFields',
	json: 'bodyJson',
	jsonLabel: 'JSON Body',
};

/** The fields that the user entered, as rows or as JSON. @throws Problem */
export function readBodyFields(
	ctx: IExecuteFunctions,
	itemIndex: number,
	{ mode, rows, json, jsonLabel }: FieldControls = BODY,
): Map<string, unknown> {
	if (ctx.getNodeParameter(mode, itemIndex, 'fields') === 'json') {
		return fieldsOfJson(ctx.getNodeParameter(json, itemIndex, ''), jsonLabel);
	}
	return fieldsOfRows(ctx.getNodeParameter(`${rows}.values`, itemIndex, []) as FieldRow[]);
}
