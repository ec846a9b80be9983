import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { ModelFacts, ParameterFacts, Scalar } from '../models/facts';
import { formatValue } from '../core/format';

/** Values by the names that Segmind documents. */
export type Settings = Record<string, Scalar | string[]>;

function wrongType(parameter: ParameterFacts, value: unknown): Problem {
	return new Problem(INPUT_ERRORS.valueOfWrongType, {
		detail: `${parameter.name} takes a value of type ${parameter.type}, but holds ${formatValue(value)}.`,
	});
}

function asNumber(parameter: ParameterFacts, value: unknown): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) throw wrongType(parameter, value);
	if (parameter.type === 'integer' && !Number.isInteger(number)) throw wrongType(parameter, value);
	const { minimum, maximum } = parameter;
	if ((minimum !== undefined && number < minimum) || (maximum !== undefined && number > maximum)) {
		throw new Problem(INPUT_ERRORS.valueOutOfRange, {
			detail: `${parameter.name} goes from ${minimum ?? 'any'} to ${maximum ?? 'any'}, but is ${number}.`,
		});
	}
	return number;
}

function asBoolean(parameter: ParameterFacts, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw wrongType(parameter, value);
}

function asText(parameter: ParameterFacts, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw wrongType(parameter, value);
}

/** Texts of a list: rows of the control, or what an expression yields. Empty rows are no entries. */
function asList(parameter: ParameterFacts, value: unknown): string[] {
	const rows = Array.isArray(value) ? (value as unknown[]) : [value];
	return rows.map((row) => asText(parameter, row).trim()).filter((row) => row !== '');
}

/**
 * A value with the JSON type that the parameter documents. Expressions yield numbers as text and
 * the other way round; what can be turned without loss is.
 * @throws Problem
 */
export function toTyped(parameter: ParameterFacts, value: unknown): Scalar {
	if (value === null && parameter.nullable) return null;
	const result =
		parameter.type === 'integer' || parameter.type === 'number'
			? asNumber(parameter, value)
			: parameter.type === 'boolean'
				? asBoolean(parameter, value)
				: asText(parameter, value);
	const { allowed } = parameter;
	if (allowed && !parameter.open && !allowed.includes(result)) {
		throw new Problem(INPUT_ERRORS.valueNotAllowed, {
			detail: `${parameter.name} holds ${formatValue(value)}. Allowed: ${allowed.join(', ')}.`,
		});
	}
	return result;
}

/** A text field that holds nothing and documents no default stays out of the request. */
const isLeftEmpty = (parameter: ParameterFacts, value: unknown): boolean =>
	value === '' && !parameter.required && (parameter.default ?? undefined) === undefined;

/**
 * The settings of one item: every field that is always visible, and of Additional Fields those
 * that were added.
 * @throws Problem, also for a field that is left over from another model
 */
export function readSettings(
	ctx: IExecuteFunctions,
	itemIndex: number,
	model: ModelFacts,
): Settings {
	const settings: Settings = {};
	const added = ctx.getNodeParameter('additionalFields', itemIndex, {}) as Record<string, unknown>;
	const additional = model.parameters.filter((p) => p.place === 'additional');
	const unknown = Object.keys(added).filter((key) => !additional.some((p) => p.control === key));
	if (unknown.length > 0) {
		throw new Problem(INPUT_ERRORS.valueLeftOver, {
			detail: `${model.displayName} does not have: ${unknown.join(', ')}.`,
		});
	}
	for (const parameter of model.parameters) {
		const { control, place, name } = parameter;
		if (control === undefined || place === undefined) continue;
		if (place === 'additional' && !(control in added)) continue;
		const value =
			place === 'additional' ? added[control] : ctx.getNodeParameter(control, itemIndex);
		if (parameter.type === 'list') {
			const list = asList(parameter, value);
			if (list.length > 0 || parameter.required) settings[name] = list;
		} else if (!isLeftEmpty(parameter, value)) settings[name] = toTyped(parameter, value);
	}
	return settings;
}
