import { serves } from '../../nodes/Segmind/models/facts';
import { OPERATIONS, showFor } from './fields';
import type { ModelFile, ModelParameter } from './modelFile';
import { labelOf, stemOf } from './words';

type Literal = Record<string, unknown>;

const SOURCES = {
	binary: {
		name: 'Input Data Field',
		value: 'binary',
		description: 'A file of the incoming item. It is uploaded to Segmind.',
	},
	url: {
		name: 'URL',
		value: 'url',
		description: 'A public URL. Segmind downloads the file from there.',
	},
};

const ORDINALS = ['first', 'second'];

/** @param at which of the model's images with a role of their own it is, from 0 */
function fieldHint(at: number): string {
	const ordinal = ORDINALS[at];
	if (ordinal === undefined) throw new Error('No model with three such images was thought of yet');
	return `The name of the field that holds the file. If the item has none of this name, the ${ordinal} of its two files is taken, or its only file if the other image is a URL.`;
}

/** `source_image` starts with the field "source", `image` with the usual "data". */
export const fieldOf = (name: string): string => name.replace(/_?image(_|$)/, '$1') || 'data';

function sourceControls(parameter: ModelParameter, operation: string, slug: string): Literal[] {
	const { show } = showFor(operation, [slug]).displayOptions as { show: Literal };
	const control = {
		displayName: parameter.label ?? labelOf(parameter.name),
		name: `${stemOf(parameter.name)}Source`,
		type: 'options',
	};
	const { description } = parameter;
	return [
		{
			...control,
			options: [SOURCES.binary, SOURCES.url],
			default: 'binary',
			description,
			displayOptions: { show, hide: { '@tool': [true] } },
		},
		// an agent's item has no files
		{
			...control,
			options: [SOURCES.url],
			default: 'url',
			description,
			displayOptions: { show: { ...show, '@tool': [true] } },
		},
	];
}

function controlsFor(
	parameter: ModelParameter,
	at: number,
	operation: string,
	slug: string,
): Literal[] {
	const stem = stemOf(parameter.name);
	const label = parameter.label ?? labelOf(parameter.name);
	const { show } = showFor(operation, [slug]).displayOptions as { show: Literal };
	const field = fieldOf(parameter.name);
	return [
		...sourceControls(parameter, operation, slug),
		{
			displayName: 'Input Data Field Name',
			name: `${stem}BinaryPropertyName`,
			type: 'string',
			required: true,
			default: field,
			placeholder: `e.g. ${field}`,
			hint: fieldHint(at),
			displayOptions: { show: { ...show, [`${stem}Source`]: ['binary'] } },
		},
		{
			displayName: `${label} URL`,
			name: `${stem}Url`,
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/image.png',
			hint: 'Segmind must be able to open it without a login',
			displayOptions: { show: { ...show, [`${stem}Source`]: ['url'] } },
		},
	];
}

/** Controls of pictures that have a role each, four for a picture: where it comes from, and what it is. */
export function namedImages(models: ModelFile[], operation: string): Literal[] {
	if (!OPERATIONS.includes(operation))
		throw new Error(`No operation of the interface shows ${operation}`);
	return models.flatMap((model) =>
		model.parameters
			.filter((p) => p.role === 'image' && serves(operation, p))
			.flatMap((p, at) => controlsFor(p, at, operation, model.slug)),
	);
}
