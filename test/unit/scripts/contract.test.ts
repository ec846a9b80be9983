import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import { compare, linesOf } from '../../../scripts/contract/compare';
import { contractEntries } from '../../../scripts/contract/entries';
import { nest, unnest } from '../../../scripts/contract/nested';

const CONTRACT = path.join(__dirname, '../../contract');

/** What a saved workflow relies on, a line each. */
const lines = (properties: INodeProperties[]) => contractEntries(properties).flatMap(linesOf);

const quality: INodeProperties = {
	...{ displayName: 'Quality', name: 'quality', type: 'options', default: 'auto' },
	options: [
		{ name: 'Auto', value: 'auto' },
		{ name: 'Low', value: 'low' },
	],
	displayOptions: { show: { model: ['a'], operation: ['edit'] } },
};

const broken = (changed: INodeProperties) =>
	compare(contractEntries([quality]), contractEntries([changed])).broken;

const at = 'where model="a" operation="edit": quality';

test('a further model, a further option and another label break nothing', () => {
	const [, low] = quality.options ?? [];
	const changed: INodeProperties = {
		...quality,
		displayName: 'Picture Quality',
		description: 'Decides the price',
		options: [...(quality.options ?? []), { name: 'High', value: 'high' }, ...(low ? [low] : [])],
		displayOptions: { show: { operation: ['edit', 'expand'], model: ['b', 'a'] } },
	};
	expect(broken(changed)).toEqual([]);
	const { added } = compare(contractEntries([quality]), contractEntries([changed]));
	expect(added).toContain(`${at} may be "high"`);
	expect(added).toContain('where model="b" operation="expand": quality is options');
});

test.each<[string, Partial<INodeProperties>, string[]]>([
	['an option is gone', { options: [{ name: 'Auto', value: 'auto' }] }, [`${at} may be "low"`]],
	['the default changes', { default: 'low' }, [`${at} starts with "auto"`]],
	[
		'the type changes',
		{ type: 'string', options: undefined },
		[`${at} is options`, `${at} may be "auto"`, `${at} may be "low"`],
	],
	['it may no longer be empty', { required: true }, [`${at} may be empty`]],
	['it takes several', { typeOptions: { multipleValues: true } }, [`${at} takes one`]],
	['no expression is allowed', { noDataExpression: true }, [`${at} may be an expression`]],
])('%s: that breaks saved workflows', (_, change, gone) => {
	expect(broken({ ...quality, ...change })).toEqual(gone);
});

test('fewer conditions break nothing, for what is shown in more places is shown in the old ones', () => {
	expect(broken({ ...quality, displayOptions: { show: { model: ['a'] } } })).toEqual([]);
	const { displayOptions: _, ...everywhere } = quality;
	expect(broken(everywhere)).toEqual([]);
	const hidden = (values: string[]): INodeProperties => ({
		...quality,
		displayOptions: { show: { model: ['a'] }, hide: { operation: values } },
	});
	// hidden where it never was
	expect(broken(hidden(['getCredits', 'upload']))).toEqual([]);
	expect(broken(hidden(['getCredits', 'edit']))).toEqual(lines([quality]).sort());
});

test('another name, another place or a further condition breaks every line', () => {
	const all = lines([quality]).sort();
	expect(broken({ ...quality, name: 'qualities' })).toEqual(all);
	expect(broken({ ...quality, displayOptions: { show: { model: ['b'] } } })).toEqual(all);
	const further = { ...quality.displayOptions?.show, size: ['auto'] };
	expect(broken({ ...quality, displayOptions: { show: further } })).toEqual(all);
	const hide = { ...quality.displayOptions, hide: { '@tool': [true] } };
	expect(broken({ ...quality, displayOptions: hide })).toEqual(all);
});

test('fields within groups and collections count as well, and the bounds of numbers', () => {
	const width: INodeProperties = {
		...{ displayName: 'Width', name: 'width', type: 'number', default: 8 },
		typeOptions: { minValue: 1 },
	};
	const group: INodeProperties = {
		...{ displayName: 'Images', name: 'images', type: 'fixedCollection', default: {} },
		options: [{ displayName: 'Rows', name: 'rows', values: [width] }],
	};
	expect(lines([group])).toEqual(
		expect.arrayContaining([
			'images.rows is a group',
			'images.rows.width takes numbers from 1',
			'images.rows.width has no upper bound',
		]),
	);
});

test('what a field within a group depends on is part of its entry', () => {
	const text: INodeProperties = {
		...{ displayName: 'Text', name: 'text', type: 'string', default: '' },
		displayOptions: { show: { source: ['typed'], '/model': ['a', 'c'] } },
	};
	const group: INodeProperties = {
		...{ displayName: 'Fields', name: 'fields', type: 'fixedCollection', default: {} },
		options: [{ displayName: 'Rows', name: 'rows', values: [text] }],
		displayOptions: { show: { model: ['a', 'b'] }, hide: { '@tool': [true] } },
	};
	// shown for the model that both name, and for no other
	expect(lines([group]).filter((line) => line.includes('fields.rows.text is'))).toEqual([
		'where fields.rows.source="typed" model="a" unless @tool=true: fields.rows.text is string',
	]);
});

test('the files hold what the description says, nested by operation and parameter', () => {
	const entries = contractEntries(new Segmind().description.properties);
	const files = nest(entries);
	expect(Object.keys(files)).toEqual(expect.arrayContaining(['common', 'image.edit']));
	const read = Object.entries(files).flatMap(([file, nested]) => unnest(file, nested));
	expect([...new Set(read.flatMap(linesOf))].sort()).toEqual(
		[...new Set(entries.flatMap(linesOf))].sort(),
	);
});

test('the contract stays small enough to be read', () => {
	const sizes = readdirSync(CONTRACT).map((name) => statSync(path.join(CONTRACT, name)).size);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(110_000);
});
