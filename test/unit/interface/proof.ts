import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { assignControls } from '../../../scripts/generate/controls';
import { offers, serves } from '../../../nodes/Segmind/models/facts';
import { OPERATIONS } from '../../../scripts/generate/fields';
import type { ModelFile, ModelParameter } from '../../../scripts/generate/modelFile';
import { stemOf } from '../../../scripts/generate/words';

/** The node on the canvas, or as a tool of an agent: n8n tells them apart by the name of the type. */
export type Variant = 'segmind' | 'segmindTool';

/** Controls of the node itself, which every model has. */
const OWN = ['resource', 'operation', 'model', 'options', 'additionalFields'];

/** Controls that serve a role, by variant. */
const SERVING: Record<Variant, Record<'prompt' | 'images' | 'mask', string>> = {
	segmind: { prompt: 'prompt', images: 'images', mask: 'maskSource' },
	segmindTool: { prompt: 'prompt', images: 'imageUrls', mask: 'maskSource' },
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const typeOf = (name: Variant, properties: INodeProperties[]): INodeTypeDescription =>
	({ name, displayName: name, version: 1, properties }) as unknown as INodeTypeDescription;

const NODE = { typeVersion: 1 } as INode;

/** What n8n fills in where a person has chosen a model and nothing else. */
export function untouched(
	properties: INodeProperties[],
	chosen: INodeParameters,
	variant: Variant = 'segmind',
): INodeParameters {
	const filled = NodeHelpers.getNodeParameters(
		properties,
		chosen,
		true,
		false,
		NODE,
		typeOf(variant, properties),
	);
	return filled ?? {};
}

/** The controls that a person sees with these values. */
export const visible = (
	properties: INodeProperties[],
	values: INodeParameters,
	variant: Variant = 'segmind',
): INodeProperties[] =>
	properties.filter((control) =>
		NodeHelpers.displayParameter(values, control, NODE, typeOf(variant, properties)),
	);

/** Type, values and limits that a control must have to serve what is documented. */
function wantedOf(parameter: ModelParameter): Record<string, unknown> {
	const { type, allowed, open, minimum, maximum } = parameter;
	const isNumber = type === 'integer' || type === 'number';
	const kind = isNumber ? 'number' : type === 'boolean' ? 'boolean' : 'string';
	const isList = type.endsWith('[]');
	const empty = isList
		? []
		: { number: Math.max(0, minimum ?? 0), boolean: false, string: '' }[kind];
	const preset = parameter.default ?? parameter.sample ?? empty;
	// a list that the documentation cuts may lack its own default
	const own = parameter.default as string | undefined;
	const known = open && own !== undefined && !allowed?.includes(own) ? [own] : [];
	return {
		type: allowed ? 'options' : /color/.test(parameter.name) ? 'color' : kind,
		default: preset,
		values: allowed && [...allowed, ...known].sort(),
		others: open,
		several: isList ? true : undefined,
		minValue: minimum,
		maxValue: maximum,
		numberPrecision: type === 'integer' && !allowed ? 0 : undefined,
		required: undefined,
		noDataExpression: undefined,
	};
}

function foundIn(control: INodeProperties): Record<string, unknown> {
	const values = control.options?.map((one) => ('value' in one ? one.value : one.name)).sort();
	const { minValue, maxValue, multipleValues, numberPrecision } = control.typeOptions ?? {};
	return {
		type: control.type,
		default: control.default,
		values,
		others: control.allowArbitraryValues,
		several: multipleValues,
		minValue,
		maxValue,
		numberPrecision,
		required: control.required,
		noDataExpression: control.noDataExpression,
	};
}

function compare(where: string, parameter: ModelParameter, control: INodeProperties): string[] {
	const wanted = wantedOf(parameter);
	const found = foundIn(control);
	return Object.keys(wanted)
		.filter((key) => !same(wanted[key], found[key]))
		.map(
			(key) =>
				`${where}: ${key} is ${JSON.stringify(found[key])}, documented ${JSON.stringify(wanted[key])}`,
		);
}

/** The control that serves a parameter with a role. */
const servingOf = (variant: Variant, { role, name }: ModelParameter): string =>
	role === 'image' ? `${stemOf(name)}Source` : SERVING[variant][role ?? 'prompt'];

/** What belongs to the control that says where a picture comes from. */
const isDetail = (name: string, sources: string[]): boolean =>
	sources.some((source) => {
		const stem = source.replace(/Source$/, '');
		return source !== stem && [`${stem}BinaryPropertyName`, `${stem}Url`].includes(name);
	});

const doubles = (names: string[]): string[] =>
	names.filter((name, at) => names.indexOf(name) !== at);

/** Whatever is wrong with the controls of one model, a sentence each. */
function findingsOf(
	properties: INodeProperties[],
	model: ModelFile,
	names: Map<string, string>,
	variant: Variant,
	operation: string,
): string[] {
	const values = untouched(
		properties,
		{ resource: 'image', operation, model: model.slug },
		variant,
	);
	const shown = visible(properties, values, variant).filter(({ type }) => type !== 'notice');
	const added = shown.filter(({ name }) => name === 'additionalFields');
	const additional = added.flatMap(({ options }) => (options ?? []) as INodeProperties[]);
	const top = shown.filter(({ name }) => !OWN.includes(name));
	const at = `${variant} ${model.slug}`;
	const findings = doubles([...shown, ...additional].map(({ name }) => name)).map(
		(name) => `${at}: ${name} is shown twice`,
	);
	const expected = new Set<string>();
	for (const parameter of model.parameters.filter((p) => serves(operation, p))) {
		const { name, role } = parameter;
		const control = role ? servingOf(variant, parameter) : (names.get(name) ?? name);
		expected.add(control);
		const place = role || parameter.prominent ? top : additional;
		const elsewhere = place === top ? additional : top;
		const [found, ...more] = place.filter((one) => one.name === control);
		if (!found || more.length > 0 || elsewhere.some((one) => one.name === control)) {
			findings.push(`${at} ${name}: has not exactly one control in its place`);
		} else if (!role) findings.push(...compare(`${at} ${name}`, parameter, found));
	}
	for (const { name } of [...top, ...additional]) {
		if (expected.has(name) || isDetail(name, [...expected])) continue;
		findings.push(`${at}: ${name} is shown, but not documented`);
	}
	if (added.length > 0 && additional.length === 0) findings.push(`${at}: nothing can be added`);
	const offered = shown.find(({ name }) => name === 'model')?.options ?? [];
	if (offered.filter((one) => 'value' in one && one.value === model.slug).length !== 1) {
		findings.push(`${at}: is not offered once`);
	}
	return findings;
}

/**
 * Proves an interface: each documented parameter of each model is reachable through exactly one
 * visible control with what is documented of it, and nothing else is shown.
 * @returns what is wrong, empty for an interface that is right
 */
export function interfaceFindings(
	properties: INodeProperties[],
	models: ModelFile[],
	variant: Variant,
): string[] {
	const controls = assignControls(models);
	return models.flatMap((model) => {
		const names = controls.get(model.slug) ?? new Map<string, string>();
		return OPERATIONS.filter((operation) => offers(operation, model)).flatMap((operation) =>
			findingsOf(properties, model, names, variant, operation),
		);
	});
}
