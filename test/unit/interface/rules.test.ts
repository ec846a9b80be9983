import { CATALOG } from '../../../nodes/Segmind/models/catalog.generated';
import { type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { SegmindApi } from '../../../credentials/SegmindApi.credentials';
import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import { wordingFindings } from './rules';

const { description } = new Segmind();

it('follows the rules in all that a person reads of the node', () => {
	expect(wordingFindings(description.properties)).toEqual([]);
});

it('follows the rules in all that a person reads of the credential', () => {
	expect(wordingFindings(new SegmindApi().properties)).toEqual([]);
});

describe('the check notices', () => {
	const control: INodeProperties = {
		displayName: 'Output Format',
		name: 'output_format',
		type: 'options',
		options: [
			{ name: 'JPEG', value: 'jpeg' },
			{ name: 'PNG', value: 'png' },
		],
		default: 'png',
		placeholder: 'e.g. PNG',
		description: 'File format of the image',
	};
	const text: INodeProperties = { displayName: 'Name', name: 'name', type: 'string', default: '' };
	const flag: INodeProperties = {
		displayName: 'Flag',
		name: 'flag',
		type: 'boolean',
		default: false,
	};
	const entries = (...names: string[]): INodePropertyOptions[] =>
		names.map((name) => ({ name, value: name }));
	const fields = (...names: string[]): INodeProperties[] =>
		names.map((name) => ({ ...text, displayName: name, name }));
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
	};

	it('nothing in controls that are right', () => {
		const sorted = entries('A', 'B', 'C', 'D', 'E');
		const right = [
			control,
			text,
			{ ...flag, description: 'Whether it is so' },
			{ ...control, options: sorted, default: 'A' },
			{ ...text, description: 'One sentence. And another.', displayName: 'Field to Use' },
			{ ...collection, options: fields('Alpha', 'Beta'), placeholder: 'Add Option' },
		];
		expect(wordingFindings(right)).toEqual([]);
	});

	it.each([
		['a label in lower case', { ...control, displayName: 'output format' }],
		['a word in lower case', { ...control, displayName: 'Output format' }],
		['two blanks', { ...control, displayName: 'Output  Format' }],
		['a small ID', { ...control, displayName: 'Request Id' }],
		['a small URL', { ...control, description: 'The url of the image' }],
		['another word for an image', { ...control, description: 'File format of the picture' }],
		['another word for a URL', { ...control, description: 'Public address of the image' }],
		['an emoji', { ...control, displayName: 'Output Format 🎨' }],
		['a value in lower case', { ...control, options: [{ name: 'png', value: 'png' }] }],
		[
			'a value twice',
			{
				...control,
				options: [
					{ name: 'PNG', value: 'png' },
					{ name: 'P', value: 'png' },
				],
			},
		],
		[
			'a name twice',
			{
				...control,
				options: [
					{ name: 'PNG', value: 'png' },
					{ name: 'PNG', value: 'p' },
				],
			},
		],
		[
			'five values out of order',
			{ ...control, options: entries('B', 'A', 'C', 'D', 'E'), default: 'A' },
		],
		['fields out of order', { ...collection, options: fields('Beta', 'Alpha') }],
		['a required field', { ...collection, options: [{ ...text, required: true }] }],
		['a default that is not offered', { ...control, default: 'gif' }],
		['a default of another type', { ...text, default: 7 }],
		['a default of a switch that is text', { ...flag, default: 'no', description: 'Whether' }],
		['a switch without Whether', { ...flag, description: 'If it is so' }],
		['a period too many', { ...control, description: 'File format of the image.' }],
		['a period too few', { ...control, description: 'File format. Of the picture' }],
		['a small beginning', { ...control, description: 'file format of the image' }],
		['the label again', { ...control, description: 'Output Format' }],
		['an empty description', { ...control, description: '' }],
		['binary property', { ...control, description: 'Name of the binary property' }],
		['a placeholder without e.g.', { ...control, placeholder: 'PNG' }],
		['a placeholder of a list', { ...collection, options: [], placeholder: 'e.g. this' }],
		['a hint with a period', { ...control, hint: 'Choose one.' }],
		['required: false', { ...control, required: false }],
		['keys in another order', { name: 'x', displayName: 'X', type: 'string', default: '' }],
		['a resource with expressions', { ...control, name: 'resource' }],
		['an operation without an action', { ...control, name: 'operation', noDataExpression: true }],
		[
			'an action with an article',
			{
				...control,
				name: 'operation',
				noDataExpression: true,
				options: [{ name: 'Edit', value: 'png', action: 'Edit an image' }],
			},
		],
		[
			'an action in Title Case',
			{
				...control,
				name: 'operation',
				noDataExpression: true,
				options: [{ name: 'Edit', value: 'png', action: 'Edit Image' }],
			},
		],
		['a notice that is no sentence', { ...text, type: 'notice', displayName: 'one. Two' }],
	] as Array<[string, INodeProperties]>)('%s', (_name, wrong) => {
		expect(wordingFindings([wrong])).not.toEqual([]);
	});
});

describe('the description of the node', () => {
	// n8n shows the first two lines of an entry only
	it('tells in its models first what they cost and take, then what is wrong with them', () => {
		const lists = description.properties.filter(({ name }) => name === 'model');
		const entries = lists.flatMap(({ options }) => (options ?? []) as INodePropertyOptions[]);
		expect(entries.length).toBeGreaterThanOrEqual(CATALOG.length);
		for (const { value, description: text } of entries) {
			const facts = CATALOG.find(({ slug }) => slug === value);
			const usd = facts?.typicalUsd === null ? '' : '\\$\\d+\\.\\d{2,}';
			const seconds = facts?.typicalSeconds === null ? '' : '\\d+(?:\\.\\d+)? s';
			const figures = [usd, seconds].filter((one) => one !== '').join(' · ');
			if (figures) expect(text).toMatch(new RegExp(`^${figures}\\. `));
			expect(text).not.toMatch(/20\d\d/);
			const wrong = { retired: 'Retired by Segmind', unconfirmed: 'Unconfirmed: ' };
			if (facts?.status) expect(text?.slice(0, 40)).toContain(wrong[facts.status]);
			const priced = facts?.parameters.some((p) => p.place === 'top' && p.name === 'quality');
			if (priced && facts?.typicalUsd) expect(text).toMatch(/Quality .*change the price\./);
		}
	});

	it('offers a retired model only where it is chosen already, and names it as retired', () => {
		const retired = CATALOG.filter(({ status }) => status === 'retired');
		expect(retired.map(({ slug }) => slug)).toEqual(['seededit-v3']);
		const lists = description.properties.filter(({ name }) => name === 'model');
		const entries = lists.flatMap(({ options }) => (options ?? []) as INodePropertyOptions[]);
		for (const { slug } of retired) {
			const found = entries.filter(({ value }) => value === slug);
			expect(found.length).toBeGreaterThan(0);
			for (const { name, displayOptions } of found) {
				expect(name).toMatch(/ \(Retired\)$/);
				expect(displayOptions).toEqual({ show: { model: [slug] } });
			}
			for (const list of lists) expect(list.default).not.toBe(slug);
		}
		const others = entries.filter(({ value }) => !retired.some(({ slug }) => slug === value));
		for (const one of others) expect(one.displayOptions).toBeUndefined();
	});

	it('explains what goes wrong most often where it goes wrong', () => {
		const all = JSON.stringify(description.properties);
		expect(all).toContain('The name of the field that holds the file, not its content');
		expect(all).toContain('PNG with transparency, same size as the first image');
		expect(all).toContain('1:1 makes it square, whatever shape the input has');
		expect(all).toMatch(/no hard cut/);
		expect(all).toMatch(/public URLs/);
		expect(all).toMatch(/direct call is meant for models that take a few seconds/);
	});
});

describe('the credential', () => {
	const credential = new SegmindApi();

	it('hides the key and has the documented hosts', () => {
		const [key, base, upload] = credential.properties;
		expect(key).toMatchObject({ name: 'apiKey', typeOptions: { password: true }, required: true });
		expect(base).toMatchObject({ name: 'baseUrl', default: 'https://api.segmind.com' });
		expect(upload).toMatchObject({
			name: 'uploadUrl',
			default: 'https://workflows-api.segmind.com',
		});
		expect(credential.properties).toHaveLength(3);
	});

	it('sends the key in the header that Segmind documents, and in no other', async () => {
		const asked = { url: 'https://api.segmind.com', headers: { accept: 'image/png' } };
		expect(await credential.authenticate({ apiKey: 'SG_1' }, asked)).toEqual({
			url: 'https://api.segmind.com',
			headers: { accept: 'image/png', 'x-api-key': 'SG_1' },
		});
		expect(credential.documentationUrl).toMatch(/^https:\/\//);
	});
});
