import type { DocumentedModel, DocumentedParameter } from '../documentation/types';
import { contentTypeOf } from '../files';
import { parameterText, type Template } from './parameter';

/** Each model has one of the two templates, as on the real site. */
export const templateOf = ({ slug }: DocumentedModel): Template =>
	slug.length % 2 === 0 ? 'older' : 'newer';

/** Where a model says nothing of its kind, what it makes says it. */
export const categoryOf = ({ category, makes }: DocumentedModel): string =>
	category ?? (makes === 'text' ? 'Text Generation' : 'Image-to-Image Transformation');

function sampleOf(name: string, parameter: DocumentedParameter): unknown {
	const [example] = parameter.examples ?? [];
	if (parameter.default !== undefined) return parameter.default;
	const [first] = parameter.allowed ?? [];
	if (example !== undefined) return example;
	if (first !== undefined) return first;
	if (parameter.type === 'boolean') return false;
	if (parameter.type.endsWith('[]')) return [];
	return parameter.type === 'object' ? {} : name;
}

function exampleOf(model: DocumentedModel, all: boolean): string {
	const entries = Object.entries(model.parameters)
		.filter(([, { required }]) => all || required)
		.map(([name, parameter]) => [name, sampleOf(name, parameter)]);
	return ['```json', JSON.stringify(Object.fromEntries(entries), null, 2), '```'].join('\n');
}

const OVERVIEW: Readonly<Record<Template, (model: DocumentedModel) => string[]>> = {
	older: () => ['- **Kind**: inference'],
	newer: ({ priceUsd }) => [
		'- **Type**: Synchronous (Direct response)',
		`- **Average Cost**: $${priceUsd}`,
	],
};

const OUTPUT: Readonly<Record<Template, (model: DocumentedModel) => string>> = {
	older: ({ format, returns }) =>
		`- **Content-Type**: \`${returns === 'Text/JSON' ? 'application/json' : contentTypeOf(format)}\``,
	newer: () => 'The answer holds the result, or says where it is.',
};

const AUTHENTICATION: Readonly<Record<Template, string>> = {
	older: 'x-api-key: YOUR_API_KEY',
	newer: 'Authorization: Bearer YOUR_API_KEY',
};

/** `llms.txt` of a model: the sandbox's own words in the layout of the real one. */
export function modelText(model: DocumentedModel, template: Template): string {
	const rows = Object.entries(model.parameters);
	return `${[
		`# ${model.title}`,
		`> ${model.title}, as the sandbox documents it.`,
		'## Overview',
		[
			`- **Endpoint**: \`https://api.segmind.com${model.endpointPath}\``,
			`- **Model ID**: \`${model.slug}\``,
			`- **Category**: ${categoryOf(model)}`,
			...OVERVIEW[template](model),
		].join('\n'),
		'## API Information',
		`Requests carry \`${AUTHENTICATION[template]}\`.`,
		'### Input Schema',
		'The API accepts the following input parameters:',
		...rows.map(([name, parameter]) => parameterText(name, parameter, template)),
		'**Required Parameters Example**:',
		exampleOf(model, false),
		'**Full Example**:',
		exampleOf(model, true),
		'### Output Schema',
		OUTPUT[template](model),
		'## Usage Examples',
		`\`\`\`bash\ncurl -X POST https://api.segmind.com${model.endpointPath}\n\`\`\``,
	].join('\n\n')}\n`;
}
