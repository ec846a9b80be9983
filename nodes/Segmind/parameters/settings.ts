import type { IExecuteFunctions } from 'n8n-workflow';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import type { ModelFacts, ParameterFacts, Scalar } from '../models/facts';
import { urlsIn } from './fileSources';
import { checkValue, READERS, textIn } from './values';

/** Values by the names that Segmind documents. */
export type Settings = Record<string, Scalar | string[]>;

/** Images that have no control but one for their URLs. */
const takesImages = ({ name }: ParameterFacts): boolean => /(?:images|urls)$/.test(name);

/** Texts of a list: rows of the control, or what an expression yields. Empty rows are no entries. */
function asList(
	ctx: IExecuteFunctions,
	itemIndex: number,
	parameter: ParameterFacts,
	value: unknown,
): string[] {
	if (takesImages(parameter)) return urlsIn(ctx, itemIndex, value, parameter.name);
	const rows = Array.isArray(value) ? (value as unknown[]) : [value];
	return rows.map((row) => textIn(parameter.name, row).trim()).filter((row) => row !== '');
}

/** A value with the JSON type that the parameter documents. @throws Problem */
export function toTyped(parameter: ParameterFacts, value: unknown): Scalar {
	const { name, type, nullable, open, allowed, minimum, maximum } = parameter;
	if (value === null && nullable) return null;
	const read = type === 'list' || type === 'objects' ? textIn : READERS[type];
	const result = read(name, value);
	checkValue({ name, allowed: open ? undefined : allowed, minimum, maximum }, result);
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
			const list = asList(ctx, itemIndex, parameter, value);
			if (list.length > 0 || parameter.required) settings[name] = list;
		} else if (!isLeftEmpty(parameter, value)) settings[name] = toTyped(parameter, value);
	}
	return settings;
}
