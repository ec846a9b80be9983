import { withTables } from '../../../scripts/generate/modelTables';
import { model, parameter, realModels } from '../support/models';
import { PAGES } from '../support/documented';

const DOCUMENT =
	'# Title\n\nBefore.\n\n<!-- generated: models -->\nwhat was\n<!-- /generated -->\n\nAfter.\n';

it('replaces what stands between its marks, and nothing else', () => {
	const text = withTables(DOCUMENT, realModels());
	expect(text.startsWith('# Title\n\nBefore.\n\n<!-- generated: models -->\n')).toBe(true);
	expect(text.endsWith('\n<!-- /generated -->\n\nAfter.\n')).toBe(true);
	expect(text).not.toContain('what was');
	expect(withTables(text, realModels())).toBe(text);
});

it.each([
	['no marks', '# Title\n'],
	['no first mark', 'x <!-- /generated -->'],
	['no second mark', 'x <!-- generated: models -->'],
	['marks the wrong way round', '<!-- /generated --> <!-- generated: models -->'],
])('refuses a document with %s', (_name, document) => {
	expect(() => withTables(document, realModels())).toThrow('marks');
});

/** The rows of a table as lists of cells. */
function rowsOf(text: string, title: string): string[][] {
	const section = text.split('#### ').find((part) => part.startsWith(`${title}\n`)) ?? '';
	const lines = section.split('\n').filter((line) => line.startsWith('| `'));
	return lines.map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

it.each(Object.entries(PAGES))(
	'has a row for each parameter of %s, with its facts',
	(slug, page) => {
		const text = withTables(DOCUMENT, realModels());
		const rows = rowsOf(text, page.title);
		expect(rows).toHaveLength(Object.keys(page.parameters).length);
		expect(text).toContain(`\`${slug}\``);
		for (const [name, documented] of Object.entries(page.parameters)) {
			const row = rows.find(([first]) => first === `\`${name}\``) ?? [];
			const [, where = '', type = '', preset, values] = row;
			expect(type).toBe(documented.nullable ? `${documented.type}, may be null` : documented.type);
			const hasDefault = documented.default !== undefined && documented.default !== '';
			expect(preset).toBe(hasDefault ? `\`${documented.default}\`` : '');
			const bounds = documented.bounds?.join(' to ') ?? '';
			expect(values).toBe(documented.allowed?.map((v) => `\`${v}\``).join(', ') ?? bounds);
			expect(where.startsWith('Additional Fields')).toBe(!documented.role && !documented.prominent);
		}
	},
);

it('says where a list is cut, and sorts models by their names', () => {
	const style = parameter({ name: 'style', allowed: ['a', 'b'], open: true });
	const text = withTables(DOCUMENT, [model('z', []), model('b', [style])]);
	expect(rowsOf(text, 'Model B')[0]?.at(-1)).toBe('`a`, `b`, more');
	expect(text.indexOf('#### Model B')).toBeLessThan(text.indexOf('#### Model Z'));
});

it('names the control for images as the interface does, and counts parameters', () => {
	const image = (type: 'string' | 'string[]') => parameter({ name: 'image', type, role: 'images' });
	const text = withTables(DOCUMENT, [
		model('a', [image('string')]),
		model('b', [image('string[]')]),
	]);
	expect(rowsOf(text, 'Model A')[0]?.[1]).toBe('Image');
	expect(rowsOf(text, 'Model B')[0]?.[1]).toBe('Images');
	expect(text).toContain('Model A: 1 parameter<');
});
