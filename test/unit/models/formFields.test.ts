import { formFields, labelOf } from '../../../nodes/Segmind/models/formFields';
import { slugIn } from '../../../nodes/Segmind/http/endpoints';
import type { DocumentedParameter } from '../../../nodes/Segmind/models/documentation/types';

type Row = Partial<DocumentedParameter>;

const fieldsOf = (...rows: Row[]) => {
	const parameters = rows.map((row) => ({
		...{ name: 'size', type: 'string', kind: 'string', required: false, description: '' },
		...row,
	})) as DocumentedParameter[];
	return formFields({ slug: 'm', title: 'M', parameters });
};

const field = (row: Row) => fieldsOf(row)[0];

/** A list of the documented type. */
const list = (items: string, more: Row = {}): Row => ({
	...{ kind: 'list', type: `list<${items}>` },
	...more,
});

const values = (...all: unknown[]) => all.map((value) => ({ value, name: String(value) }));
const JSON_LIST = '[{"path":"a","scale":1}]';

it.each<[Row, object]>([
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
		{ type: 'options', kind: 'integer', defaultValue: 2, options: values(4, 2) },
	],
	[{ allowed: ['1:1'], listMayBeCut: true }, { displayName: 'Size (More: Expression)' }],
	[
		{ kind: 'integer', allowed: [1, 2], listMayBeCut: true, default: 7 },
		{ type: 'options', defaultValue: 7, options: values(7, 1, 2) },
	],
	// n8n would run it
	[{ allowed: ['a', '={{ 1 }}'] }, { type: 'string' }],
	// they would read the same
	[{ allowed: ['a_b', 'A_B'] }, { options: values('a_b', 'A_B') }],
	[
		list('string', { default: ['sea', 'a fog'] }),
		{ type: 'string', items: 'string', defaultValue: 'sea, a fog' },
	],
	[
		list('string', { examples: [['one, two', 'x']] }),
		{ type: 'string', defaultValue: '["one, two","x"]', removed: true },
	],
	[
		list('float', { examples: [[0.5, 1]] }),
		{ type: 'string', items: 'number', defaultValue: '0.5, 1', removed: true },
	],
	[list('integer'), { type: 'string', items: 'number', removed: true }],
	[
		list('object', { examples: [[{ path: 'a', scale: 1 }]] }),
		{
			type: 'array',
			displayName: 'Size {path, scale}',
			defaultValue: JSON_LIST,
			example: JSON_LIST,
		},
	],
	[
		{ kind: 'object', required: true, examples: [{ a: 1, b: 2, c: 3, d: 4 }] },
		{ displayName: 'Size {a, b, c, …}', defaultValue: '{"a":1,"b":2,"c":3,"d":4}' },
	],
	[list('object', { required: true, default: [] }), { type: 'array', defaultValue: '[]' }],
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
	...['subject', 'song', 'speaker'].map((name): [Row, object] => [
		{ name, required: true },
		{ displayName: labelOf(name), required: false, display: true, removed: true },
	]),
	[
		list('string', { name: 'image_urls' }),
		{ displayName: 'Image URLs (or Files)', type: 'string', kind: 'list' },
	],
])('%j is a control with %j', (row, wanted) => {
	expect(field(row)).toMatchObject(wanted);
});

it.each<[string, Row]>([
	['a URL', { default: 'https://example.com/a' }],
	['a long text', { default: 'x'.repeat(61) }],
	['an expression', { default: '={{ $env.SECRET }}' }],
	['null', { default: null }],
	['a short text of a demonstration', { name: 'lyrics', default: 'La la' }],
	['an empty text', { default: '' }],
])('has no preset that is %s', (_name, row) => {
	expect(field(row)).not.toHaveProperty('defaultValue');
	expect(field(row)).toMatchObject({ removed: true });
});

it.each([
	['match_input_image', 'Match Input Image'],
	['square_hd', 'Square HD'],
	['TEXT_AND_IMAGE', 'Text And Image'],
	['png', 'PNG'],
	...['720p', '16:9', 'en-US', 'Rachel', '1024x1024'].map((value) => [value, value]),
])('the value %s reads %s', (value = '', name) => {
	expect(field({ allowed: [value] })).toMatchObject({ options: [{ value, name }] });
});

it.each<[string, Array<string | undefined>]>([
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

it('stands in the order of the documentation, required ones first, without the prompt', () => {
	const rows = [{ name: 'a' }, { name: 'prompt' }, { name: 'b', required: true }, { name: 'c' }];
	expect(fieldsOf(...rows).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
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
