import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../core/json';
import { urlsIn } from './images';
import { READERS, textIn } from './values';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { ParameterKind } from '../models/documentation/types';
import { PROMPT, type FormField } from '../models/formFields';

/** Of a field that was stored without its JSON type, for instance in a workflow written by hand. */
const KINDS: Readonly<Record<string, ParameterKind>> = {
	number: 'number',
	boolean: 'boolean',
	array: 'list',
	object: 'object',
	options: 'any',
};

type StoredField = Pick<
	FormField,
	'id' | 'type' | 'kind' | 'required' | 'options' | 'defaultValue'
>;

function storedField(field: unknown): StoredField[] {
	if (!isRecord(field) || typeof field.id !== 'string') return [];
	const { id, type, kind = KINDS[String(type)] ?? 'string' } = field;
	return [{ ...field, id, kind, required: field.required === true } as StoredField];
}

/** The fields of the form as the workflow keeps them. */
export function storedFields(ctx: IExecuteFunctions): StoredField[] {
	const modelParameters: unknown = ctx.getNode().parameters.modelParameters;
	const schema: unknown = isRecord(modelParameters) ? modelParameters.schema : undefined;
	return Array.isArray(schema) ? schema.flatMap(storedField) : [];
}

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

const isUrls = (value: unknown): boolean =>
	typeof value === 'string' && !value.trim().startsWith('[');

/** A value with the JSON type that its parameter has. @throws Problem */
function convert({ id, type, kind, options }: StoredField, value: unknown): unknown {
	// a list of files: one URL, several, or JSON
	if (kind === 'list' && type === 'string' && isUrls(value)) return urlsIn(value);
	const text = typeof value === 'string' ? value.trim() : String(value);
	const chosen = options?.find((option) => option.value === value || String(option.value) === text);
	return chosen ? chosen.value : READERS[kind](id, value);
}

/** A model by expression may be another one for each item, and n8n keeps one form. @throws Problem */
function refuseExpression(ctx: IExecuteFunctions): void {
	const modelSlug: unknown = ctx.getNode().parameters.modelSlug;
	const value: unknown = isRecord(modelSlug) ? modelSlug.value : modelSlug;
	if (typeof value === 'string' && value.startsWith('=')) {
		throw new Problem(INPUT_ERRORS.formNeedsFixedModel);
	}
}

/**
 * What was filled into the form and into the box above it, with the JSON types that are stored with
 * the form. n8n's own reading of `.value` is switched off: it turns an empty text into 0 and refuses
 * a number that comes as text where numbers are to be chosen from.
 * @throws Problem
 */
export function readForm(ctx: IExecuteFunctions, itemIndex: number): Map<string, unknown> {
	refuseExpression(ctx);
	const asItIs = { skipValidation: true };
	const given: unknown = ctx.getNodeParameter('modelParameters.value', itemIndex, {}, asItIs);
	const values = isRecord(given) ? given : {};
	const known = new Map(storedFields(ctx).map((field) => [field.id, field]));
	const read = new Map<string, unknown>();
	const prompt: unknown = ctx.getNodeParameter('modelPrompt', itemIndex, '');
	if (!isEmpty(prompt)) read.set(PROMPT, textIn('Prompt', prompt));
	for (const [id, field] of known) {
		const value = values[id];
		if (!isEmpty(value)) read.set(id, convert(field, value));
		// documented as required and null where nothing is chosen
		else if (field.defaultValue === null) read.set(id, null);
	}
	for (const [id, value] of Object.entries(values)) {
		if (!known.has(id) && !isEmpty(value)) read.set(id, value);
	}
	return read;
}
