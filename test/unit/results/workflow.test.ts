import { workflowOutputs } from '../../../nodes/Segmind/results/workflow';

const URL_A = 'https://images.segmind.com/generations/a.png';
const one = (keyname: string, data: unknown, type = 'image') => ({
	keyname,
	value: { data, type },
});

const CASES: Array<[string, unknown, Array<[string, string, unknown]>]> = [
	['names with values', [one('card', URL_A)], [['card', 'image', URL_A]]],
	[
		'several',
		[one('card', URL_A), one('text', 'hello', 'text')],
		[
			['card', 'image', URL_A],
			['text', 'text', 'hello'],
		],
	],
	['the same name twice', [one('a', 1), one('a', 2)], [['a', 'image', [1, 2]]]],
	['a single one without a list', one('card', URL_A), [['card', 'image', URL_A]]],
	[
		'a value that is a list',
		[{ keyname: 'a', value: { data: [1, 2], type: 'text' } }],
		[['a', 'text', [1, 2]]],
	],
	[
		'a list of values',
		[{ keyname: 'a', value: [{ data: 1, type: 'image' }, { data: 2 }] }],
		[['a', 'image', [1, 2]]],
	],
	['a value without a type', [{ keyname: 'a', value: { data: 5 } }], [['a', '', 5]]],
	['a bare value', [{ keyname: 'a', value: 'x' }], [['a', '', 'x']]],
	['no name', [{ keyname: ' ', value: { data: 5 } }], [['output', '', 5]]],
	['an address', URL_A, [['output', '', URL_A]]],
	['a list of addresses', [URL_A, URL_A], [['output', '', [URL_A, URL_A]]]],
	[
		'an object',
		{ image: URL_A, n: { data: 1, type: 'number' } },
		[
			['image', '', URL_A],
			['n', 'number', 1],
		],
	],
	['words', 'Just words', [['output', '', 'Just words']]],
	['words in brackets', '[sic', [['output', '', '[sic']]],
	['an empty list', [], []],
];

describe.each([
	['as JSON', (output: unknown) => output],
	['as a text of it', (output: unknown) => JSON.stringify(output)],
])('%s', (_name, write) => {
	it.each(CASES)('%s', (_case, output, wanted) => {
		const found = workflowOutputs({ status: 'COMPLETED', output: write(output) });
		expect(found?.map(({ name, type, value }) => [name, type, value])).toEqual(wanted);
	});
});

it.each([{}, { output: '' }, { output: ' ' }, { output: null }, undefined, 'x'])(
	'%j holds no output',
	(json) => {
		expect(workflowOutputs(json)).toBeUndefined();
	},
);

it.each([7, '7', 'null', true])('%j is an output as it is', (output) => {
	expect(workflowOutputs({ output })).toEqual([
		{ name: 'output', type: '', value: output, urls: [] },
	]);
});

const URL_B = 'https://cdn.example.com/b.png';
const typed = (data: unknown, type: string) => ({ data, type });

describe('files are', () => {
	it.each<[string, unknown, string[]]>([
		['values of a media type', [one('card', URL_B)], [URL_B]],
		['all values of a media type', [one('cards', [URL_A, URL_B])], [URL_A, URL_B]],
		['no values of another type', [one('link', URL_A, 'text')], []],
		[
			'of a list those whose own type is one',
			[{ keyname: 'a', value: [typed(URL_A, 'text'), typed(URL_B, 'image')] }],
			[URL_B],
		],
		[
			'of one name those whose own type is one',
			[one('a', URL_A, 'text'), one('a', URL_B, 'video')],
			[URL_B],
		],
		['an output that is wholly a URL', URL_B, [URL_B]],
		['an output that is wholly a list of URLs', [URL_A, URL_B], [URL_A, URL_B]],
		['no list with words in it', [URL_B, 'words'], []],
		['no sentence', `${URL_B} is yours`, []],
		['values without a type under the name of a file', { image: URL_B }, [URL_B]],
		['values without a type at Segmind', [{ keyname: 'card', value: URL_A }], [URL_A]],
		['no other values without a type', [{ keyname: 'card', value: URL_B }], []],
		['not what only looks like Segmind', [{ keyname: 'a', value: 'https://xsegmind.com/a' }], []],
	])('%s', (_name, output, urls) => {
		expect(workflowOutputs({ output })?.flatMap((found) => found.urls)).toEqual(urls);
	});
});
