import { additionalFields, modelField, prominentFields } from './fields';
import type { ModelFile } from './modelFile';

const slugsWith = (models: ModelFile[], role: string): string[] =>
	models.filter((m) => m.parameters.some((p) => p.role === role)).map((m) => m.slug);

/** The generated part of one operation's interface, as literal TypeScript (n8n's rules see literals only). */
export function interfaceSource(
	models: ModelFile[],
	operation: string,
	controls: Map<string, Map<string, string>>,
): string {
	const prefix = operation;
	const json = (value: unknown): string => JSON.stringify(value, null, '\t');
	return `import type { INodeProperties } from 'n8n-workflow';

/** Models whose documentation lists a parameter of this role. */
export const ${prefix}ModelsWith = {
	prompt: ${json(slugsWith(models, 'prompt'))},
	images: ${json(slugsWith(models, 'images'))},
	mask: ${json(slugsWith(models, 'mask'))},
};

export const ${prefix}Model: INodeProperties = ${json(modelField(models, operation))};

export const ${prefix}Settings: INodeProperties[] = ${json([
		...prominentFields(models, operation, controls),
		...additionalFields(models, operation, controls),
	])};
`;
}
