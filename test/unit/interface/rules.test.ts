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
		...{ displayName: 'Output Format', name: 'output_format', type: 'options', default: 'png' },
		options: [
			{ name: 'JPEG', value: 'jpeg' },
			{ name: 'PNG', value: 'png' },
		],
		...{ placeholder: 'e.g. PNG', description: 'File format of the image' },
	};
	const text: INodeProperties = { displayName: 'Name', name: 'name', type: 'string', default: '' };
	const flag: INodeProperties = { ...text, type: 'boolean', default: false };
	const entries = (...names: string[]): INodePropertyOptions[] =>
		names.map((name) => ({ name, value: name }));
	const collection = (...names: string[]): INodeProperties => ({
		...{ ...text, type: 'collection', default: {} },
		options: names.map((name) => ({ ...text, displayName: name, name })),
	});
	const operation = (action?: string): INodeProperties => ({
		...{ ...control, name: 'operation', noDataExpression: true },
		options: [{ name: 'PNG', value: 'png', ...(action && { action }) }],
	});

	it('nothing in controls that are right', () => {
		const right = [
			...[control, text, operation('Edit image')],
			{ ...flag, description: 'Whether it is so' },
			{ ...control, options: entries('A', 'B', 'C', 'D', 'E'), default: 'A' },
			{ ...text, description: 'One sentence. And another.', displayName: 'Field to Use' },
			{ ...collection('Alpha', 'Beta'), placeholder: 'Add Option' },
		];
		expect(wordingFindings(right)).toEqual([]);
	});

	it.each<[string, INodeProperties]>([
		['a word in lower case', { ...control, displayName: 'Output format' }],
		['two blanks', { ...control, displayName: 'Output  Format' }],
		['a small ID', { ...control, displayName: 'Request Id' }],
		['another word for an image', { ...control, description: 'File format of the picture' }],
		['an emoji', { ...control, displayName: 'Output Format 🎨' }],
		['a name twice', { ...control, options: entries('PNG', 'PNG'), default: 'PNG' }],
		['values out of order', { ...control, options: entries(...'BACDE'), default: 'A' }],
		['fields out of order', collection('Beta', 'Alpha')],
		['a required field', { ...collection(), options: [{ ...text, required: true }] }],
		['a default that is not offered', { ...control, default: 'gif' }],
		['a default of another type', { ...text, default: 7 }],
		['a switch without Whether', { ...flag, description: 'If it is so' }],
		['a period too many', { ...control, description: 'File format of the image.' }],
		['a period too few', { ...control, description: 'File format. Of the image' }],
		['a small beginning', { ...control, description: 'file format of the image' }],
		['the label again', { ...control, description: 'Output Format' }],
		['binary property', { ...control, description: 'Name of the binary property' }],
		['a placeholder without e.g.', { ...control, placeholder: 'PNG' }],
		['a placeholder of a list', { ...collection(), placeholder: 'e.g. this' }],
		['a hint with a period', { ...control, hint: 'Choose one.' }],
		['required: false', { ...control, required: false }],
		['keys in another order', { name: 'x', displayName: 'X', type: 'string', default: '' }],
		['a resource with expressions', { ...control, name: 'resource' }],
		['an operation without an action', operation()],
		['an action with an article', operation('Edit an image')],
		['an action in Title Case', operation('Edit Image')],
		['a notice that is no sentence', { ...text, type: 'notice', displayName: 'one. Two' }],
	])('%s', (_name, wrong) => {
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
});

describe('the credential', () => {
	const credential = new SegmindApi();

	it('hides the key and has the documented hosts', () => {
		expect(credential.properties).toMatchObject([
			{ name: 'apiKey', typeOptions: { password: true }, required: true },
			{ name: 'baseUrl', default: 'https://api.segmind.com' },
			{ name: 'uploadUrl', default: 'https://workflows-api.segmind.com' },
		]);
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
