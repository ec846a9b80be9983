import type { IExecuteFunctions } from 'n8n-workflow';
import { formatValue, isRecord } from '../core/json';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { type ErrorDefinition, Problem } from '../errors/problem';
import { mediaOf } from '../models/documentation/media';
import type {
	DocumentedParameter,
	ModelDocumentation,
	ParameterKind,
} from '../models/documentation/types';
import type { FormField } from '../models/formFields';
import { mainTextOf, messagesOf, PROMPT, takesInstructions } from '../models/mainText';
import type { FileField } from './fileFields';
import { sourcesIn } from './fileSources';
import { withFieldLabel } from './images';
import { namedIn } from './namedFiles';
import { checkSent, checkText, checkValue, promptIn, typedIn, textIn } from './values';

/** Of a field that was stored without its JSON type, for instance in a workflow written by hand. */
const KINDS: ReadonlyMap<unknown, ParameterKind> = new Map([
	['number', 'number'],
	['boolean', 'boolean'],
	['array', 'list'],
	['object', 'object'],
	['options', 'any'],
]);

type StoredField = Pick<
	FormField,
	| 'id'
	| 'type'
	| 'kind'
	| 'media'
	| 'items'
	| 'example'
	| 'required'
	| 'options'
	| 'defaultValue'
	| 'box'
	| 'shape'
>;

function storedField(field: unknown): StoredField[] {
	if (!isRecord(field) || typeof field.id !== 'string') return [];
	const { id, type, kind = KINDS.get(type) ?? 'string', required, media } = field;
	const known = { required: required === true, media: isRecord(media) ? media : undefined };
	return [{ ...field, id, kind, ...known } as StoredField];
}

/** The fields of the form as the workflow keeps them. */
export function storedFields(ctx: IExecuteFunctions): StoredField[] {
	const modelParameters: unknown = ctx.getNode().parameters.modelParameters;
	const schema: unknown = isRecord(modelParameters) ? modelParameters.schema : undefined;
	return Array.isArray(schema) ? schema.flatMap(storedField) : [];
}

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Whether a field of files holds more than plain text: that is sent as it is, since a model may take
 * `s3://…` or base64.
 */
const namesFiles = ({ media }: StoredField, value: unknown): boolean =>
	media !== undefined &&
	((typeof value === 'string' && /^\W*https?:/i.test(value)) ||
		namedIn(value).some(({ kind }) => kind !== 'text'));

/** Files that a field of the form names: URLs become its value, anything else is uploaded. @throws Problem */
function filesOfField(
	ctx: IExecuteFunctions,
	itemIndex: number,
	{ id, kind }: StoredField,
	value: unknown,
): { value: unknown } | FileField {
	try {
		const sources = sourcesIn(ctx, itemIndex, value, INPUT_ERRORS.fileFieldEmpty, 'mistakes');
		if (sources.length > 1 && kind === 'string') throw new Problem(INPUT_ERRORS.fileFieldSingle);
		const urls = sources.flatMap((source) => (source.kind === 'url' ? [source.url] : []));
		if (urls.length < sources.length) return { name: id, sources, sendAs: 'auto' };
		return { value: kind === 'list' || urls.length > 1 ? urls : urls[0] };
	} catch (thrown) {
		throw withFieldLabel(id, thrown);
	}
}

/** A value with the JSON type that its parameter has. @throws Problem */
function convert(field: StoredField, value: unknown): unknown {
	const { media, kind, options } = field;
	const isJson = typeof value !== 'string' || value.trim().startsWith('[');
	if (media && kind === 'list' && !isJson) return [String(value).trim()];
	const text = typeof value === 'string' ? value.trim() : String(value);
	const chosen = options?.find((option) => option.value === value || String(option.value) === text);
	return chosen ? chosen.value : typedIn(field, value);
}

/** What takes instructions, by the names that documentation has for it. */
const INSTRUCTION_NAMES = ['instruction', 'system', 'system_prompt'];

/**
 * What the box above the form and the instructions under Options come to.
 * @param known the fields of the form by name
 * @throws Problem
 */
function readTexts(
	ctx: IExecuteFunctions,
	itemIndex: number,
	known: ReadonlyMap<string, StoredField>,
): Array<[name: string, value: unknown]> {
	const given: unknown = ctx.getNodeParameter('modelPrompt', itemIndex, '');
	const told: unknown = ctx.getNodeParameter('options.instructions', itemIndex, '');
	const instructions = isEmpty(told) ? undefined : textIn('Instructions', told);
	const { box = PROMPT, shape } = [...known.values()].find((field) => field.box) ?? {};
	const taker = INSTRUCTION_NAMES.find((name) => known.get(name)?.kind === 'string');
	if (instructions !== undefined && taker === undefined && !takesInstructions(shape)) {
		throw new Problem(INPUT_ERRORS.instructionsNotTaken);
	}
	const apart: Array<[string, unknown]> =
		instructions !== undefined && taker !== undefined ? [[taker, instructions]] : [];
	if (isEmpty(given)) return apart;
	const text = promptIn(given);
	const within = taker === undefined ? instructions : undefined;
	return [[box, shape ? messagesOf(shape, text, within) : text], ...apart];
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
 * @returns the fields, and those of them that hold files
 * @throws Problem
 */
export function readForm(
	ctx: IExecuteFunctions,
	itemIndex: number,
): { fields: Map<string, unknown>; files: FileField[] } {
	refuseExpression(ctx);
	const asItIs = { skipValidation: true };
	const given: unknown = ctx.getNodeParameter('modelParameters.value', itemIndex, {}, asItIs);
	const values = new Map(isRecord(given) ? Object.entries(given) : []);
	const known = new Map(storedFields(ctx).map((field) => [field.id, field]));
	const fields = new Map(readTexts(ctx, itemIndex, known));
	const files: FileField[] = [];
	for (const [id, field] of known) {
		if (fields.has(id)) continue;
		const value = values.get(id);
		if (typeof value === 'string') checkText(`'${id}'`, value);
		if (isEmpty(value)) {
			// documented as required and null where nothing is chosen
			if (field.defaultValue === null) fields.set(id, null);
		} else if (namesFiles(field, value)) {
			const read = filesOfField(ctx, itemIndex, field, value);
			if ('sources' in read) files.push(read);
			else fields.set(id, read.value);
		} else fields.set(id, convert(field, value));
	}
	for (const [id, value] of values) {
		if (!known.has(id) && !fields.has(id) && !isEmpty(value)) fields.set(id, value);
	}
	checkSent(fields);
	return { fields, files };
}

/** Longer texts without a scheme may be the content of a file. */
const MAX_NAME_LENGTH = 500;

/** The name of a file's field, or a file name, where the model takes URLs. */
const isNoUrl = (value: unknown): boolean =>
	typeof value === 'string' &&
	value.length < MAX_NAME_LENGTH &&
	!/^[a-z][a-z0-9+.-]*:/i.test(value);

function checkMedia(parameter: DocumentedParameter, value: unknown): void {
	const media = mediaOf(parameter);
	if (!media?.sure || media.base64) return;
	const wrong = (Array.isArray(value) ? value : [value]).find(isNoUrl);
	if (wrong === undefined) return;
	const detail = `'${parameter.name}' holds ${formatValue(wrong)}.`;
	throw new Problem(INPUT_ERRORS.formUrlInvalid, { detail });
}

function errorIfMissing(parameter: DocumentedParameter, box?: string): ErrorDefinition {
	if (parameter.name === box) return INPUT_ERRORS.promptMissing;
	return mediaOf(parameter) ? INPUT_ERRORS.formFileMissing : INPUT_ERRORS.formFieldMissing;
}

/**
 * Holds what was filled in against the documentation, before anything is uploaded or submitted.
 * @param files names of the parameters that a file is given for
 * @throws Problem
 */
export function checkForm(
	{ parameters }: Pick<ModelDocumentation, 'parameters'>,
	fields: ReadonlyMap<string, unknown>,
	files: readonly string[],
): void {
	const documented = new Map(parameters.map((parameter) => [parameter.name, parameter]));
	const box = mainTextOf(parameters)?.name;
	// a row of Files keeps its parameter when another model is chosen
	for (const name of [...fields.keys(), ...files]) {
		if (documented.has(name)) continue;
		const error = name === PROMPT ? INPUT_ERRORS.promptNotTaken : INPUT_ERRORS.formFieldUnknown;
		throw new Problem(error, { detail: `Not documented: '${name}'.` });
	}
	for (const parameter of parameters) {
		const { name, required, nullable, allowed, listMayBeCut } = parameter;
		const value = fields.get(name);
		if (fields.has(name)) {
			const isUnset = value === null && nullable;
			const bounds = { ...parameter, allowed: listMayBeCut ? undefined : allowed };
			if (isUnset) continue;
			checkValue(bounds, value);
			checkMedia(parameter, value);
		} else if (required && !nullable && !files.includes(name)) {
			throw new Problem(errorIfMissing(parameter, box), { detail: `Parameter: '${name}'.` });
		}
	}
}

/** @throws Problem where a field that n8n marks as required is empty: it can be, by an expression */
export function checkRequired(
	stored: readonly StoredField[],
	fields: ReadonlyMap<string, unknown>,
	files: readonly string[],
): void {
	const missing = stored.find(
		({ id, required, media }) =>
			(required || media?.required) && !fields.has(id) && !files.includes(id),
	);
	if (!missing) return;
	const error = missing.media ? INPUT_ERRORS.formFileMissing : INPUT_ERRORS.formFieldMissing;
	throw new Problem(error, { detail: `Parameter: '${missing.id}'.` });
}
