import { withTables } from '../../../scripts/generate/modelTables';
import { model, parameter, realModels } from '../support/models';

const DOCUMENT = '# Title\n\n<!-- generated: models -->\nwhat was\n<!-- /generated -->\n\nAfter.\n';

it('replaces what stands between its marks, and nothing else', () => {
	const text = withTables(DOCUMENT, realModels());
	expect(text.startsWith('# Title\n\n<!-- generated: models -->\n')).toBe(true);
	expect(text.endsWith('\n<!-- /generated -->\n\nAfter.\n')).toBe(true);
	expect(text).not.toContain('what was');
	expect(withTables(text, realModels())).toBe(text);
});

it.each([
	'# Title',
	'x <!-- /generated -->',
	'x <!-- generated: models -->',
	'<!-- /generated --> <!-- generated: models -->',
])('refuses a document without both marks in their order: %s', (document) => {
	expect(() => withTables(document, realModels())).toThrow('marks');
});

/** The rows of a table, without its padding. */
function rowsOf(text: string, title: string): string[] {
	const section = text.split('#### ').find((part) => part.startsWith(`${title}\n`)) ?? '';
	const lines = section.split('\n').filter((line) => line.startsWith('| `'));
	return lines.map((line) =>
		line
			.split(/ *\| */)
			.slice(1, 6)
			.join(' | '),
	);
}

it('has a row for each parameter with its facts, models by their names', () => {
	const parameters = [
		parameter({ name: 'image', type: 'string[]', role: 'images' }),
		parameter({ name: 'mask', type: 'string (uri)', role: 'mask', nullable: true }),
		parameter({ name: 'size', allowed: ['a', 'b'], default: 'a', prominent: true }),
		parameter({ name: 'style', allowed: ['a', 'b'], open: true }),
		parameter({ name: 'steps', type: 'integer', default: 4, minimum: 1, maximum: 9 }),
	];
	const image = parameter({ name: 'image', role: 'images' });
	const text = withTables(DOCUMENT, [model('z', parameters), model('b', [image])]);
	expect(rowsOf(text, 'Model Z')).toEqual([
		'`image` | Images | string[] |  | ',
		'`mask` | Mask | string (uri), may be null |  | ',
		'`size` | Size | string | `a` | `a`, `b`',
		'`style` | Additional Fields → Style | string |  | `a`, `b`, more',
		'`steps` | Additional Fields → Steps | integer | `4` | 1 to 9',
	]);
	expect(rowsOf(text, 'Model B')).toEqual(['`image` | Image | string |  | ']);
	expect(text.indexOf('#### Model B')).toBeLessThan(text.indexOf('#### Model Z'));
	expect(text).toContain('Model B: 1 parameter<');
});
