import type { INodeProperties } from 'n8n-workflow';
import { sendAs, valueControls } from './run.fields';
import { sourceControls, urlOfFile } from './source.fields';

const RUN = { resource: ['workflow'], operation: ['run'] };

const nameOfInput: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. product_image',
	description: 'The input of the workflow, as its page names it',
};

const sendFileAs: INodeProperties = {
	...sendAs,
	description: 'What the workflow takes. Several entries of the same name make one list.',
};

const FILES = {
	displayName: 'Files',
	name: 'fileFields',
	type: 'fixedCollection' as const,
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add File',
	default: {},
};

/** An agent's item has no files, so as a tool the node takes addresses only. */
const fileFields: INodeProperties[] = [
	{
		...FILES,
		description:
			'Inputs of the workflow that take a file. Segmind keeps uploaded files under public addresses that are hard to guess, that contain the e-mail address of the account and that can not be deleted.',
		displayOptions: { show: RUN, hide: { '@tool': [true] } },
		options: [
			{
				displayName: 'File',
				name: 'values',
				values: [nameOfInput, ...sourceControls, sendFileAs],
			},
		],
	},
	{
		...FILES,
		description: 'Inputs of the workflow that take a file by its address',
		displayOptions: { show: { ...RUN, '@tool': [true] } },
		options: [
			{ displayName: 'File', name: 'values', values: [nameOfInput, urlOfFile, sendFileAs] },
		],
	},
];

/** The controls of Workflow: Run, in the order in which a person reads them. */
export const workflowFields: INodeProperties[] = [
	{
		displayName: 'Workflow',
		name: 'workflowId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. background-color-change',
		description:
			'The slug or ID of a PixelFlow, an ID with its version such as 66b2f0c4e1a97d3f58c06b21-v2, or the address of its page or API. Of an address only the last part is used.',
		displayOptions: { show: RUN },
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
			'How the inputs of the workflow are entered. Files can be added to either of them.',
		displayOptions: { show: RUN },
	},
	{
		displayName: 'Inputs',
		name: 'inputFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Input',
		default: {},
		description: 'Texts, numbers and other values, by the names that the workflow has for them',
		displayOptions: { show: { ...RUN, inputMode: ['fields'] } },
		options: [{ displayName: 'Input', name: 'values', values: [nameOfInput, ...valueControls] }],
	},
	{
		displayName: 'JSON Inputs',
		name: 'inputJson',
		type: 'json',
		default: '{}',
		description:
			'One JSON object with the inputs of the workflow. An expression may also yield an object.',
		displayOptions: { show: { ...RUN, inputMode: ['json'] } },
	},
	...fileFields,
];
