import type { DocumentedModel, DocumentedParameter, DocumentedType } from './documentation/types';
import { contentTypeOf } from './files';

type Template = 'older' | 'newer';

/** Types as `llms.txt` prints them: media parameters carry no format there. */
const TYPES: Readonly<Record<DocumentedType, string>> = {
	string: 'string',
	'string (uri)': 'string',
	'string (base64)': 'string',
	'string | string': 'string',
	'string[]': 'list<string>',
	'object[]': 'list<Object>',
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	object: 'Object',
	'string | string[]': 'string | list<string>',
	Palette: 'PaletteEnum',
};

const json = (value: unknown): string => JSON.stringify(value);

const list = (values: readonly unknown[]): string => values.map(json).join(', ');

/** Values that a cut list leaves out; how many is the sandbox's choice. */
const HIDDEN = 4;

function linesOf(parameter: DocumentedParameter): Record<string, string | undefined> {
	const { type, allowed, open, minimum, maximum, examples } = parameter;
	const values = allowed && list(allowed) + (open ? `, +${HIDDEN} more` : '');
	const hasRange = minimum !== undefined || maximum !== undefined;
	return {
		examples: examples && `Examples: ${list(examples)}`,
		items: TYPES[type].startsWith('list<') ? `Array of ${TYPES[type].slice(5, -1)}` : undefined,
		union: type.includes(' | string[]') ? `One of: ${TYPES[type]}` : undefined,
		options: values && `Options: ${values}`,
		default:
			parameter.default === undefined ? undefined : `Default: \`${json(parameter.default)}\``,
		range: hasRange ? `Range: ${minimum ?? ''} to ${maximum ?? ''}`.trimEnd() : undefined,
	};
}

/** The two templates have the lines in another order. */
const ORDER: Readonly<Record<Template, readonly string[]>> = {
	older: ['items', 'union', 'default', 'range', 'options', 'examples'],
	newer: ['examples', 'items', 'union', 'options', 'range', 'default'],
};

/** One parameter, as both templates show it. */
function parameterText(name: string, parameter: DocumentedParameter, template: Template): string {
	const { type, required, description = `What ${name} says` } = parameter;
	const lines = linesOf(parameter);
	const facts = ORDER[template].flatMap((key) => (lines[key] ? [`- ${lines[key]}`] : []));
	const below = [...description.split('\n'), ...facts].map((line) => `  ${line}`);
	const flag = required ? 'required' : 'optional';
	return [`- **\`${name}\`** (\`${TYPES[type]}\`, _${flag}_):`, ...below].join('\n');
}

/** Each model has one of the two templates, as on the real site. */
const templateOf = ({ slug }: DocumentedModel): Template =>
	slug.length % 2 === 0 ? 'older' : 'newer';

/** Where a model says nothing of its kind, what it makes says it. */
const categoryOf = ({ category, makes }: DocumentedModel): string =>
	category ?? (makes === 'text' ? 'Text Generation (LLM)' : 'Image-to-Image Transformation');

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
export function modelText(model: DocumentedModel, template = templateOf(model)): string {
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

const COLUMNS = [
	...['Model', 'Slug', 'Description', 'Modality', 'Avg Cost', 'Avg Latency', 'API Docs'],
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A model without traffic has no latency. */
const latencyOf = ({ slug, seconds }: DocumentedModel): string =>
	slug === 'sandbox-file' ? '-' : `${seconds}s`;

/** Some of the real descriptions hold a carriage return. */
const descriptionOf = ({ title, slug }: DocumentedModel): string =>
	slug === 'sandbox-text' ? `${title},\rserved by the sandbox` : `${title}, served by the sandbox`;

function section(category: string, models: readonly DocumentedModel[]): string {
	const rows = models.map((model) =>
		row([
			...[model.title, model.slug, descriptionOf(model), category],
			...[`$${model.priceUsd}`, latencyOf(model)],
			`[llms.txt](https://www.segmind.com/models/${model.slug}/llms.txt)`,
		]),
	);
	const head = [row(COLUMNS), row(COLUMNS.map(() => '---'))];
	return [`## ${category}`, ...head, ...rows].join('\n');
}

/** The directory of all models: the layout of the real one. */
export function directoryText(models: readonly DocumentedModel[]): string {
	const categories = [...new Set(models.map(categoryOf))];
	return `${[
		'# Sandbox: Model Directory',
		'> The models that the sandbox serves.',
		'- **Base URL**: `https://api.segmind.com/v1/{model_slug}`\n- **Authentication**: Bearer token (API key)',
		'---',
		...categories.map((category) =>
			section(
				category,
				models.filter((model) => categoryOf(model) === category),
			),
		),
	].join('\n\n')}\n`;
}
