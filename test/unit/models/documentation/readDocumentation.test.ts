import fc from 'fast-check';

import { readDocumentation } from '../../../../nodes/Segmind/models/documentation/readDocumentation';
import type { DocumentedParameter } from '../../../../nodes/Segmind/models/documentation/types';
import { NEWER, OLDER } from './texts';

const parametersIn = (text: string) => readDocumentation(text)?.parameters ?? [];

const HEAD = '# A\n- **Model ID**: `a`\n### Input Schema\n';
const one = (type: string, ...lines: string[]): Partial<DocumentedParameter> => {
	const [found] = parametersIn(
		`${HEAD}- **\`a\`** (\`${type}\`, _optional_):\n${lines.join('\n')}`,
	);
	const { name: _, type: __, required: ___, description: ____, ...facts } = found ?? {};
	return facts;
};

it.each([
	['a path into a parameter', 'messages.system_instruction.parts.text', ['messages']],
	['a path into another one', 'camera.speed', ['messages', 'camera.speed']],
	['a name that ends in a dot', 'messages.', ['messages']],
])('a name with a dot is %s', (_name, dotted, names) => {
	const rows = ['messages', dotted].map((name) => `- **\`${name}\`** (\`object[]\`, _required_):`);
	expect(parametersIn(HEAD + rows.join('\n')).map(({ name }) => name)).toEqual(names);
});

describe('the older template', () => {
	it('is read whole', () => {
		expect(readDocumentation(OLDER)).toEqual({
			slug: 'lantern-glow',
			title: 'Lantern Glow',
			description: 'Lights a scene.\nIn two lines.',
			endpoint: '/v1/lantern-glow',
			category: 'textToVideo',
			returns: 'video/mp4',
			parameters: [
				{
					...{ name: 'seed', type: 'integer', kind: 'integer', required: true },
					...{ nullable: true, default: null, description: 'Start of the noise' },
				},
				{
					...{ name: 'prompt', type: 'string', kind: 'string', required: true },
					default: 'A lantern, with "quotes" and `ticks`',
					examples: ['A lantern'],
					description: 'What to show. Useful are:\n- short words\n- Default value: none',
				},
				{
					...{ name: 'fast', type: 'boolean', kind: 'boolean', required: true },
					...{ default: true, description: 'Quick and rough' },
				},
				{
					...{ name: 'num_frames', type: 'integer', kind: 'integer', required: false },
					...{ default: 81, minimum: 81, maximum: 100, description: 'How many' },
				},
				{
					...{ name: 'resolution', type: 'string', kind: 'string', required: false },
					...{ default: '480p', allowed: ['480p', '720p'], description: 'Size' },
				},
				{
					...{ name: 'shift', type: 'number', kind: 'number', required: false },
					...{ default: 12, minimum: 1, maximum: 20, description: 'Shift' },
				},
			],
		});
	});

	it.each([
		['line ends of Windows', OLDER.replaceAll('\n', '\r\n')],
		['a mark of the byte order', `\ufeff${OLDER}`],
		['both', `\ufeff${OLDER.replaceAll('\n', '\r\n')}`],
		['spaces at the ends', OLDER.replaceAll('\n', '  \n')],
	])('reads the same with %s', (_, text) => {
		expect(readDocumentation(text)).toEqual(readDocumentation(OLDER));
	});
});

describe('the newer template', () => {
	it('is read whole', () => {
		const { parameters = [], ...head } = readDocumentation(NEWER) ?? {};
		expect(head).toEqual({
			slug: 'choir-2',
			title: 'Choir 2 (0.1)',
			description: 'Sings a text.',
			endpoint: '/v1/choir-2',
			category: 'Text-to-Audio Generation',
			averageUsd: 0.12419483106004443,
		});
		expect(parameters).toMatchObject([
			{ name: 'text', examples: ['La', 'Lo, la'] },
			{ name: 'voice', default: 'dan', allowed: { length: 11 } },
			{ name: 'top_p', minimum: 0.1, maximum: 1, default: 0.95 },
		]);
		expect(parameters[1]).not.toHaveProperty('listMayBeCut');
	});
});

/** Type of a row, its lines, and what they say. */
const ROWS: ReadonlyArray<readonly [string, string[], Partial<DocumentedParameter>]> = [
	[
		'list<string>',
		['- Array of string', '- Examples: ["a","b"]'],
		{ kind: 'list', examples: [['a', 'b']] },
	],
	[
		'ImageSize | Enum',
		['- Default: `square_hd`', '- One of: ImageSize | Enum'],
		{ kind: 'any', default: 'square_hd' },
	],
	[
		'FinishEnum',
		['- Options: `"matte"`, `"gloss, high"`'],
		{ kind: 'string', allowed: ['matte', 'gloss, high'] },
	],
	['float', ['- Range: `1` to `20`'], { kind: 'number', minimum: 1, maximum: 20 }],
	['float', ['- Range: `0` to'], { kind: 'number', minimum: 0 }],
	['float', ['- Range: to `7`'], { kind: 'number', maximum: 7 }],
	[
		'list<A>',
		['- Default: `[]`', '- **`path`** (`string`, _required_):', '  - Default: `"x"`'],
		{ kind: 'list', default: [] },
	],
	[
		'AspectEnum',
		['- Options: `"1:1"`, `"16:9"`, +9 more'],
		{ kind: 'string', allowed: ['1:1', '16:9'], listMayBeCut: true },
	],
	['Object', [], { kind: 'object' }],
	['string | null', ['- Default: `null`'], { kind: 'string', nullable: true, default: null }],
	['string', ['- Default: square'], { kind: 'string', default: 'square' }],
	['string', ['- Default: `a b, c`'], { kind: 'string', default: 'a b, c' }],
	['string', ['- Default: `16`'], { kind: 'string', default: '16' }],
	['string', ['- Default: the model decides'], { kind: 'string' }],
	['string', ['- Default: "not closed'], { kind: 'string' }],
	['string', ['- Default: `None`'], { kind: 'string', nullable: true, default: null }],
	['string', ['- Default: 5', '- Default: `"low"`'], { kind: 'string', default: 'low' }],
	['string', ['- Default: `"a"`', '- Default: `"b"`'], { kind: 'string' }],
	['integer', ['- Default: `5.5`'], { kind: 'integer' }],
	['integer', ['- Default: `"5.5"`'], { kind: 'integer' }],
	['integer', ['- Default: `"5"`'], { kind: 'integer', default: 5 }],
	[
		'number',
		['- Default: "-0.25"', '- Range: -1 to 1'],
		{ default: -0.25, minimum: -1, maximum: 1 },
	],
	['boolean', ['- Default: `"false"`'], { kind: 'boolean', default: false }],
	['boolean', ['- Default: `"1"`'], { kind: 'boolean' }],
	['boolean', ['- Options: "True", "False"'], { kind: 'boolean', allowed: [true, false] }],
	['integer', ['- Options: "5", "9"', '- Default: `"9"`'], { allowed: [5, 9], default: 9 }],
	['float', ['- Options: `"0.5"`, `"1"`, `1`'], { kind: 'number', allowed: [0.5, 1] }],
	['int', ['- Default: 3'], { kind: 'integer', default: 3 }],
	['bool', ['- Default: `False`'], { kind: 'boolean', default: false }],
	['str', ['- Default: `3`'], { kind: 'string', default: '3' }],
	['dict', ['- Default: `{}`'], { kind: 'object', default: {} }],
	['Dict[str, Any]', [], { kind: 'object' }],
	['list[int]', ['- Default: `[1]`'], { kind: 'list', default: [1] }],
	['Int | None', [], { kind: 'integer', nullable: true }],
	['boolean', ['- Default: True'], { kind: 'boolean', default: true }],
	['list<string>', ['- Default: `"a"`'], { kind: 'list' }],
	['string', ['- Options: see below'], { kind: 'string' }],
	['string', ['- Options: fast, slow'], { kind: 'string', allowed: ['fast', 'slow'] }],
	['string', ['- Options: "a", "b", ...'], { allowed: ['a', 'b'], listMayBeCut: true }],
	['string', ['- Options: `"a"`, `"b"` and 3 more'], { listMayBeCut: true }],
	['string', ['- Options (9 total): "a", "b"'], { allowed: ['a', 'b'], listMayBeCut: true }],
	['string', ['- Options: 512, 1024'], { allowed: ['512', '1024'] }],
	['integer', ['- Options: `512`, `1024`'], { allowed: [512, 1024] }],
	['SizeEnum', ['- Options: 512, 1024'], { kind: 'integer', allowed: [512, 1024] }],
	['integer', ['- Options: "a", "b"'], { kind: 'integer' }],
	[
		'string',
		['- Options: "a", "b"', '- Default: `"c"`'],
		{ allowed: ['a', 'b'], listMayBeCut: true },
	],
	[
		'string',
		['- Options: "a", +9 more', '- Default: `"c"`'],
		{ default: 'c', listMayBeCut: true, allowed: ['a'] },
	],
	['int', ['- Options: 2, 4', '- Default: `"3"`'], { allowed: [2, 4], listMayBeCut: true }],
	['boolean', ['- Options: true', '- Default: `false`'], { allowed: [true], listMayBeCut: true }],
	['string', ['- Options: "a", null'], { allowed: ['a'], nullable: true }],
	['SizeEnum', [], { kind: 'any' }],
	['Foo | Bar', [], { kind: 'any' }],
	['integer | float', [], { kind: 'number' }],
	['list<string> | null', [], { kind: 'list' }],
	['number', ['- Range: small to large'], { kind: 'number' }],
	['number', ['- Range: 9 to 1'], { kind: 'number' }],
	['number', ['- Range: -1 to 1.5'], { minimum: -1, maximum: 1.5 }],
	['number', ['- Range: `-1` - `1`'], { minimum: -1, maximum: 1 }],
	['number', ['- Range: >= 3'], { kind: 'number', minimum: 3 }],
	['number', ['- Range: up to 3'], { kind: 'number', maximum: 3 }],
	['number', ['- Range: from 2 to 3'], { minimum: 2, maximum: 3 }],
	['number', ['- Range: 1 to ∞'], { kind: 'number', minimum: 1 }],
	['integer', ['- Range: 0 to 18446744073709551615'], { kind: 'integer', minimum: 0 }],
	['integer', ['- Range: 0 to 9', '- Default: `-1`'], { kind: 'integer', maximum: 9 }],
	['number', ['- Default: 7.5', '- Range: 0 to 1'], { kind: 'number', minimum: 0 }],
	['float', ['- Range: up to 2', '- Default: `"2.5"`'], { kind: 'number' }],
	['string', ['- Range: 1 to 2'], { kind: 'string' }],
];

it.each(ROWS)('%s %j', (type, lines, expected) => {
	const facts = one(type, ...lines);
	expect(facts).toMatchObject(expected);
	const wanted = Object.keys(expected);
	const unwanted = ['default', 'allowed', 'minimum', 'maximum', 'listMayBeCut', 'nullable'];
	const mayStand = wanted.includes('kind') ? wanted : [...unwanted, 'kind'];
	expect(Object.keys(facts).filter((key) => !mayStand.includes(key))).toEqual([]);
});

describe('what is no parameter', () => {
	it.each([
		['a row of the output', '### Output Schema\n- **`a`** (`string`, _required_):'],
		['a row within code', '```\n- **`a`** (`string`, _required_):\n```'],
		['a bold word with brackets', '- **`low`** (`fast`): quick'],
		['a dangerous name', '- **`__proto__`** (`string`, _required_):'],
		['a row without a type', '- **`a`** (_required_):'],
		['a row that is both', '- **`a`** (`string`, _required_, _optional_):'],
		['a row that is neither', '- **`a`** (`string`, _not required_):'],
	])('%s', (_, text) => {
		expect(parametersIn(HEAD + text)).toEqual([]);
	});

	it('a second row of the same name: the first counts', () => {
		const rows = ['string', 'integer'].map((type) => `- **\`a\`** (\`${type}\`, _optional_):\n`);
		expect(parametersIn(HEAD + rows.join('')).map(({ type }) => type)).toEqual(['string']);
	});
});

describe('what is no documentation', () => {
	it.each([
		['nothing', ''],
		['a page', '<!DOCTYPE html><html><body># A ### Input Schema</body></html>'],
		['a page that holds such a text', `<html><pre>\n${OLDER}</pre></html>`],
		['JSON', '{"detail":"Not Found"}'],
		['the directory', '# Models\n## A\n| Model | Slug |\n'],
		['a text without a model', '# A\n### Input Schema\n'],
	])('%s', (_, text) => {
		expect(readDocumentation(text)).toBeUndefined();
	});

	it('but a model may have no parameters, and a text no title', () => {
		expect(readDocumentation('### Input Schema\n', 'b')).toEqual({
			...{ slug: 'b', title: 'b', parameters: [] },
		});
	});
});

/** Pieces of which texts of these templates are made, and such as could mislead. */
const LINE = fc.oneof(
	fc.constantFrom(
		...OLDER.split('\n'),
		...NEWER.split('\n'),
		...ROWS.flatMap(([, lines]) => lines),
	),
	fc.string({ maxLength: 40 }),
	fc.constantFrom(
		'- **`',
		'`** (`',
		'`, _required_):',
		'- Default: `',
		'```',
		'\ufeff',
		'- Options: "',
	),
);

/** A text with the escapes of JSON resolved, wherever they stand. */
const unescaped = (text: string): string =>
	text.replace(/\\(?:u[0-9a-f]{4}|["\\/bfnrt])/gi, (escape) => {
		try {
			return JSON.parse(`"${escape}"`) as string;
		} catch {
			return escape;
		}
	});

describe('any text', () => {
	const property = (text: string) => {
		const found = readDocumentation(text, 'asked');
		const forms = [text, unescaped(text)];
		for (const { name, allowed, minimum, maximum, default: preset } of found?.parameters ?? []) {
			expect(text).toContain(name);
			for (const value of allowed ?? []) {
				const isThere = forms.some((form) => form.includes(String(value)));
				expect(isThere || typeof value !== 'string').toBe(true);
			}
			expect((minimum ?? -Infinity) <= (maximum ?? Infinity)).toBe(true);
			const number = typeof preset === 'number' ? preset : undefined;
			expect((minimum ?? -Infinity) <= (number ?? Infinity)).toBe(true);
			expect((number ?? -Infinity) <= (maximum ?? Infinity)).toBe(true);
			expect(() => JSON.stringify(preset)).not.toThrow();
		}
	};

	it('is read without an error, and no parameter is invented', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), property));
		fc.assert(
			fc.property(
				fc.array(LINE, { maxLength: 40 }).map((lines) => `### Input Schema\n${lines.join('\n')}`),
				property,
			),
			{ numRuns: 1000 },
		);
	});

	it('is read where a real shape was damaged', () => {
		const shape = fc.constantFrom(OLDER, NEWER);
		const cut = fc.tuple(shape, fc.nat(3000), fc.nat(300), fc.string({ maxLength: 20 }));
		fc.assert(
			fc.property(cut, ([text, at, length, put]) =>
				property(text.slice(0, at) + put + text.slice(at + length)),
			),
			{ numRuns: 1000 },
		);
	});

	const row = '- **`a`** (`string`, _optional_):\n';
	it.each([
		...[' ', '`', '[', '*', '"', '\\', '\n', ',', '- ', '9', '```\n', row],
		...['- Default: `1`\n', '- Options: "a",\n', '### Input Schema\n'],
	])('takes time linear to it: %j', (piece) => {
		const lines = ['', '- Default: ', '- Options: ', '- Range: '];
		for (const head of ['', HEAD, ...lines.map((line) => HEAD + row + line)]) {
			const text = head + piece.repeat(1_000_000 / piece.length);
			const from = performance.now();
			readDocumentation(text);
			// 1 MB, of which nothing more is ever read
			expect(performance.now() - from).toBeLessThan(1000);
			readDocumentation(text.repeat(10));
		}
	});

	it('deep JSON is no value', () => {
		const deep = '['.repeat(5000) + ']'.repeat(5000);
		expect(one('list<string>', `- Default: \`${deep}\``)).toEqual({ kind: 'list' });
	});
});
