import { problemsOf } from '../../../scripts/generate/modelFile';
import { model, MODEL_FOLDER } from '../support/models';

const strength = {
	...{ name: 'strength', type: 'number', required: false, default: 0.5, minimum: 0, maximum: 1 },
	description: 'How far the image may move away from the first one',
};

const bare = { default: undefined, minimum: undefined, maximum: undefined };
const prompt = { type: 'string', required: true, role: 'prompt' };

/** What is wrong with a model file that has these parameters and otherwise is right. */
function problems(parameters: object[], change: object = {}): string[] {
	const file: unknown = JSON.parse(JSON.stringify({ ...model('a', []), parameters, ...change }));
	return problemsOf(file, 'a.json', MODEL_FOLDER);
}

it.each<[string, ...object[]]>([
	[
		'of every documented type',
		...['string', 'string (uri)', 'string (base64)', 'integer', 'number', 'boolean'].map(
			(type, n) => ({ ...strength, name: `value_${n}`, type, ...bare }),
		),
		{ ...strength, ...bare, type: 'object[]', role: 'images', shape: { url: 'uri' } },
	],
	['a role and the name of its control', { ...strength, ...bare, name: 'prompt', ...prompt }],
	[
		'a default outside of a list that the documentation cuts',
		{ ...strength, ...bare, type: 'string', allowed: ['a'], open: true, default: 'b' },
	],
])('takes parameters: %s', (_name, ...parameters) => {
	expect(problems(parameters)).toEqual([]);
});

const RESERVED =
	'resource operation model prompt images imageUrls mask maskSource maskBinaryPropertyName maskUrl options additionalFields';

it.each(RESERVED.split(' '))('no parameter without a role is shown as a control %s', (name) => {
	expect(problems([{ ...strength, name }])).not.toEqual([]);
	expect(problems([{ ...strength, control: name }])).not.toEqual([]);
	expect(problems([{ ...strength, name, control: `${name}Value` }])).toEqual([]);
});

it.each<[string, object]>([
	['an unknown key', { deprecated: true }],
	['an unknown type', { type: 'float' }],
	['no type', { type: undefined }],
	['an unknown role', { role: 'seed' }],
	['a name with a dot', { name: 'a.b' }],
	['a name with a blank', { name: 'a b' }],
	['a name that begins with a digit', { name: '2x' }],
	['no description', { description: undefined }],
	['a description that is still to be written', { description: 'TODO' }],
	['a default below the range', { default: -1 }],
	['a default above the range', { default: 2 }],
	['a range the wrong way round', { minimum: 1, maximum: 0, default: undefined }],
	['a bound that is text', { minimum: '0' }],
	['a default of another type', { default: 'half' }],
	['an allowed value of another type', { allowed: [0.5, 'half'] }],
	['an allowed value twice', { allowed: [0.5, 0.5] }],
	['a default outside of the allowed values', { allowed: [0.1, 0.9] }],
	['an empty list of allowed values', { allowed: [] }],
	['an open list without a list', { open: true }],
	['prominent: false, which is implied', { prominent: false }],
])('refuses a parameter with %s', (_name, change) => {
	expect(problems([{ ...strength, ...change }])).not.toEqual([]);
});

it.each<[string, object]>([
	['another slug than its name', { slug: 'b' }],
	['a slug that leads elsewhere', { slug: '../v1/get-user-credits' }],
	['the endpoint of the queue', { endpoint: '/v2/a' }],
	['a whole URL as endpoint', { endpoint: 'https://x.example/v1/a' }],
	['a time of nothing', { typical: { seconds: 0, usd: 0.01 } }],
	['no source', { source: undefined }],
	['a source without a date', { source: { page: 'https://www.segmind.com/models/a/api' } }],
	[
		'a source of somebody else',
		{ source: { page: 'https://example.com/models/a', read: '2026-12' } },
	],
	['no schema', { $schema: undefined }],
	['an unknown operation', { operation: 'rotate' }],
	['no date of its addition', { added: 'today' }],
	['a summary that is still to be written', { summary: 'TODO: one sentence' }],
	['a summary with a period', { summary: 'Does something.' }],
	['an unknown key', { vendor: 'x' }],
	['a parameter twice', { parameters: [strength, strength] }],
])('refuses a file with %s', (_name, change) => {
	expect(problems([strength], change)).not.toEqual([]);
});

it('names the file and the place', () => {
	expect(problems([{ ...strength, type: 'float' }]).join()).toMatch(
		/a\.json: .*parameters\/0\/type/,
	);
});
