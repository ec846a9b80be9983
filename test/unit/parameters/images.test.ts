import fc from 'fast-check';
import {
	urlsIn,
	filesNamed,
	readImages,
	urlsNamed,
} from '../../../nodes/Segmind/parameters/images';
import { readMask } from '../../../nodes/Segmind/parameters/singleImage';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { fileOf, itemContext } from '../support/itemContext';
import { problemIn, rowIn } from '../support/problems';

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

describe('addresses', () => {
	it.each([
		['one', A, [A]],
		['one with blanks around', ` ${A}\n`, [A]],
		['two, separated by a comma', `${A},${B}`, [A, B]],
		['two, separated by a comma and a blank', `${A}, ${B}`, [A, B]],
		['two, separated by a line break', `${A}\r\n${B}`, [A, B]],
		['a comma within an address', B, [B]],
		['a list', [A, B], [A, B]],
		['a list of lists', [[A], B], [A, B]],
		['a list as JSON text', JSON.stringify([A, B]), [A, B]],
		['an empty list', [], []],
		['an empty list as JSON text', '[]', []],
		['nothing', '', []],
		['undefined', undefined, []],
		['a number', 42, []],
		['broken JSON text, as it is', '["https://x', ['["https://x']],
	])('are found in %s', (_name, value, found) => {
		expect(urlsIn(value)).toEqual(found);
	});

	it('keep their order, however they are written', () => {
		const address = fc
			.webUrl({ withQueryParameters: true })
			.filter((u) => !/[\s,]https?:/i.test(u));
		const mark = fc.constantFrom(',', ', ', '\n', ' ');
		fc.assert(
			fc.property(
				fc.array(
					address.map((u) => u.replace(/,+$/, '')),
					{ minLength: 1 },
				),
				mark,
				(list, by) => {
					expect(urlsIn(list)).toEqual(list);
					expect(urlsIn(JSON.stringify(list))).toEqual(list);
					expect(urlsIn(list.join(by))).toEqual(list);
				},
			),
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
		['data,', ['data']],
	])('%j', (text, names) => {
		expect(filesNamed(oneItem(), 0, text)).toEqual(names.map(source));
	});

	it('by path, where n8n keeps files within the JSON', () => {
		const ctx = itemContext({ items: [{ json: { _files: { data: file } as never } }] });
		expect(filesNamed(ctx, 0, '_files.data')).toEqual([source('_files.data')]);
	});

	it('or as the file itself, out of an expression', () => {
		expect(filesNamed(oneItem(), 0, file)).toEqual([source(file)]);
	});

	it('that are missing are refused, with the names of those that exist', () => {
		const { definition, details } = problemIn(() => filesNamed(oneItem(), 0, 'data,photo'));
		expect(definition).toBe(INPUT_ERRORS.fieldMissing);
		expect(details.detail).toBe(
			"Named: 'photo'. File fields of this item: 'data', 'logo', 'mask'.",
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

	it.each(['', '  ', null, undefined, 42, {}])('refuse %j', (value) => {
		expect(rowIn(() => filesNamed(oneItem(), 0, value))).toBe(INPUT_ERRORS.imagesMissing);
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
