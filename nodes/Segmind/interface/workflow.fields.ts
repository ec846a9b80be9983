import type { INodeProperties } from 'n8n-workflow';
import {
	downloadFiles,
	dryRun,
	includeInputFields,
	maxWait,
	minBalance,
	parallelJobs,
	repeatUnconfirmed,
	simplify,
	optionsOf,
} from './options';
import { fileRows, sendAs, sendFilesBy, valueControls } from './rows.fields';

const RUN = { resource: ['workflow'], operation: ['run'] };

const nameOfInput: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. product_image',
	description: 'The input of the PixelFlow, as its page names it',
};

const sendFileAs: INodeProperties = {
	...sendAs,
	description: 'What the PixelFlow takes. Several entries of the same name make one list.',
};

const flowFiles = fileRows({
	name: 'fileFields',
	show: RUN,
	description:
		'Inputs of the PixelFlow that take a file. Segmind keeps uploaded files at public URLs that are hard to guess, that contain the e-mail address of the account and that cannot be deleted.',
	ofTool: 'Inputs of the PixelFlow that take a file by its URL',
	nameControl: nameOfInput,
	sendAs: sendFileAs,
});

/** The controls of PixelFlow: Run, in the order in which they are shown. */
export const workflowFields: INodeProperties[] = [
	{
		displayName: 'PixelFlow',
		name: 'workflowId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'url', value: '' },
		description: 'The PixelFlow to run. Its page at Segmind shows its URL, ID and slug.',
		displayOptions: { show: RUN },
		// saved workflows may hold a plain string: the node reads both, and any of the three in any mode
		modes: [
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://www.segmind.com/pixelflows/background-color-change',
				hint: 'The URL of its page or API; only the last part is used',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 66b2f0c4e1a97d3f58c06b21',
				hint: 'Also with a version behind it, such as 66b2f0c4e1a97d3f58c06b21-v2',
			},
			{
				displayName: 'By Slug',
				name: 'slug',
				type: 'string',
				placeholder: 'e.g. background-color-change',
			},
		],
	},
	{
		displayName: 'Input Mode',
		name: 'inputMode',
		type: 'options',
		options: [
			{ name: 'Fields', value: 'fields', description: 'Name the inputs and enter their values' },
			{ name: 'JSON', value: 'json', description: 'Write all inputs as one JSON object' },
		],
		default: 'fields',
		description:
			'How the inputs of the PixelFlow are entered. Files can be added to either of them.',
		displayOptions: { show: RUN },
	},
	{
		displayName: 'Inputs',
		name: 'inputFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Input',
		default: {},
		description: 'Texts, numbers and other values, by the names that the PixelFlow has for them',
		displayOptions: { show: { ...RUN, inputMode: ['fields'] } },
		options: [{ displayName: 'Input', name: 'values', values: [nameOfInput, ...valueControls] }],
	},
	{
		displayName: 'JSON Inputs',
		name: 'inputJson',
		type: 'json',
		default: '{}',
		description:
			'One JSON object with the inputs of the PixelFlow. An expression may also yield an object.',
		displayOptions: { show: { ...RUN, inputMode: ['json'] } },
	},
	...flowFiles,
];

export const workflowOptions = optionsOf(RUN.resource, RUN.operation, [
	{
		...downloadFiles,
		description:
			'Whether to download the files among the outputs. Otherwise the item holds their URLs only.',
	},
	dryRun,
	includeInputFields,
	{
		...maxWait,
		description:
			'How long to wait for one run of the PixelFlow. After that it goes on at Segmind and may be billed; the message then names its request ID.',
	},
	{
		...minBalance,
		description:
			'Credits that the account must hold before the first PixelFlow is started. Reading them is free.',
	},
	parallelJobs,
	sendFilesBy,
	{
		...repeatUnconfirmed,
		description:
			'Whether to start a PixelFlow again when an earlier start of it was sent but never confirmed. It may then be billed twice.',
	},
	simplify,
]);
