import { mediaOf } from '../../../../nodes/Segmind/models/documentation/media';
import { readDocumentation } from '../../../../nodes/Segmind/models/documentation/readDocumentation';

// Shapes that no template has been seen with: what is read must be stated, and nothing else is.

const parametersIn = (text: string) => readDocumentation(text)?.parameters ?? [];

const HEAD = '# A\n- **Model ID**: `a`\n### Input Schema\n';

const row = (name: string, ...facts: string[]) =>
	`- **\`${name}\`** (\`number\`, _optional_):\n${facts.map((line) => `  ${line}\n`).join('')}`;

describe('a row that is not as the others', () => {
	/** Between a row without facts and a last one; each must keep to its own. */
	const readAround = (line: string) =>
		parametersIn(
			`${HEAD}${row('strength')}\n${line}\n  - Default: 9\n  - Range: 5 to 10\n\n${row('last')}`,
		);

	const named = (names: string[], line: (name: string) => string) =>
		names.map((name): [string, string] => [line(name), name]);
	const n = (lines: string[]) => lines.map((line): [string, string] => [line, 'n']);

	it.each<[string, string]>([
		...named(
			['2x_strength', '3d', '4-bit', 'guidance scale', 'a b c', 'größe', 'été', '幅', '$n'],
			(name) => `- **\`${name}\`** (\`number\`, _optional_):`,
		),
		...n(
			[', deprecated', ', deprecated since v2', ', *beta*'].map(
				(more) => `- **\`n\`** (\`number\`, _optional_${more}):`,
			),
		),
		...n(
			['_Optional_', '**optional**', 'optional', 'OPTIONAL', '__Optional__'].map(
				(flag) => `- **\`n\`** (\`number\`, ${flag}):`,
			),
		),
		...n(
			['`n`', '**n**', '**`n**', '**n`**', '**`n`:**'].map(
				(one) => `- ${one} (\`number\`, _optional_):`,
			),
		),
		...n(['1.', '12)', '*', '+', '•'].map((mark) => `${mark} **\`n\`** (\`number\`, _optional_)`)),
		...n([
			'**`n`** (number, _optional_): How strong',
			'- **`n`** (_optional_, `number`) How strong',
		]),
	])('%s is read with its name', (line, name) => {
		const [before, found, last] = readAround(line);
		expect(before).toEqual({
			...{ name: 'strength', type: 'number', kind: 'number', required: false, description: '' },
		});
		expect(found).toMatchObject({ name, kind: 'number', default: 9, minimum: 5, maximum: 10 });
		expect(last?.name).toBe('last');
	});

	it.each([
		...['a[0]', 'a"b', "it's", 'a\\b', '{a}', 'f(x)', '=a', '<a>', '__proto__', '“a”'].map(
			(name) => `- **\`${name}\`** (\`number\`, _optional_):`,
		),
		...['(`number`)', '(_optional_)', '', ': a number', '(`number`, _required if x_)'].map(
			(behind) => `- **\`n\`** ${behind}`,
		),
	])('%s is left out, and says nothing of the row before', (line) => {
		const found = readAround(line);
		expect(found.map(({ name }) => name)).toEqual(['strength', 'last']);
		expect(found[0]).not.toHaveProperty('default');
		expect(found[0]).not.toHaveProperty('minimum');
	});

	it('that stands further in is a member, or a word of the description', () => {
		const member = '  - **`n`** (`number`):\n    - Default: 9';
		const [found] = parametersIn(`${HEAD}${row('strength')}${member}\n  - Range: 0 to 1\n`);
		expect(found).toMatchObject({ minimum: 0, maximum: 1 });
		expect(found).not.toHaveProperty('default');
	});
});

describe('what stands within a description', () => {
	const END = '\n**Required Parameters Example**:\n\n```json\n{}\n```\n\n### Output Schema\n';

	it.each([
		...['# of steps', '  # of steps', '## Tips', '\n## Tips\n', '  #1 is the best', '\n### Notes'],
		...['**Example**: a cat', '**Example prompts**:', '\n**Example**\n'],
		...['```', '  ```', '```python', '  ```json\n  {"a": 1', '```\n## x'],
		'```\n- Default: 3\n# x\n```',
	])('%j ends neither its row nor the table', (text) => {
		const table = `${row('a', 'How many')}${text}\n  - Default: 7\n\n${row('b')}${row('c')}`;
		const found = parametersIn(HEAD + table + END);
		expect(found.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
		expect(found[0]?.default).toBe(7);
	});

	it('a fence that is not closed hides no row, although there is another one', () => {
		const code = '  ```\n  - Default: 1\n  ```\n';
		const table = `${row('a')}  \`\`\`\n${row('b')}${row('c', '```')}${row('d', 'x')}${code}${row('e')}`;
		expect(parametersIn(HEAD + table + END).map(({ name }) => name)).toEqual([...'abcde']);
	});
});

describe('the whole example', () => {
	const read = (example: object, ...rows: string[]) =>
		parametersIn(
			`${HEAD}${rows.join('\n')}\n**Full Example**:\n\n\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\`\n`,
		);
	const parent = (type: string) => `- **\`camera\`** (\`${type}\`, _optional_):\n  How`;

	it.each<[string, object]>([
		['Object', { camera: { pan: 1, tilt: 2 }, seed: 1 }],
		['list<Camera>', { camera: [{ pan: 1 }, { tilt: 2 }], seed: 1 }],
		['dict', { camera: { pan: 1, tilt: { seed: 2 } }, seed: 1 }],
	])('says which rows are members of %s', (type, example) => {
		const rows = [parent(type), row('pan', '- Default: 3'), row('tilt'), row('seed'), row('pan')];
		const found = read(example, ...rows);
		expect(found.map(({ name }) => name)).toEqual(['camera', 'seed', 'pan']);
		expect(found.every((one) => one.default === undefined)).toBe(true);
	});

	it.each<[string, object]>([
		['at the top', { camera: { pan: 1 }, pan: 2 }],
		['in another one', { camera: {}, lens: { pan: 1 } }],
		['nowhere', { camera: null }],
		['in no object', { camera: ['pan'] }],
	])('a row that it has %s is a parameter', (_, example) => {
		const found = read(example, parent('Object'), row('pan', '- Default: 3'));
		expect(found.map(({ name }) => name)).toEqual(['camera', 'pan']);
		expect(found.map((one) => one.default)).toEqual([undefined, 3]);
	});

	it('shows what a parameter takes', () => {
		const url = 'https://example.com/a.glb';
		const text = (name: string) => `- **\`${name}\`** (\`string\`, _required_):\n`;
		const list = '- **`scenes`** (`list<string>`, _required_):\n';
		const example = { start: url, speaker: 'maya', image: 'image', scenes: [url], style: '' };
		const names = ['start', 'speaker', 'image', 'style'].map(text);
		const found = read(example, ...names, list);
		expect(found.map(({ examples }) => examples)).toEqual([
			...[[url], ['maya'], undefined, undefined, [[url]]],
		]);
		expect(found.map((one) => mediaOf(one)?.media)).toEqual([
			...['3D', undefined, 'image', undefined, '3D'],
		]);
	});

	it.each(['', '```json\n{"a": ', '```json\n[1]\n```', '```\n```', '{"a": 1}'])(
		'that is %j says nothing',
		(code) => {
			const found = parametersIn(`${HEAD}${row('a')}**Full Example**:\n${code}\n`);
			expect(found.map(({ name }) => name)).toEqual(['a']);
		},
	);
});
