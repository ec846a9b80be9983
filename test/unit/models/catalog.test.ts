import { CATALOG } from '../../../nodes/Segmind/models/catalog.generated';
import { findModel } from '../../../nodes/Segmind/models/catalog';
import { parameterWithRole } from '../../../nodes/Segmind/models/facts';
import { PAGES } from '../support/documented';

/** JSON type in the request of each type that a page prints. */
const WIRE: Record<string, string> = {
	string: 'string',
	'string (uri)': 'string',
	'string[]': 'list',
	integer: 'integer',
};

describe.each(Object.entries(PAGES))('%s at run time', (slug, page) => {
	const model = findModel(slug);

	it('knows its endpoint and its averages', () => {
		expect(`https://api.segmind.com${model?.endpoint}`).toBe(page.endpoint);
		expect(model).toMatchObject({
			displayName: page.title,
			operation: 'edit',
			typicalSeconds: page.seconds,
			typicalUsd: page.usd,
		});
	});

	it.each(Object.entries(page.parameters))('knows of %s what its page says', (name, documented) => {
		const found = model?.parameters.filter((p) => p.name === name) ?? [];
		expect(found).toHaveLength(1);
		expect(found[0]).toEqual({
			name,
			type: WIRE[documented.type],
			required: documented.required,
			...(documented.role
				? { role: documented.role }
				: { control: name, place: documented.prominent ? 'top' : 'additional' }),
			...(documented.nullable && { nullable: true }),
			...(documented.default !== undefined && { default: documented.default }),
			...(documented.allowed && { allowed: documented.allowed }),
			...(documented.bounds && { minimum: documented.bounds[0], maximum: documented.bounds[1] }),
		});
	});

	it('knows nothing else', () => {
		expect(model?.parameters).toHaveLength(Object.keys(page.parameters).length);
	});

	it('finds its parameters by role', () => {
		expect(model && parameterWithRole(model, 'images')?.name).toBe('image_urls');
		expect(model && parameterWithRole(model, 'mask')?.name).toBe('mask');
		expect(model && parameterWithRole(model, 'prompt')?.name).toBe('prompt');
	});
});

it('holds each model once', () => {
	const slugs = CATALOG.map(({ slug }) => slug);
	expect(new Set(slugs).size).toBe(slugs.length);
});

it.each(['', 'gpt-image-1', 'GPT-IMAGE-1-EDIT', '__proto__', 'constructor'])(
	'has no model %j',
	(slug) => {
		expect(findModel(slug)).toBeUndefined();
	},
);
