import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { sourcesIn } from '../../../nodes/Segmind/parameters/fileSources';
import { readImages, readMask } from '../../../nodes/Segmind/parameters/images';
import { namedIn } from '../../../nodes/Segmind/parameters/namedFiles';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { fileOf, itemContext } from '../support/itemContext';
import { problemIn, rowIn } from '../support/problems';

const filesNamed = (ctx: IExecuteFunctions, itemIndex: number, value: unknown) =>
	sourcesIn(ctx, itemIndex, value, INPUT_ERRORS.imagesMissing, 'fieldNames');

const urlsNamed = (value: unknown) =>
	sourcesIn(itemContext({}), 0, value, INPUT_ERRORS.imagesMissing, 'mistakes');

/** What a value names, each in one word: a URL or a text as it is, else its kind. */
const wordsIn = (value: unknown) =>
	namedIn(value).map((named) => {
		if (named.kind === 'url') return named.url;
		return named.kind === 'text' ? named.text : named.kind;
	});

const A = 'https://example.com/a.png';
const B = 'http://example.org/b.jpg?x=1,2';
const file = fileOf('x');

const oneItem = (parameters: Record<string, unknown> = {}) =>
	itemContext({
		parameters,
		items: [{ json: {}, binary: { data: file, logo: file, mask: file } }],
	});

const source = (field: unknown) => ({ kind: 'file', itemIndex: 0, field });

describe('what a value names', () => {
	const W = 'https://en.wikipedia.org/wiki/Blue_(2020)';
	const airtable = { id: 'attX1', url: A, thumbnails: { small: { url: B } } };

	it.each<[string, unknown, string[]]>([
		['one', A, [A]],
		['one with blanks around', ` ${A}\n`, [A]],
		['two, separated by a comma', `${A},${B}`, [A, B]],
		['two, separated by a semicolon', `${A}; ${B}`, [A, B]],
		['two, separated by a bar', `${A}|${B}`, [A, B]],
		['two, separated by a line break', `${A}\r\n${B}`, [A, B]],
		['two, separated by an ideographic comma', `${A}、${B}`, [A, B]],
		['marks within a URL', `${A}/a;b|c,d?u=${B}`, [`${A}/a;b|c,d?u=${B}`]],
		['a file name with blanks', `${A}/Blue Shirt.png`, [`${A}/Blue%20Shirt.png`]],
		['a list', [A, B], [A, B]],
		['a list of lists', [[A], B], [A, B]],
		['a list as JSON text', JSON.stringify([A, B]), [A, B]],
		['a list as Python prints it', `['${A}', '${B}']`, [A, B]],
		['code of a language model', `\`\`\`json\n${JSON.stringify({ url: A })}\n\`\`\``, [A]],
		['a text in quotes', `"${A}"`, [A]],
		['a link whose label is the URL', `[${A}](${A})`, [A]],
		['a list of Markdown', `- ${A}\n- ${B}`, [A, B]],
		['a numbered list', `1. ${A}\n2. ${B}`, [A, B]],
		['code and bold of Markdown', `\`${A}\` **${B}**`, [A, B]],
		['a link of Slack that names itself', `<${A}?x=1&amp;y=2|${A}>`, [`${A}?x=1&y=2`]],
		['a full stop behind it', `${A}.`, [A]],
		['a quote behind it', `${A}"`, [A]],
		['brackets that pair', W, [W]],
		['brackets that pair, in brackets', `(${W})!`, [W]],
		['an attachment of Airtable', [airtable], [A]],
		['one such object', airtable, [A]],
		['a file of Google Drive', { webViewLink: 'https://d.example/view', webContentLink: A }, [A]],
		['a file of Strapi', { data: { attributes: { url: A, formats: { small: { url: B } } } } }, [A]],
		['a medium of WordPress', { link: 'https://w.example/page', source_url: A }, [A]],
		['an image of Shopify', { image: { src: A } }, [A]],
		['a file of OneDrive', { webUrl: 'https://o.example', '@microsoft.graph.downloadUrl': A }, [A]],
		['a link of Dropbox', { metadata: { name: 'a' }, link: A }, [A]],
		['names', 'data, logo', ['data', 'logo']],
		['an empty list', [], []],
		['an empty list as JSON text', '[]', []],
		['nothing', '', []],
		['a URL without a host', { url: '/uploads/a.png', formats: { small: { url: A } } }, ['other']],
		['two files of one object', { file: { url: A }, image: { url: B } }, ['other']],
		['a buffer as JSON', { type: 'Buffer', data: [137, 80] }, ['other']],
		// eslint-disable-next-line no-sparse-arrays
		['an entry that was never set', [A, , B], [A, 'hole', B]],
		['an empty list and an empty object', [A, [], {}], [A, 'hole', 'hole']],
		['nothing behind the last comma', `${A}, `, [A, 'hole']],
		['nothing before the first bar', `| ${A}`, ['hole', A]],
		['a missing name', 'data,,logo', ['data', 'hole', 'logo']],
		['a broken JSON text, as it is', '["https://x', ['https://x/']],
		['words before it', `Here it is: ${A}`, [`Here it is: ${A}`]],
		['words between two', `${A} or ${B}`, [`${A} or ${B}`]],
		['an image that is a link', `[![x](${A})](${B})`, [`[![x](${A})](${B})`]],
		[
			'a drawing as data URL',
			`data:image/svg+xml,<svg xmlns="${A}">`,
			[`data:image/svg+xml,<svg xmlns="${A}">`],
		],
	])('%s', (_name, value, found) => {
		expect(wordsIn(value)).toEqual(found);
	});

	it('keeps the order of URLs, however they are written', () => {
		const address = fc
			.webUrl({ withQueryParameters: true })
			.filter((u) => !/[\s,;|]https?:/i.test(u) && /[\w/]$/.test(u) && !/[()]/.test(u))
			.map((u) => new URL(u).toString());
		const mark = fc.constantFrom(',', ', ', '\n', ' ', ';', ' | ');
		fc.assert(
			fc.property(fc.array(address, { minLength: 1 }), mark, (list, by) => {
				expect(wordsIn(list)).toEqual(list);
				expect(wordsIn(JSON.stringify(list))).toEqual(list);
				expect(wordsIn(list.join(by))).toEqual(list);
				expect(wordsIn(list.map((url) => `![x](${url})`).join(by))).toEqual(list);
			}),
		);
	});

	it.each(['ftp://example.com/a', 'example.com/a.png', 'data:image/png;base64,AAAA', 'a.png'])(
		'that are not http(s) are refused: %s',
		(text) => {
			const { definition, details } = problemIn(() => urlsNamed([A, text]));
			expect(definition).toBe(INPUT_ERRORS.urlInvalid);
			expect(details.detail).toContain(text);
		},
	);
});

/** An item with these files. */
const itemWith = (names: string[], parameters: Record<string, unknown> = {}) =>
	itemContext({
		parameters,
		items: [{ json: {}, binary: Object.fromEntries(names.map((name) => [name, file])) }],
	});

/** An item in whose JSON n8n keeps its files. */
const combined = (...names: string[]) => {
	const files = Object.fromEntries(names.map((name) => [name, file]));
	return itemContext({ items: [{ json: { _files: files as never } }] });
};

describe('files by the names of their fields', () => {
	const unused = itemWith(['mask'], { maskSource: 'none', maskBinaryPropertyName: 'mask' });

	it.each<[string, IExecuteFunctions, unknown, unknown[]]>([
		['one', oneItem(), 'data', ['data']],
		['several, with blanks', oneItem(), ' data , logo ', ['data', 'logo']],
		['one twice', oneItem(), 'logo,data,logo', ['logo', 'data', 'logo']],
		['a path into the JSON', combined('photo'), '_files.photo', ['_files.photo']],
		['a file itself, which has a name', oneItem(), file, ['data']],
		['a file itself', oneItem(), fileOf('y'), [fileOf('y')]],
		['data, which stands for the only file', itemWith(['Photo']), 'data', ['Photo']],
		['data, for the only file in the JSON', combined('photo'), 'data', ['_files.photo']],
		['data, which there is', combined('photo', 'data'), 'data', ['_files.data']],
		['data, for a file that an unused mask names', unused, 'data', ['mask']],
	])('%s', (_name, ctx, value, found) => {
		expect(filesNamed(ctx, 0, value)).toEqual(found.map(source));
	});

	it.each<[string, IExecuteFunctions, string, string]>([
		[
			'one of two',
			oneItem(),
			'data,photo',
			"Entry 2 of 2. Named: 'photo'. File fields of this item: 'data', 'logo', 'mask'.",
		],
		['all', itemContext({}), 'data', "Named: 'data'. File fields of this item: none."],
		[
			'another one in the JSON',
			combined('photo'),
			'logo',
			"Named: 'logo'. File fields of this item: '_files.photo'.",
		],
		[
			'data, of several',
			itemWith(['Photo', 'Logo']),
			'data',
			"Named: 'data'. File fields of this item: 'Photo', 'Logo'.",
		],
		[
			'a name that is not preset',
			itemWith(['Photo']),
			'photo',
			"Named: 'photo'. File fields of this item: 'Photo'.",
		],
	])(
		'that are missing are refused, with the names of those that exist: %s',
		(_name, ctx, value, told) => {
			const { definition, details } = problemIn(() => filesNamed(ctx, 0, value));
			expect(definition).toBe(INPUT_ERRORS.fieldMissing);
			expect(details.detail).toBe(told);
		},
	);

	it.each<[string, Record<string, unknown>]>([
		['another row', { images: { values: [{}, { binaryPropertyName: 'logo' }] } }],
		['another row, among others', { imageFields: { values: [{ binaryPropertyName: 'a, logo' }] } }],
		['another row, as a list', { images: { values: [{ binaryPropertyName: ['logo'] }] } }],
		['the mask', { maskSource: 'binary', maskBinaryPropertyName: 'logo' }],
	])('data does not stand for a file that is named by %s', (_name, parameters) => {
		const named = () => filesNamed(itemWith(['logo'], parameters), 0, 'data');
		expect(rowIn(named)).toBe(INPUT_ERRORS.fieldMissing);
	});

	it.each([`data:image/png;base64,${'A'.repeat(20)}`, 'iVBORw0KGgo'.repeat(30)])(
		'refuse file content where a name belongs: %.20s',
		(content) => {
			const problem = problemIn(() => filesNamed(oneItem(), 0, content));
			expect(problem.definition).toBe(INPUT_ERRORS.base64InsteadOfName);
			expect(JSON.stringify(problem.details)).not.toContain(content.slice(0, 30));
		},
	);

	it.each<[unknown, keyof typeof INPUT_ERRORS, string]>([
		['  ', 'imagesMissing', 'Found: an empty text.'],
		[null, 'imagesMissing', 'Found: null.'],
		[undefined, 'imagesMissing', 'Found: undefined.'],
		[[], 'imagesMissing', 'Found: an empty list.'],
		[{}, 'imagesMissing', 'Found: an empty object.'],
		[' , ', 'imagesMissing', 'Found: " , ".'],
		['data,,logo', 'entryEmpty', 'Entry 2 of 3. Found: an empty text.'],
	])('%j is refused with what was found', (value, row, told) => {
		const { definition, details } = problemIn(() => filesNamed(oneItem(), 0, value));
		expect([definition, details.detail]).toEqual([INPUT_ERRORS[row], told]);
	});
});

it('an image is the field data where its row was left as it was', () => {
	expect(readImages(oneItem({ images: { values: [{}] } }), 0)).toEqual([source('data')]);
});

it('a row that names no image is refused with its number', () => {
	const rows = [A, ''].map((address) => ({ source: 'url', url: address }));
	const { definition, details } = problemIn(() =>
		readImages(oneItem({ images: { values: rows } }), 0),
	);
	expect(definition).toBe(INPUT_ERRORS.imagesMissing);
	expect(details.detail).toBe('Image 2 of 2. Found: an empty text.');
});

it('a mask that is not used is none, and one that is used and named nowhere is missing', () => {
	expect(readMask(oneItem({ maskSource: 'none', maskUrl: A }), 0)).toBeNull();
	for (const named of [
		{ maskSource: 'url', maskUrl: '' },
		{ maskSource: 'binary', maskBinaryPropertyName: ' , ' },
	]) {
		expect(rowIn(() => readMask(oneItem(named), 0))).toBe(INPUT_ERRORS.maskMissing);
	}
});
