import {
	checkCustomRequest,
	readCustomRequest,
} from '../../../nodes/Segmind/parameters/customModel';
import { readBodyFields } from '../../../nodes/Segmind/parameters/fields';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { filesContext, itemContext } from '../support/itemContext';
import { problemIn, rowIn } from '../support/problems';

const URL_A = 'https://example.com/a.png';
const URL_B = 'https://example.com/b.png';

const { bodyJsonInvalid } = INPUT_ERRORS;

const fields = (parameters: Record<string, unknown>) =>
	Object.fromEntries(readBodyFields(itemContext({ parameters }), 0));

const row = (name: unknown, type: string, key: string, value: unknown) => ({
	bodyFields: { values: [{ name, type, [key]: value }] },
});

describe('typed rows', () => {
	it.each([
		['string', 'value', 'a text', 'a text'],
		['string', 'value', '', ''],
		['string', 'value', 7, '7'],
		['number', 'numberValue', 0, 0],
		['number', 'numberValue', '2.5', 2.5],
		['boolean', 'booleanValue', false, false],
		['boolean', 'booleanValue', 'True', true],
		['json', 'jsonValue', '["a", {"b": null}]', ['a', { b: null }]],
		['json', 'jsonValue', 'null', null],
		['json', 'jsonValue', '"text"', 'text'],
		['json', 'jsonValue', { a: 1 }, { a: 1 }],
		['json', 'jsonValue', 5, 5],
	])('%s: %s %j is sent as %j', (type, key, given, sent) => {
		expect(fields(row('field', type, key, given))).toEqual({ field: sent });
	});

	it.each([
		['number', 'numberValue', ''],
		['number', 'numberValue', 'many'],
		['number', 'numberValue', Infinity],
		['number', 'numberValue', true],
		['boolean', 'booleanValue', 'yes'],
		['boolean', 'booleanValue', 1],
		['string', 'value', { a: 1 }],
		['date', 'value', 'today'],
	])('%s: %s %j is of the wrong type', (type, key, given) => {
		const problem = problemIn(() => fields(row('field', type, key, given)));
		expect(problem.definition).toBe(INPUT_ERRORS.valueOfWrongType);
		expect(problem.details.detail).toContain("'field'");
	});

	it.each(['{a: 1}', '[1,]', '', 'undefined'])('JSON %j is none', (jsonValue) => {
		const problem = problemIn(() => fields(row('field', 'json', 'jsonValue', jsonValue)));
		expect(problem.definition).toBe(bodyJsonInvalid);
		expect(problem.details.detail).toContain("'field'");
	});

	it.each(['', '  ', undefined, null, 7, 'a\nb', '{"a":1}', 'x'.repeat(200)])(
		'%j is no name',
		(name) => {
			expect(rowIn(() => fields(row(name, 'string', 'value', 'x')))).toBe(
				INPUT_ERRORS.fieldNameInvalid,
			);
		},
	);

	it.each(['prompt', ' image_urls ', 'promptText', 'Reference Image 1', 'größe', '__proto__'])(
		'%j is a name',
		(name) => {
			const ctx = itemContext({ parameters: row(name, 'string', 'value', 'x') });
			expect([...readBodyFields(ctx, 0)]).toEqual([[name.trim(), 'x']]);
		},
	);
});

describe('a JSON body', () => {
	const json = (bodyJson: unknown) => fields({ bodyMode: 'json', bodyJson });

	it('is text or an object', () => {
		expect(json('{"a": [1, null], "b": {"c": true}}')).toEqual({ a: [1, null], b: { c: true } });
		expect(json({ a: 1 })).toEqual({ a: 1 });
		expect(json('')).toEqual({});
	});

	it.each(['[]', '"text"', '7', 'null', ['a'], 7])('%j is no object', (given) => {
		expect(rowIn(() => json(given))).toBe(INPUT_ERRORS.bodyNotAnObject);
	});

	it('says where JSON breaks off, but not in the message', () => {
		const { definition, details, message } = problemIn(() => json('{"prompt": "a" "b"}'));
		expect([definition, message]).toEqual([bodyJsonInvalid, bodyJsonInvalid.message]);
		expect(details.detail).toContain("'JSON Body'");
	});

	it('leaves the rows aside that were entered before', () => {
		const given = { ...row('old', 'string', 'value', 'x'), bodyMode: 'json', bodyJson: '{"a":1}' };
		expect(fields(given)).toEqual({ a: 1 });
	});
});

const list = { name: 'image_urls', sendAs: 'list', source: 'url' };

/** A request with these rows of files, checked. */
async function filesOf(...values: object[]) {
	const modelSlug = { __rl: true, mode: 'slug', value: 'any-model' };
	const parameters = { modelSlug, bodyMode: 'fields', imageFields: { values } };
	const ctx = itemContext({ parameters });
	const request = await readCustomRequest(ctx, 0);
	await checkCustomRequest(filesContext(ctx), request);
	return request;
}

it('files of one list join, in the order of their rows', async () => {
	const { files } = await filesOf(
		{ ...list, url: URL_A },
		{ name: 'mask', url: URL_A },
		{ ...list, url: URL_B },
	);
	const [a, b] = [URL_A, URL_B].map((url) => ({ kind: 'url', url }));
	expect(files).toMatchObject([
		{ name: 'image_urls', sendAs: 'list', sources: [a, b] },
		{ name: 'mask', sendAs: 'url', sources: [a] },
	]);
});

it.each([
	['two addresses in one row', [{ name: 'a', url: `${URL_A}, ${URL_B}` }]],
	[
		'a list and a single address',
		[
			{ ...list, url: URL_A },
			{ name: list.name, url: URL_B },
		],
	],
	[
		'a single address and a list',
		[
			{ name: list.name, url: URL_B },
			{ ...list, url: URL_A },
		],
	],
])('%s do not', async (_name, rows) => {
	await expect(filesOf(...rows)).rejects.toMatchObject({
		definition: INPUT_ERRORS.fileFieldSingle,
	});
});
