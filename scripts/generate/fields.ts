import schema from '../../nodes/Segmind/models/model.schema.json';
import { ELSEWHERE } from '../../nodes/Segmind/interface/resource';
import { controlType } from './controls';
import type { ModelFile, ModelParameter } from './modelFile';
import { figuresOf, labelOf, labelOfValue, titled } from './words';

type Literal = Record<string, unknown>;
type Controls = Map<string, Map<string, string>>;

/** Operations of the interface with models of the package. */
export const OPERATIONS: readonly string[] = schema.definitions.operation.enum;

/** n8n's rules want lists of five and more in alphabetical order. */
const arranged = (entries: Literal[]): Literal[] =>
	entries.length < 5
		? entries
		: [...entries].sort((a, b) => String(a.name).localeCompare(String(b.name)));

function emptyValue(parameter: ModelParameter): unknown {
	const type = controlType(parameter);
	if (type === 'strings') return [];
	if (type === 'number') return Math.max(0, parameter.minimum ?? 0);
	return type === 'boolean' ? false : '';
}

/** n8n's rules want its color picker where a name says that a color is meant. */
export const isColor = ({ name }: ModelParameter): boolean => /colou?r/i.test(name);

/**
 * A documented list of values. Where the documentation cuts it, its default may be none of the
 * values that it shows, and n8n is told that others are right too: it marks them as not supported
 * otherwise.
 */
function choice({ allowed = [], open, default: preset }: ModelParameter): Literal {
	const known = open && (typeof preset === 'string' || typeof preset === 'number') ? [preset] : [];
	const values = [...new Set([...allowed, ...known])];
	const options = values.map((value) => ({ name: labelOfValue(value), value }));
	return {
		type: 'options',
		...(open && { allowArbitraryValues: true }),
		options: arranged(options),
	};
}

function typeOf(parameter: ModelParameter): Literal {
	const type = controlType(parameter);
	if (type === 'boolean') return { type: 'boolean' };
	if (type === 'strings') {
		const button = { multipleValueButtonText: `Add ${parameter.label ?? labelOf(parameter.name)}` };
		return { type: 'string', typeOptions: { multipleValues: true, ...button } };
	}
	if (parameter.allowed) return choice(parameter);
	if (type === 'number') {
		return {
			type: 'number',
			typeOptions: {
				...(parameter.minimum !== undefined && { minValue: parameter.minimum }),
				...(parameter.maximum !== undefined && { maxValue: parameter.maximum }),
				...(parameter.type === 'integer' && { numberPrecision: 0 }),
			},
		};
	}
	return { type: isColor(parameter) ? 'color' : 'string' };
}

/** One control as n8n describes it, without the conditions under which it is shown. */
export function controlLiteral(parameter: ModelParameter, control: string): Literal {
	return {
		displayName: parameter.label ?? labelOf(parameter.name),
		name: control,
		...typeOf(parameter),
		default: parameter.default ?? parameter.sample ?? emptyValue(parameter),
		description: parameter.description,
		...hintFor(parameter),
	};
}

function hintFor({ open, hint, sample }: ModelParameter): Literal {
	if (hint !== undefined) return { hint };
	if (open) {
		return {
			hint: 'There are more values than the documentation lists: give others by expression',
		};
	}
	if (sample === undefined) return {};
	return {
		hint: `The values that it takes are not known here. The documented sample sends ${sample}.`,
	};
}

export const showFor = (operation: string, slugs: string[]): Literal => ({
	displayOptions: { show: { resource: ['image'], operation: [operation], model: slugs } },
});

/** Joins controls that are the same for several models, so that each is described once. */
function grouped(
	found: Array<{ slug: string; literal: Literal }>,
	conditions: (slugs: string[]) => Literal,
): Literal[] {
	const groups = new Map<string, { literal: Literal; slugs: string[] }>();
	for (const { slug, literal } of found) {
		const key = JSON.stringify(literal);
		const group = groups.get(key) ?? { literal, slugs: [] };
		group.slugs.push(slug);
		groups.set(key, group);
	}
	return [...groups.values()].map(({ literal: { displayName, name, ...rest }, slugs }) => ({
		displayName,
		name,
		...rest,
		...conditions(slugs),
	}));
}

/**
 * The controls that are always visible: what decides the price and the file. They depend on the
 * model alone. n8n's editor resets a list whose value another model does not have, but it looks only
 * at parameters that differ from their default: to be shown for `image`, the default resource, would
 * keep it from that. So they are hidden for the others.
 */
export function prominentFields(
	models: ModelFile[],
	operation: string,
	controls: Controls,
): Literal[] {
	const order = ['size', 'quality', 'output_format'];
	const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
	// a model that two operations offer has its controls once
	const own = models.filter((model) => model.operation === operation);
	const names = [
		...new Set(own.flatMap((m) => m.parameters.filter((p) => p.prominent).map((p) => p.name))),
	].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
	return names.flatMap((name) => {
		const found = own.flatMap((model) => {
			const parameter = model.parameters.find((p) => p.name === name && p.prominent);
			const control = controls.get(model.slug)?.get(name) ?? name;
			return parameter ? [{ slug: model.slug, literal: controlLiteral(parameter, control) }] : [];
		});
		return grouped(found, (slugs) => ({
			displayOptions: { show: { model: slugs }, hide: ELSEWHERE },
		}));
	});
}

/** "Additional Fields": one collection for each set of models that have the same ones. */
export function additionalFields(
	models: ModelFile[],
	operation: string,
	controls: Controls,
): Literal[] {
	const found = models.flatMap((model) => {
		const parameters = model.parameters.filter((p) => !p.role && !p.prominent);
		if (parameters.length === 0) return [];
		const options = parameters
			.map((p) => controlLiteral(p, controls.get(model.slug)?.get(p.name) ?? p.name))
			.sort((a, b) => String(a.displayName).localeCompare(String(b.displayName)));
		const literal = {
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description:
				'Sent only when added here. Each starts with the value that the documentation of the model names.',
			options,
		};
		return [{ slug: model.slug, literal }];
	});
	return grouped(found, (slugs) => showFor(operation, slugs));
}

/** The list of models of one operation. */
export function modelField(models: ModelFile[], operation: string): Literal {
	const options = models.map(modelOption).sort((a, b) => a.name.localeCompare(b.name));
	return {
		displayName: 'Model',
		name: 'model',
		type: 'options',
		noDataExpression: true,
		// see prominentFields
		displayOptions: {
			show: { operation: [operation] },
			hide: ELSEWHERE,
		},
		options,
		default: models.find(({ status }) => status !== 'retired')?.slug,
		description:
			'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
	};
}

/** A retired model is offered only where a saved workflow has it already: it must keep running. */
function modelOption(model: ModelFile) {
	const name = titled(model.displayName);
	const option = { name, value: model.slug, description: modelDescription(model) };
	if (model.status !== 'retired') return option;
	return {
		...option,
		name: `${name} (Retired)`,
		displayOptions: { show: { model: [model.slug] } },
	};
}

/** Whether a setting changes the price is stated where it is described. */
const changesPrice = ({ description }: ModelParameter): boolean =>
	/changes the price/i.test(description);

const STATUS = {
	retired: 'Retired by Segmind: choose another model.',
	unconfirmed: "Unconfirmed: Segmind's list of models does not name it.",
};

/** n8n cuts a description after two lines, so price, time and what is wrong with a model come first. */
function modelDescription({ parameters, status, summary, typical }: ModelFile): string {
	const priced = parameters.filter(changesPrice).map((p) => p.name);
	const [first = '', ...others] = priced;
	const names = [first.charAt(0).toUpperCase() + first.slice(1), ...others];
	const price = priced.length > 0 && typical.usd !== null;
	return [
		...(typical.usd === null && typical.seconds === null ? [] : [`${figuresOf(typical)}.`]),
		...(status ? [STATUS[status]] : []),
		...(price ? [`${names.join(' and ')} change the price.`] : []),
		`${summary}.`,
	].join(' ');
}
