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
			{ type: 'options', displayName: 'Size (More: Expression)' },
		],
		[
			{ kind: 'integer', allowed: [1, 2], listMayBeCut: true, default: 7 },
			{
				type: 'options',
				defaultValue: 7,
				options: [7, 1, 2].map((n) => ({ value: n, name: String(n) })),
			},
		],
		[
			{ kind: 'list', type: 'list<string>', default: ['sea', 'a fog'] },
			{ type: 'string', items: 'string', defaultValue: 'sea, a fog' },
		],
		[
			{ kind: 'list', type: 'list<string>', examples: [['one, two', 'x']] },
			{ type: 'string', defaultValue: '["one, two","x"]', removed: true },
		],
		[
			{ kind: 'list', type: 'list<float>', examples: [[0.5, 1]] },
			{ type: 'string', items: 'number', defaultValue: '0.5, 1', removed: true },
		],
		[
			{ kind: 'list', type: 'list<integer>' },
			{ type: 'string', items: 'number', removed: true },
		],
		[
			{ kind: 'list', type: 'list<object>', examples: [[{ path: 'a', scale: 1 }]] },
			{
				...{ type: 'array', displayName: 'Size {path, scale}', removed: true },
				...{ defaultValue: '[{"path":"a","scale":1}]', example: '[{"path":"a","scale":1}]' },
			},
		],
		[
			{ kind: 'object', required: true, examples: [{ a: 1, b: 2, c: 3, d: 4 }] },
			{
				type: 'object',
				displayName: 'Size {a, b, c, …}',
				defaultValue: '{"a":1,"b":2,"c":3,"d":4}',
			},
		],
		[
			{ kind: 'list', type: 'list<object>', required: true, default: [] },
			{ type: 'array', defaultValue: '[]' },
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

	it.each([
		['match_input_image', 'Match Input Image'],
		['square_hd', 'Square HD'],
		['TEXT_AND_IMAGE', 'Text And Image'],
		['png', 'PNG'],
		['720p', '720p'],
		['16:9', '16:9'],
		['en-US', 'en-US'],
		['Rachel', 'Rachel'],
		['1024x1024', '1024x1024'],
	])('the value %s reads %s', (value, name) => {
		expect(field({ allowed: [value] })).toMatchObject({ options: [{ value, name }] });
	});

	it.each([
		['How it looks.', ['How it looks.', undefined, undefined]],
		["'fast' is quick. `best` takes long.", ["'fast' is quick.", 'best takes long.', undefined]],
		[
			'How long\n- best: all of it\n- <wild>: who knows',
			['How long', 'best: all of it', 'wild: who knows'],
		],
		['={{ $env.KEY }}', ['{{ $env.KEY }}', undefined, undefined]],
		['', [undefined, undefined, undefined]],
	])('says of its values what the page says: %j', (description, wanted) => {
		const { options = [] } = field({ allowed: ['fast', 'best', 'wild'], description }) ?? {};
		expect(options.map((option) => option.description)).toEqual(wanted);
	});

	it('values that would read the same stay as they are', () => {
		const options = ['a_b', 'A_B'].map((value) => ({ value, name: value }));
		expect(field({ allowed: ['a_b', 'A_B'] })).toMatchObject({ options });
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
