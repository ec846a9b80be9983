import type { INodeProperties } from 'n8n-workflow';
import {
	readImagesPerItem,
	readOptions,
	readParallelJobs,
} from '../../../nodes/Segmind/parameters/options';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import { properties } from '../../../nodes/Segmind/interface';
import { itemContext } from '../support/itemContext';
import { problemIn } from '../support/problems';

/** Every field that some operation has under Options. */
const fields = properties
	.filter(({ name }) => name === 'options')
	.flatMap(({ options }) => (options ?? []) as INodeProperties[]);

const read = (options: Record<string, unknown>) =>
	readOptions(itemContext({ parameters: { options } }), 0);

it('are the documented ones when nothing was added', () => {
	expect(read({})).toEqual({
		delivery: 'auto',
		download: true,
		dryRun: false,
		failedJobRetries: 1,
		fileName: '',
		maxWaitMs: 600_000,
		oneItem: false,
		outputField: 'data',
		repeatUnconfirmed: false,
		sendByLink: false,
		simplify: true,
		wait: true,
	});
});

it('are the same when all were added and left as they were', () => {
	const untouched = Object.fromEntries(fields.map((one) => [one.name, one.default]));
	expect(read(untouched)).toEqual(read({}));
	expect(readParallelJobs(itemContext({ parameters: { options: untouched } }))).toBeUndefined();
});

it.each([
	[{ delivery: 'queue' }, { delivery: 'queue' }],
	[{ delivery: 'sync' }, { delivery: 'sync' }],
	[{ maxWaitSeconds: 30 }, { maxWaitMs: 30_000 }],
	[{ maxWaitSeconds: '30' }, { maxWaitMs: 30_000 }],
	[{ maxWaitSeconds: 0.5 }, { maxWaitMs: 500 }],
	[{ outputBinaryPropertyName: ' image ' }, { outputField: 'image' }],
	[{ fileName: ' product 42 ' }, { fileName: 'product 42' }],
	[{ fileName: 42 }, { fileName: '42' }],
	[{ simplify: false }, { simplify: false }],
	[{ simplify: 'false' }, { simplify: false }],
	[{ waitForCompletion: false }, { wait: false }],
	[{ repeatUnconfirmed: true }, { repeatUnconfirmed: true }],
	[{ repeatUnconfirmed: ' TRUE ' }, { repeatUnconfirmed: true }],
	[{ dryRun: 'TRUE' }, { dryRun: true }],
	[{ downloadFiles: 'FALSE' }, { download: false }],
])('%j is read as %j', (given, expected) => {
	expect(read(given)).toEqual({ ...read({}), ...expected });
});

const { optionInvalid } = INPUT_ERRORS;

const imagesPerItem = (given: unknown) =>
	readImagesPerItem(itemContext({ parameters: { options: { imagesPerItem: given } } }), 0);

it.each([
	[undefined, 1],
	[1, 1],
	[10, 10],
	['3', 3],
])('Images per Item %j is read as %j', (given, count) => {
	expect(imagesPerItem(given)).toBe(count);
});

it.each<[string, string, unknown[]]>([
	['Processing Mode', 'delivery', ['fast', '', ['queue']]],
	['Maximum Wait (Seconds)', 'maxWaitSeconds', [0, -1, '', 'ten', Infinity]],
	['Output Data Field Name', 'outputBinaryPropertyName', [' ', 7]],
	['File Name', 'fileName', [{ a: 1 }]],
	['Dry Run', 'dryRun', ['yes']],
	['Require Matching Mask', 'requireMatchingMask', [1]],
	['Include Input Fields', 'includeInputFields', ['']],
	['Wait for Completion', 'waitForCompletion', [null]],
	['Parallel Jobs', 'concurrency', ['five', {}, NaN]],
	['Images per Item', 'imagesPerItem', [0, -1, 11, 1.5, 'three', '']],
])("'%s' (%s) refuses %j", (label, name, all) => {
	expect(fields.map(({ displayName }) => displayName)).toContain(label);
	for (const given of all) {
		const { definition, details } = problemIn(() =>
			name === 'imagesPerItem' ? imagesPerItem(given) : read({ [name]: given }),
		);
		expect(definition).toBe(optionInvalid);
		expect(details.detail).toContain(`'${label}'`);
	}
});

it.each([
	...[undefined, 0, '', null, -5, 'many', NaN].map((given) => [given, undefined] as const),
	...([
		[1, 1],
		['7', 7],
		[3.9, 3],
		[20, 20],
		[300, 300],
		[5000, 300],
	] as const),
])('Parallel Jobs %j is read as %j', (concurrency, places) => {
	const options = concurrency === undefined ? {} : { concurrency };
	expect(readParallelJobs(itemContext({ parameters: { options } }))).toBe(places);
});
