import type { INodeProperties } from 'n8n-workflow';
import { sendFilesBy } from './rows.fields';
import { ANY_MODEL, instructions } from './run.fields';

export const allFilesInOneItem: INodeProperties = {
	displayName: 'All Files in One Item',
	name: 'oneItem',
	type: 'boolean',
	default: false,
	description:
		'Whether to put all files of a job into one item: the field named below, then the same name with _1, _2 and so on. The list files in its JSON names them.',
};

export const downloadFiles: INodeProperties = {
	displayName: 'Download Files',
	name: 'downloadFiles',
	type: 'boolean',
	default: true,
	description:
		'Whether to download the files of the result. Otherwise items hold their URLs only, which Segmind keeps for seven days; a file that has no URL is stored all the same.',
};

export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	displayOptions: { hide: { '@tool': [true] } },
	description:
		'Whether to read and check everything, and to submit nothing. Each item says what it would cost and what would be sent. The nodes behind this one run all the same, with items that hold no file.',
};

export const includeInputFields: INodeProperties = {
	displayName: 'Include Input Fields',
	name: 'includeInputFields',
	type: 'boolean',
	default: false,
	description:
		'Whether to put out the JSON fields of the incoming item as well. What this node says then stands in the field segmind.',
};

export const fileName: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. product-42',
	description:
		'Name of the file that comes out. The extension is added to fit the file. Left empty, it is made of the name of the file that goes in, else of the model, and the request ID.',
};

const imagesPerItem: INodeProperties = {
	displayName: 'Images per Item',
	name: 'imagesPerItem',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10, numberPrecision: 0 },
	default: 1,
	description:
		'How many variations to make of each item. Each is a job of its own that is billed, counted by Maximum Cost and given out as an item of its own, with its number as variation. A model with a seed gets the next one for each.',
};

export const maxWait: INodeProperties = {
	displayName: 'Maximum Wait (Seconds)',
	name: 'maxWaitSeconds',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 600,
	description:
		'How long to wait for one job. After that it goes on at Segmind and is billed; the message then names its request ID.',
};

export const outputField: INodeProperties = {
	displayName: 'Output Data Field Name',
	name: 'outputBinaryPropertyName',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Name of the field of the outgoing item that holds the file',
};

export const parallelJobs: INodeProperties = {
	displayName: 'Parallel Jobs',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 300, numberPrecision: 0 },
	default: 0,
	description:
		'How many jobs run at the same time. 0 begins with 20 and doubles that, up to 300, as long as jobs wait less in the queue than they take. So many jobs can still be running, and are billed, after a Stop or when an item fails.',
};

const processingMode: INodeProperties = {
	displayName: 'Processing Mode',
	name: 'delivery',
	type: 'options',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'The queue, and the direct call only for a model that the queue does not know',
		},
		{
			name: 'Direct',
			value: 'sync',
			description: 'One call that stays open until the result is there; five at a time',
		},
		{
			name: 'Queue',
			value: 'queue',
			description: 'Submit the job, poll until it finishes, then download the result',
		},
	],
	default: 'auto',
	description:
		'How the job is submitted. The direct call is meant for models that take a few seconds: a longer one can be cut off on the way, and then nobody knows whether it was billed.',
};

export const repeatUnconfirmed: INodeProperties = {
	displayName: 'Repeat Unconfirmed',
	name: 'repeatUnconfirmed',
	type: 'boolean',
	default: false,
	description:
		'Whether to submit again where an earlier submission was sent but never confirmed; in a retry of the failed execution also where the job completed without a result. It may then be billed twice.',
};

const requireMatchingMask: INodeProperties = {
	displayName: 'Require Matching Mask',
	name: 'requireMatchingMask',
	type: 'boolean',
	default: false,
	description:
		'Whether to refuse an item whose mask does not match the first image, before anything is uploaded or submitted. Works for files, not for URLs.',
};

const retriesOfFailedJobs: INodeProperties = {
	displayName: 'Retries of Failed Jobs',
	name: 'failedJobRetries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3, numberPrecision: 0 },
	default: 1,
	description:
		"How often a job that Segmind reports as failed is submitted again, within Maximum Wait. A failed job is not billed. Where Segmind's words speak of the content, a field, a file, credits or the key, the same would fail again: nothing is submitted then.",
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const waitForCompletion: INodeProperties = {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait for the result. Otherwise the job is submitted to the queue and its request ID comes out; Request → Get fetches the result within the hour.',
};

const SPENDING =
	'What one run of this node may spend. Items over the limit are not submitted and return an error item; running jobs finish. Estimates start with the documented average.';

const maxCost: INodeProperties = {
	displayName: 'Maximum Cost (USD)',
	name: 'maxCostUsd',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 4 },
	default: 5,
	description: SPENDING,
};

const maxCostOfAny: INodeProperties = {
	...maxCost,
	description: `${SPENDING} A model without a price counts as free until the first of its jobs is done.`,
};

export const minBalance: INodeProperties = {
	displayName: 'Minimum Balance (USD)',
	name: 'minBalanceUsd',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 4 },
	default: 1,
	description:
		'Credits that the account must hold before the first job is submitted. Reading them is free.',
};

/** Of everything that is submitted, waited for and output, apart from what it may cost. */
const ofRuns: INodeProperties[] = [
	allFilesInOneItem,
	downloadFiles,
	dryRun,
	includeInputFields,
	maxWait,
	minBalance,
	outputField,
	parallelJobs,
	processingMode,
	repeatUnconfirmed,
	retriesOfFailedJobs,
	simplify,
	waitForCompletion,
];

const variations: INodeProperties[] = [fileName, imagesPerItem, maxCost, ...ofRuns];

/** The collection of some operations. The editor shows its options in this order, by name. */
export const optionsOf = (
	resource: string[],
	operation: string[],
	entries: INodeProperties[],
): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { resource, operation } },
	options: [...entries].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
});

/** Settings of the node itself, by operation. They never share names with the fields of a model. */
export const options: INodeProperties[] = [
	optionsOf(
		['image'],
		// these make the same of an image each time
		['createMask', 'removeBackground', 'upscale'],
		[fileName, maxCost, ...ofRuns, sendFilesBy],
	),
	optionsOf(['image'], ['generate'], variations),
	optionsOf(['image'], ['expand', 'swapFace'], [...variations, sendFilesBy]),
	optionsOf(['image'], ['edit', 'eraseObject'], [...variations, requireMatchingMask, sendFilesBy]),
	...ANY_MODEL.map(({ resource, operation }) =>
		optionsOf(resource, operation, [fileName, instructions, maxCostOfAny, ...ofRuns, sendFilesBy]),
	),
];
