import type { ModelFacts, ParameterFacts, WireType } from '../facts';
import type { DocumentedParameter, ModelDocumentation, ParameterKind, Scalar } from './types';

const TYPES: Readonly<Record<WireType, { type: string; kind: ParameterKind }>> = {
	string: { type: 'string', kind: 'string' },
	integer: { type: 'integer', kind: 'integer' },
	number: { type: 'number', kind: 'number' },
	boolean: { type: 'boolean', kind: 'boolean' },
	list: { type: 'list<string>', kind: 'list' },
	objects: { type: 'list<object>', kind: 'list' },
};

function parameterFrom(facts: ParameterFacts): DocumentedParameter {
	const { name, required, nullable, allowed, open, minimum, maximum, base64 } = facts;
	const { type, kind } = TYPES[facts.type];
	const values = allowed?.filter((value): value is Scalar => value !== null);
	return {
		name,
		type: base64 ? 'string (base64)' : type,
		kind,
		required,
		...(nullable && { nullable: true as const }),
		...(facts.default !== undefined && { default: facts.default }),
		...(values && { allowed: values }),
		...(open && { listMayBeCut: true as const }),
		...(minimum !== undefined && { minimum }),
		...(maximum !== undefined && { maximum }),
		description: '',
	};
}

/** A model that has a file here, as its documentation would be read. */
export const documentationFromFile = (model: ModelFacts): ModelDocumentation => ({
	slug: model.slug,
	title: model.displayName,
	endpoint: model.endpoint,
	...(model.typicalUsd !== null && { averageUsd: model.typicalUsd }),
	parameters: model.parameters.map(parameterFrom),
});
