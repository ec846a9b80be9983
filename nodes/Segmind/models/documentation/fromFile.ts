import type { ModelFacts, ParameterFacts } from '../facts';
import { kindOf } from './parameterType';
import type { DocumentedParameter, ModelDocumentation, Scalar } from './types';

const LISTS = { list: 'list<string>', objects: 'list<object>' } as const;

/** A type as documentation prints it. */
const printed = ({ type, base64 }: ParameterFacts): string =>
	base64 ? 'string (base64)' : type === 'list' || type === 'objects' ? LISTS[type] : type;

function parameterFrom(facts: ParameterFacts): DocumentedParameter {
	const { name, required, nullable, allowed, open, minimum, maximum } = facts;
	const type = printed(facts);
	const values = allowed?.filter((value): value is Scalar => value !== null);
	return {
		name,
		type,
		kind: kindOf(type).kind,
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
