import { formatValue } from '../core/format';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem, type ErrorDefinition } from '../errors/problem';
import { mediaOf } from '../models/documentation/media';
import type { DocumentedParameter, ModelDocumentation } from '../models/documentation/types';
import { isPrompt, PROMPT } from '../models/formFields';
import { checkValue } from './values';

/** Longer texts without a scheme may be the content of a file. */
const LONGEST_NAME = 500;

/** The name of a file's field, or a file name, where the model takes URLs. */
const isNoUrl = (value: unknown): boolean =>
	typeof value === 'string' && value.length < LONGEST_NAME && !/^[a-z][a-z0-9+.-]*:/i.test(value);

function checkMedia(parameter: DocumentedParameter, value: unknown): void {
	const media = mediaOf(parameter);
	if (!media || media.base64) return;
	const wrong = (Array.isArray(value) ? value : [value]).find(isNoUrl);
	if (wrong === undefined) return;
	const detail = `'${parameter.name}' holds ${formatValue(wrong)}.`;
	throw new Problem(INPUT_ERRORS.formUrlInvalid, { detail });
}

function errorIfMissing(parameter: DocumentedParameter): ErrorDefinition {
	if (isPrompt(parameter)) return INPUT_ERRORS.promptMissing;
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
	for (const name of fields.keys()) {
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
			throw new Problem(errorIfMissing(parameter), { detail: `Parameter: '${name}'.` });
		}
	}
}

/** @throws Problem where a field that n8n marks as required is empty: it can be, by an expression */
export function checkRequired(
	stored: ReadonlyArray<{ readonly id: string; readonly required: boolean }>,
	fields: ReadonlyMap<string, unknown>,
	files: readonly string[],
): void {
	const missing = stored.find(
		({ id, required }) => required && !fields.has(id) && !files.includes(id),
	);
	if (!missing) return;
	throw new Problem(INPUT_ERRORS.formFieldMissing, { detail: `Parameter: '${missing.id}'.` });
}
