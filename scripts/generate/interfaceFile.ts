import { ELSEWHERE } from '../../nodes/Segmind/interface/resource';
import { serves } from '../../nodes/Segmind/models/facts';
import { additionalFields, modelField, prominentFields } from './fields';
import type { ModelFile, ModelParameter } from './modelFile';
import { namedImages } from './namedImages';

/** Conditions that many controls share are written by their name. */
const NAME = 'ELSEWHERE';

/** The generated part of one operation's interface, as literal TypeScript (n8n's rules see literals only). */
export function interfaceSource(
	models: ModelFile[],
	operation: string,
	controls: Map<string, Map<string, string>>,
): string {
	const json = (value: unknown): string =>
		JSON.stringify(
			value,
			(_key, inner: unknown) => (inner === ELSEWHERE ? NAME : inner),
			'\t',
		).replaceAll(`"${NAME}"`, NAME);
	const slugsWith = (fits: (parameter: ModelParameter) => boolean): string =>
		json(
			models
				.filter((m) => m.parameters.some((p) => serves(operation, p) && fits(p)))
				.map((m) => m.slug),
		);
	const isWithin = ({ type }: ModelParameter) => type === 'string (base64)';
	const isList = ({ type }: ModelParameter) => type.endsWith('[]');
	return `import type { INodeProperties } from 'n8n-workflow';
import { ${NAME} } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const ${operation}ModelsWith = {
	prompt: ${slugsWith((p) => p.role === 'prompt')},
	images: ${slugsWith((p) => p.role === 'images' && isList(p))},
	oneImage: ${slugsWith((p) => p.role === 'images' && !isList(p) && !isWithin(p))},
	imageWithin: ${slugsWith((p) => p.role === 'images' && isWithin(p))},
	tags: ${slugsWith((p) => p.shape?.label !== undefined)},
	mask: ${slugsWith((p) => p.role === 'mask')},
};

export const ${operation}Model: INodeProperties = ${json(modelField(models, operation))};

export const ${operation}Settings: INodeProperties[] = ${json([
		...namedImages(models, operation),
		...prominentFields(models, operation, controls),
		...additionalFields(models, operation, controls),
	])};
`;
}
