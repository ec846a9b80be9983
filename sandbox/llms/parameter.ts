import type { DocumentedParameter, DocumentedType } from '../documentation/types';

export type Template = 'older' | 'newer';

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
export function parameterText(
	name: string,
	parameter: DocumentedParameter,
	template: Template,
): string {
	const { type, required, description = `What ${name} says` } = parameter;
	const lines = linesOf(parameter);
	const facts = ORDER[template].flatMap((key) => (lines[key] ? [`- ${lines[key]}`] : []));
	const below = [...description.split('\n'), ...facts].map((line) => `  ${line}`);
	const flag = required ? 'required' : 'optional';
	return [`- **\`${name}\`** (\`${TYPES[type]}\`, _${flag}_):`, ...below].join('\n');
}
