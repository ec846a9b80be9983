import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { formatValue } from '../core/json';
import { isNothing } from '../http/endpoints';
import { checkSent, jsonIn, notJson, READERS, textIn, wrongType } from './values';

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
	if (FIELD_NAME.test(name) && !isNothing(name)) return name;
	const detail = `Given: ${formatValue(value)}.`;
	throw new Problem(INPUT_ERRORS.fieldNameInvalid, { detail });
}

function valueOf(name: string, row: FieldRow): unknown {
	switch (row.type ?? 'string') {
		case 'number':
			return READERS.number(name, row.numberValue);
		case 'boolean':
			return READERS.boolean(name, row.booleanValue);
		case 'json':
			return jsonIn(name, row.jsonValue);
		case 'string':
			// an expression that yields nothing is no empty text
			return textIn(name, 'value' in row ? row.value : '');
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
			value = given.trim() === '' ? {} : (JSON.parse(given.trim()) as unknown);
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
	const fields =
		ctx.getNodeParameter(mode, itemIndex, 'fields') === 'json'
			? fieldsOfJson(ctx.getNodeParameter(json, itemIndex, ''), jsonLabel)
			: fieldsOfRows(ctx.getNodeParameter(`${rows}.values`, itemIndex, []) as FieldRow[]);
	checkSent(fields);
	return fields;
}
