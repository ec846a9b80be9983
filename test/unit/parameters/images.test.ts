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
const url = (address: string) => ({ kind: 'url', url: address });

describe('what a value names', () => {
	const W = 'https://en.wikipedia.org/wiki/Blue_(2020)';
	const airtable = {
		id: 'attX1',
		width: 10,
		url: A,
		filename: 'a.png',
		thumbnails: { small: { url: 'https://t.example/small.png' } },
	};

	it.each<[string, unknown, string[]]>([
		['one', A, [A]],
		['one with blanks around', ` ${A}\n`, [A]],
		['two, separated by a comma', `${A},${B}`, [A, B]],
		['two, separated by a comma and a blank', `${A}, ${B}`, [A, B]],
		['two, separated by a semicolon', `${A}; ${B}`, [A, B]],
		['two, separated by a bar', `${A}|${B}`, [A, B]],
		['two, separated by a line break', `${A}\r\n${B}`, [A, B]],
		['two, separated by an ideographic comma', `${A}、${B}`, [A, B]],
		[
			'marks within a URL',
			'https://x.example/a;b|c,d?u=https://y.example',
			['https://x.example/a;b|c,d?u=https://y.example'],
		],
		[
			'a file name with blanks',
			'https://x.example/Blue Shirt.png',
			['https://x.example/Blue%20Shirt.png'],
		],
		['a list', [A, B], [A, B]],
		['a list of lists', [[A], B], [A, B]],
		['a list as JSON text', JSON.stringify([A, B]), [A, B]],
		['a list as Python prints it', `['${A}', '${B}']`, [A, B]],
		['code of a language model', `\`\`\`json\n${JSON.stringify({ url: A })}\n\`\`\``, [A]],
		['a text in quotes', `"${A}"`, [A]],
		['an image of Markdown', `![a (small) one](${A})`, [A]],
		['links of Markdown', `[a](${A}), [b](${B})`, [A, B]],
		['a link whose label is the URL', `[${A}](${A})`, [A]],
		['a list of Markdown', `- ${A}\n- ${B}`, [A, B]],
		['a numbered list', `1. ${A}\n2. ${B}`, [A, B]],
		['code and bold of Markdown', `\`${A}\` **${B}**`, [A, B]],
		['a link of Slack', `<${A}|a.png>`, [A]],
		['a link of Slack that names itself', `<${A}?x=1&amp;y=2|${A}>`, [`${A}?x=1&y=2`]],
		['a full stop behind it', `${A}.`, [A]],
		['a bracket behind it', `(${A}).`, [A]],
		['a quote behind it', `${A}"`, [A]],
		['brackets that pair', W, [W]],
		['brackets that pair, in brackets', `(${W})!`, [W]],
		['an attachment of Airtable', [airtable], [A]],
		['one such object', airtable, [A]],
		['attachments as JSON text', JSON.stringify([airtable, { ...airtable, url: B }]), [A, B]],
		[
			'files of Notion',
			[
				{ type: 'file', file: { url: A } },
				{ type: 'external', external: { url: B } },
			],
			[A, B],
		],
		[
			'a file of Google Drive',
			{ kind: 'drive#file', webViewLink: 'https://d.example/view', webContentLink: A },
			[A],
		],
		[
			'a file of Strapi',
			{ data: { id: 1, attributes: { url: A, formats: { small: { url: B } } } } },
			[A],
		],
		['a medium of WordPress', { link: 'https://w.example/page', source_url: A }, [A]],
		['an image of Shopify', { image: { src: A } }, [A]],
		['a file of OneDrive', { webUrl: 'https://o.example', '@microsoft.graph.downloadUrl': A }, [A]],
		['a link of Dropbox', { metadata: { name: 'a' }, link: A }, [A]],
		['names', 'data, logo', ['data', 'logo']],
		['an empty list', [], []],
		['an empty list as JSON text', '[]', []],
		['nothing', '', []],
		['undefined', undefined, []],
		['an object without fields', {}, []],
		['a number', 42, ['other']],
		['a photo of Telegram', [{ file_id: 'A', width: 1 }], ['other']],
		['a URL without a host', { url: '/uploads/a.png', formats: { small: { url: A } } }, ['other']],
		['two files of one object', { file: { url: A }, image: { url: B } }, ['other']],
		['a buffer as JSON', { type: 'Buffer', data: [137, 80] }, ['other']],
		['a missing entry', [A, undefined, B], [A, 'hole', B]],
		['an entry that is null', [null, A], ['hole', A]],
		['an entry that is empty', [A, ' '], [A, 'hole']],
		// eslint-disable-next-line no-sparse-arrays
		['an entry that was never set', [A, , B], [A, 'hole', B]],
		['an empty list and an empty object', [A, [], {}], [A, 'hole', 'hole']],
		['nothing between two commas', `${A}, ,${B}`, [A, 'hole', B]],
		['nothing behind the last comma', `${A}, `, [A, 'hole']],
		['nothing before the first bar', `| ${A}`, ['hole', A]],
		['a missing name', 'data,,logo', ['data', 'hole', 'logo']],
		['a broken JSON text, as it is', '["https://x', ['https://x/']],
		['words before it', `Here it is: ${A}`, [`Here it is: ${A}`]],
		['words behind it', `${A} and enjoy`, [`${A} and enjoy`]],
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

describe('files by the names of their fields', () => {
	it.each([
		['data', ['data']],
		[' data , logo ', ['data', 'logo']],
		['logo,data,logo', ['logo', 'data', 'logo']],
	])('%j', (text, names) => {
		expect(filesNamed(oneItem(), 0, text)).toEqual(names.map(source));
	});

	it('by path, where n8n keeps files within the JSON', () => {
		const ctx = itemContext({ items: [{ json: { _files: { data: file } as never } }] });
		expect(filesNamed(ctx, 0, '_files.data')).toEqual([source('_files.data')]);
	});

	it('or as the file itself, out of an expression', () => {
		const other = fileOf('y');
		expect(filesNamed(oneItem(), 0, other)).toEqual([source(other)]);
		expect(filesNamed(oneItem(), 0, file)).toEqual([source('data')]);
	});

	it('that are missing are refused, with the names of those that exist', () => {
		const { definition, details } = problemIn(() => filesNamed(oneItem(), 0, 'data,photo'));
		expect(definition).toBe(INPUT_ERRORS.fieldMissing);
		expect(details.detail).toBe(
			"Entry 2 of 2. Named: 'photo'. File fields of this item: 'data', 'logo', 'mask'.",
		);
	});

	it('that are missing from an item without files say so', () => {
		const { details } = problemIn(() => filesNamed(itemContext({}), 0, 'data'));
		expect(details.detail).toContain('File fields of this item: none.');
	});

	it('that n8n keeps within the JSON are named by their paths', () => {
		const ctx = itemContext({ items: [{ json: { _files: { photo: file } as never } }] });
		expect(problemIn(() => filesNamed(ctx, 0, 'logo')).details.detail).toContain("'_files.photo'");
	});

	it.each([
		['a data URL', `data:image/png;base64,${'A'.repeat(20)}`],
		['base64 text', 'iVBORw0KGgo'.repeat(30)],
	])('refuse file content where a name belongs: %s', (_name, content) => {
		const problem = problemIn(() => filesNamed(oneItem(), 0, content));
		expect(problem.definition).toBe(INPUT_ERRORS.base64InsteadOfName);
		expect(JSON.stringify(problem.details)).not.toContain(content.slice(0, 30));
	});

	it.each<[unknown, string]>([
		['', 'an empty text'],
		['  ', 'an empty text'],
		[null, 'null'],
		[undefined, 'undefined'],
		[[], 'an empty list'],
		[{}, 'an empty object'],
		[' , ', '" , "'],
	])('that are none are refused with what was found: %j', (value, found) => {
		const { definition, details } = problemIn(() => filesNamed(oneItem(), 0, value));
		expect(definition).toBe(INPUT_ERRORS.imagesMissing);
		expect(details.detail).toBe(`Found: ${found}.`);
	});

	it('are refused with their number where a list has an empty entry', () => {
		const { definition, details } = problemIn(() => filesNamed(oneItem(), 0, 'data,,logo'));
		expect(definition).toBe(INPUT_ERRORS.entryEmpty);
		expect(details.detail).toBe('Entry 2 of 3. Found: an empty text.');
	});
});

describe('a name that was left as it is', () => {
	const itemWith = (names: string[], parameters: Record<string, unknown> = {}) =>
		itemContext({
			parameters,
			items: [{ json: {}, binary: Object.fromEntries(names.map((name) => [name, file])) }],
		});

	it.each(['Photo', 'attachment_0'])('stands for the only file of the item: %s', (name) => {
		expect(filesNamed(itemWith([name]), 0, 'data')).toEqual([source(name)]);
	});

	it('stands for the only file that n8n keeps within the JSON', () => {
		const within = (files: object) =>
			itemContext({ items: [{ json: { _files: files as never } }] });
		expect(filesNamed(within({ photo: file }), 0, 'data')).toEqual([source('_files.photo')]);
		const two = within({ photo: file, data: file });
		expect(filesNamed(two, 0, 'data')).toEqual([source('_files.data')]);
	});

	it('stands for no one of several, which are named', () => {
		const { definition, details } = problemIn(() =>
			filesNamed(itemWith(['Photo', 'Logo']), 0, 'data'),
		);
		expect(definition).toBe(INPUT_ERRORS.fieldMissing);
		expect(details.detail).toBe("Named: 'data'. File fields of this item: 'Photo', 'Logo'.");
	});

	it.each(['photo', 'data, Photo'])('is none once it was changed: %s', (name) => {
		expect(rowIn(() => filesNamed(itemWith(['Photo']), 0, name))).toBe(INPUT_ERRORS.fieldMissing);
	});

	it.each([
		['another row', { images: { values: [{}, { binaryPropertyName: 'logo' }] } }, 'logo'],
		[
			'another row, among others',
			{ imageFields: { values: [{ binaryPropertyName: 'a, logo' }] } },
			'logo',
		],
		['another row, as a list', { images: { values: [{ binaryPropertyName: ['logo'] }] } }, 'logo'],
		['the mask', { maskSource: 'binary', maskBinaryPropertyName: 'mask' }, 'mask'],
	])('does not stand for a file that is named elsewhere: by %s', (_name, parameters, only) => {
		const ctx = itemWith([only], parameters);
		expect(rowIn(() => filesNamed(ctx, 0, 'data'))).toBe(INPUT_ERRORS.fieldMissing);
	});

	it('stands for a file that a mask names which is not used', () => {
		const ctx = itemWith(['mask'], { maskSource: 'none', maskBinaryPropertyName: 'mask' });
		expect(filesNamed(ctx, 0, 'data')).toEqual([source('mask')]);
	});
});

describe('the images of an item', () => {
	const images = (...values: unknown[]) => oneItem({ images: { values } });

	it('keep the order of the rows, files and URLs mixed', () => {
		const ctx = images(
			{ source: 'url', url: B },
			{ source: 'binary', binaryPropertyName: 'logo, data' },
			{ source: 'url', url: [A, B] },
		);
		expect(readImages(ctx, 0)).toEqual([url(B), source('logo'), source('data'), url(A), url(B)]);
	});

	it('are the field data where a row was left as it was', () => {
		expect(readImages(images({}), 0)).toEqual([source('data')]);
		expect(readImages(images({ source: 'binary' }), 0)).toEqual([source('data')]);
	});

	it('are those of the flat field of a tool', () => {
		const ctx = oneItem({ imageUrls: `${A}, ${B}` });
		expect(readImages(ctx, 0)).toEqual([url(A), url(B)]);
	});

	it('are refused with the number of the row that names none', () => {
		const rows = [
			{ source: 'url', url: A },
			{ source: 'url', url: '' },
		];
		const { definition, details } = problemIn(() => readImages(images(...rows), 0));
		expect(definition).toBe(INPUT_ERRORS.imagesMissing);
		expect(details.detail).toBe('Image 2 of 2. Found: an empty text.');
	});

	it.each([
		['no rows', {}],
		['an empty list of rows', { images: { values: [] } }],
		['an empty address', { images: { values: [{ source: 'url', url: '' }] } }],
		['an empty name', { images: { values: [{ source: 'binary', binaryPropertyName: '' }] } }],
		['commas only', { images: { values: [{ source: 'binary', binaryPropertyName: ',' }] } }],
		['blanks in the field of a tool', { imageUrls: '  ' }],
	])('are missing: %s', (_name, parameters) => {
		expect(rowIn(() => readImages(oneItem(parameters), 0))).toBe(INPUT_ERRORS.imagesMissing);
	});
});

describe('the mask of an item', () => {
	it.each([
		['none', {}, null],
		['none, with a field that is left over', { maskSource: 'none', maskUrl: A }, null],
		['a file', { maskSource: 'binary', maskBinaryPropertyName: 'mask' }, source('mask')],
		['an address', { maskSource: 'url', maskUrl: A }, url(A)],
	])('%s', (_name, parameters, mask) => {
		expect(readMask(oneItem(parameters), 0)).toEqual(mask);
	});

	it.each([
		['no name', { maskSource: 'binary', maskBinaryPropertyName: '' }],
		['no address', { maskSource: 'url', maskUrl: '' }],
		['commas only', { maskSource: 'binary', maskBinaryPropertyName: ' , ' }],
	])('is missing although one is to be used: %s', (_name, parameters) => {
		expect(rowIn(() => readMask(oneItem(parameters), 0))).toBe(INPUT_ERRORS.maskMissing);
	});
});
