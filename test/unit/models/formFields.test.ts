import { formFields, labelOf } from '../../../nodes/Segmind/models/formFields';
import { locatorValue } from '../../../nodes/Segmind/core/json';
import { slugIn } from '../../../nodes/Segmind/http/endpoints';
import type { DocumentedParameter } from '../../../nodes/Segmind/models/documentation/types';

const field = (more: Partial<DocumentedParameter>) => {
	const parameter = {
		...{ name: 'size', type: 'string', kind: 'string', required: false, description: '' },
		...more,
	} as DocumentedParameter;
	return formFields({ slug: 'm', title: 'M', parameters: [parameter] })[0];
};

describe('a control', () => {
	it.each<[Partial<DocumentedParameter>, object]>([
		[{}, { displayName: 'Size', type: 'string', removed: true, required: false }],
		[{ required: true }, { type: 'string', required: true }],
		[
			{ kind: 'integer', minimum: 1, maximum: 50 },
			{ displayName: 'Size (1 to 50)', type: 'number' },
		],
		[{ kind: 'number', minimum: 0 }, { displayName: 'Size (0 or More)' }],
		[{ kind: 'number', maximum: 9 }, { displayName: 'Size (Up to 9)' }],
		[
			{ kind: 'boolean', default: true },
			{ type: 'boolean', defaultValue: true },
		],
		[{ kind: 'boolean' }, { type: 'boolean', removed: true }],
		[{ kind: 'list' }, { type: 'array', kind: 'list', removed: true }],
		[
			{ kind: 'object', default: { a: 1 } },
			{ type: 'object', defaultValue: '{"a":1}' },
		],
		[{ kind: 'any' }, { type: 'string', kind: 'any' }],
		[
			{ kind: 'integer', allowed: [4, 2], default: 2 },
			{
				...{ type: 'options', kind: 'integer', defaultValue: 2 },
				options: [
					{ name: '4', value: 4 },
					{ name: '2', value: 2 },
				],
			},
		],
		[
			{ allowed: ['1:1', '4:3'], listMayBeCut: true },
			{ type: 'string', displayName: 'Size (1:1, 4:3, …)' },
		],
		[
			{ kind: 'integer', allowed: [1, 2], listMayBeCut: true },
			{ type: 'number', displayName: 'Size (1, 2, …)' },
		],
		[
			{ name: 'seed', required: true, default: null },
			{ required: false, defaultValue: null, removed: true },
		],
		[
			{ name: 'face_image', required: true },
			{
				...{ displayName: 'Face Image (URL or File)', required: false, type: 'string' },
				...{ display: false, media: { media: 'image', required: true, sure: true } },
			},
		],
		...['subject', 'song', 'speaker'].map((name): [Partial<DocumentedParameter>, object] => [
			{ name, required: true },
			{ displayName: labelOf(name), required: false, display: true, removed: true },
		]),
		[
			{ name: 'image_urls', kind: 'list', type: 'list<string>' },
			{ displayName: 'Image URLs (or Files)', type: 'string', kind: 'list' },
		],
	])('%j', (parameter, wanted) => {
		expect(field(parameter)).toMatchObject(wanted);
	});

	it.each<[string, Partial<DocumentedParameter>]>([
		['an address', { default: 'https://example.com/a' }],
		['a long text', { default: 'x'.repeat(61) }],
		['an expression', { default: '={{ $env.SECRET }}' }],
		['null', { default: null }],
		['a short text of a demonstration', { name: 'lyrics', default: 'La la' }],
		['an empty text', { default: '' }],
	])('has no preset that is %s', (_name, parameter) => {
		expect(field(parameter)).not.toHaveProperty('defaultValue');
		expect(field(parameter)).toMatchObject({ removed: true });
	});

	it('offers no value that n8n would run', () => {
		expect(field({ allowed: ['a', '={{ 1 }}'] })).toMatchObject({ type: 'string' });
	});

	it('stands in the order of the documentation, required ones first, without the prompt', () => {
		const one = (name: string, required: boolean): DocumentedParameter => ({
			...{ name, required, type: 'string', kind: 'string', description: '' },
		});
		const parameters = [one('a', false), one('prompt', true), one('b', true), one('c', false)];
		const fields = formFields({ slug: 'm', title: 'M', parameters });
		expect(fields.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
	});
});

it.each([
	['guidance_scale', 'Guidance Scale'],
	['maxNewTokens', 'Max New Tokens'],
	['image_url', 'Image URL'],
	['fps', 'FPS'],
	['__', '__'],
	['lora_id', 'LoRA ID'],
	['constructor', 'Constructor'],
	['toString', 'To String'],
	['valueof', 'Valueof'],
	['has_own_property', 'Has Own Property'],
	['größe_in_px', 'Größe In Px'],
])('%s is labelled %s', (name, label) => {
	expect(labelOf(name)).toBe(label);
});

it.each([
	[' nano-banana ', 'nano-banana'],
	['https://www.segmind.com/models/nano-banana', 'nano-banana'],
	['https://segmind.com/models/kling-2.1/api?x=1#y', 'kling-2.1'],
	['https://example.com/models/a', undefined],
	['https://www.segmind.com/models/../v1', undefined],
	['', undefined],
])('%j holds the slug %j', (text, slug) => {
	expect(slugIn(text)).toBe(slug);
});

it.each([[{ value: ' a ' }], ['a']])('%j is a', (given) => {
	expect(locatorValue(given)).toBe('a');
});
