import { join } from 'node:path';
import { problemsOf, type ModelParameter } from '../../../scripts/generate/modelFile';

const FOLDER = join(__dirname, '../../../nodes/Segmind/models');

const strength: ModelParameter = {
	name: 'strength',
	type: 'number',
	required: false,
	default: 0.5,
	minimum: 0,
	maximum: 1,
	description: 'How far the picture may move away from the first one',
};

/** A model file that is right, but for what a test changes. */
function model(...parameters: object[]): object {
	return {
		$schema: './model.schema.json',
		slug: 'a-model',
		displayName: 'A Model',
		summary: 'Does something with pictures',
		operation: 'edit',
		added: '2026-11-21',
		coverage: 'complete',
		endpoint: '/v1/a-model',
		returns: 'Image',
		typical: { seconds: null, usd: null },
		source: { page: 'https://www.segmind.com/models/a-model/api', read: '2026-11' },
		parameters,
	};
}

const problems = (...parameters: object[]): string[] =>
	problemsOf(model(...parameters), 'a-model.json', FOLDER);

it('takes parameters of every documented type', () => {
	const types = ['string', 'string (uri)', 'string (base64)', 'integer', 'number', 'boolean'];
	const parameters = types.map((type, n) => ({
		name: `value_${n}`,
		type,
		required: false,
		description: 'Whether it is so',
	}));
	expect(problems(...parameters, strength)).toEqual([]);
	const images = { name: 'references', type: 'object[]', required: true, role: 'images' };
	expect(problems({ ...images, shape: { url: 'uri' }, description: 'The pictures' })).toEqual([]);
});

const RESERVED = [
	'resource',
	'operation',
	'model',
	'prompt',
	'images',
	'imageUrls',
	'mask',
	'maskSource',
	'maskBinaryPropertyName',
	'maskUrl',
	'options',
	'additionalFields',
];

it.each(RESERVED)('refuses a parameter %s that no shared control serves', (name) => {
	expect(problems({ ...strength, name })).not.toEqual([]);
});

it.each(RESERVED)('refuses a control %s', (control) => {
	expect(problems({ ...strength, control })).not.toEqual([]);
});

it('lets a parameter with a role have the name of its control', () => {
	const prompt = { name: 'prompt', type: 'string', required: true, role: 'prompt' };
	expect(problems({ ...prompt, description: 'What to show' })).toEqual([]);
});

it.each([
	['an unknown key', { ...strength, deprecated: true }],
	['an unknown type', { ...strength, type: 'float' }],
	['no type', { ...strength, type: undefined }],
	['a name with a dot', { ...strength, name: 'a.b' }],
	['a name with a blank', { ...strength, name: 'a b' }],
	['a name that begins with a digit', { ...strength, name: '2x' }],
	['no description', { ...strength, description: undefined }],
	['a description that is still to be written', { ...strength, description: 'TODO' }],
	['a default below the range', { ...strength, default: -1 }],
	['a default above the range', { ...strength, default: 2 }],
	['a range the wrong way round', { ...strength, minimum: 1, maximum: 0, default: undefined }],
	['a default of another type', { ...strength, default: 'half' }],
	['an allowed value of another type', { ...strength, allowed: [0.5, 'half'] }],
	['a default outside of the allowed values', { ...strength, allowed: [0.1, 0.9] }],
	['an empty list of allowed values', { ...strength, allowed: [] }],
	['prominent: false, which is implied', { ...strength, prominent: false }],
])('refuses %s', (_name, parameter) => {
	expect(problems(JSON.parse(JSON.stringify(parameter)) as object)).not.toEqual([]);
});

it('takes a default outside of a list that the documentation cuts', () => {
	const style = { name: 'style', type: 'string', required: false, allowed: ['a'], open: true };
	expect(problems({ ...style, default: 'b', description: 'The style' })).toEqual([]);
});

it('names the file and the place', () => {
	expect(problems({ ...strength, type: 'float' }).join()).toMatch(
		/a-model\.json: .*parameters\/0\/type/,
	);
});

it.each(RESERVED)('takes a parameter %s that has a control of another name', (name) => {
	expect(problems({ ...strength, name, control: `${name}Value` })).toEqual([]);
});
