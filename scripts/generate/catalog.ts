import type { ModelFile, ModelParameter } from './modelFile';
import { fieldOf } from './namedImages';
import { labelOf, stemOf, titled } from './words';

const WIRE: Record<string, string> = {
	string: 'string',
	'string (uri)': 'string',
	'string (base64)': 'string',
	// an address, or another text
	'string | string': 'string',
	image: 'string',
	'string[]': 'list',
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	'object[]': 'objects',
};

function parameterFacts(parameter: ModelParameter, control: string | undefined): object {
	const { name, type, role, required, nullable, allowed, open, minimum, maximum, shape } =
		parameter;
	return {
		name,
		type: WIRE[type],
		...(control && { control, place: parameter.prominent ? 'top' : 'additional' }),
		...(role && { role }),
		...(role === 'image' && {
			control: stemOf(name),
			label: parameter.label ?? labelOf(name),
			field: fieldOf(name),
		}),
		required,
		...(nullable && { nullable }),
		...(parameter.default !== undefined && { default: parameter.default }),
		...(allowed && { allowed }),
		...(open && { open }),
		...(minimum !== undefined && { minimum }),
		...(maximum !== undefined && { maximum }),
		...(shape && { shape }),
		...(type === 'string (base64)' && { base64: true }),
	};
}

/** The facts that the node needs while it runs, as TypeScript: nothing is left to do at load time. */
export function catalogSource(
	models: ModelFile[],
	controls: Map<string, Map<string, string>>,
): string {
	const facts = models.map((model) => ({
		slug: model.slug,
		displayName: titled(model.displayName),
		...(model.status && { status: model.status }),
		operation: model.operation,
		...(model.also && { also: model.also }),
		endpoint: model.endpoint,
		typicalSeconds: model.typical.seconds,
		typicalUsd: model.typical.usd,
		parameters: model.parameters.map((p) =>
			parameterFacts(p, controls.get(model.slug)?.get(p.name)),
		),
	}));
	return `import type { ModelFacts } from './facts';

/** What the documentation states of each model, oldest file first. */
export const CATALOG: readonly ModelFacts[] = ${JSON.stringify(facts, null, '\t')};
`;
}
