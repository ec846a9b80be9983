import { readDirectory } from '../../../../nodes/Segmind/models/directory';
import { readDocumentation } from '../../../../nodes/Segmind/models/documentation/readDocumentation';
import type { DocumentedModel, DocumentedParameter } from '../../../../sandbox/documentation/types';
import { directoryText, modelText } from '../../../../sandbox/llms';
import { MODELS } from '../../../../sandbox/models';

// The sandbox writes the texts from tables of its own: a slip in one of the two shows.

const KINDS: Record<DocumentedParameter['type'], string> = {
	string: 'string',
	'string (uri)': 'string',
	'string (base64)': 'string',
	'string | string': 'string',
	'string[]': 'list',
	'object[]': 'list',
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	'string | string[]': 'any',
	Palette: 'any',
};

/** What a table says that its text says as well. */
const wanted = (name: string, parameter: DocumentedParameter) => ({
	...{ name, kind: KINDS[parameter.type], required: parameter.required },
	default: parameter.default,
	allowed: parameter.allowed,
	listMayBeCut: parameter.open,
	minimum: parameter.minimum,
	maximum: parameter.maximum,
	examples: parameter.examples,
	description: parameter.description ?? `What ${name} says`,
});

const models: Array<[string, DocumentedModel]> = [...MODELS];

describe.each(['older', 'newer'] as const)('in the %s template', (template) => {
	it.each(models)('%s is what the table of the sandbox says', (slug, model) => {
		const read = readDocumentation(modelText(model, template));
		expect(read).toMatchObject({ slug, title: model.title, endpoint: model.endpointPath });
		expect(read?.averageUsd).toBe(template === 'newer' ? model.priceUsd : undefined);
		const rows = read?.parameters.map((parameter) => {
			const { type: _, nullable: __, sample: ___, ...rest } = parameter;
			return rest;
		});
		const table = Object.entries(model.parameters).map(([name, parameter]) =>
			JSON.parse(JSON.stringify(wanted(name, parameter))),
		);
		expect(rows).toEqual(table);
	});
});

it('the directory has every model with its figures', () => {
	const read = readDirectory(directoryText([...MODELS.values()])) ?? [];
	const bySlug = (a: { slug: string }, b: { slug: string }) => (a.slug < b.slug ? -1 : 1);
	const rows = read.map(({ slug, title, averageUsd }) => ({ slug, title, averageUsd }));
	const table = models.map(([slug, { title, priceUsd }]) => ({
		slug,
		title,
		averageUsd: priceUsd,
	}));
	expect(rows.sort(bySlug)).toEqual(table.sort(bySlug));
});
