import type { INodeProperties } from 'n8n-workflow';
import {
	allFilesInOneItem,
	downloadFiles,
	fileName,
	includeInputFields,
	maxWait,
	outputField,
	parallelJobs,
	simplify,
	optionsOf,
} from './options';

const UPLOAD = { resource: ['file'], operation: ['upload'] };

export const fileFields: INodeProperties[] = [
	{
		displayName:
			'The URL that comes out is public: whoever knows it can open the file. It contains the e-mail address of the Segmind account, and there is no way to delete the file.',
		name: 'noticePublicFile',
		type: 'notice',
		default: '',
		displayOptions: { show: UPLOAD },
	},
	{
		displayName:
			"An agent's item has no files, so this operation has nothing to upload as a tool. The other operations take URLs.",
		name: 'noticeNoFiles',
		type: 'notice',
		default: '',
		displayOptions: { show: { ...UPLOAD, '@tool': [true] } },
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the field that holds the file, not its content. Several names are separated by commas.',
		displayOptions: { show: UPLOAD },
	},
];

const GET = { resource: ['request'], operation: ['get'] };

export const requestFields: INodeProperties[] = [
	{
		displayName: 'Request ID',
		name: 'requestId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'id', value: '' },
		description:
			'As it stands in the output of an operation with Wait for Completion off, or in the message of an earlier run. Segmind keeps the record of a job for one hour.',
		displayOptions: { show: GET },
		// saved workflows may hold a plain string: the node reads both, and either of the two in any mode
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 2c7f59ea-13f1-402c-9353-915a2b5a2124',
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder:
					'e.g. https://api.segmind.com/v2/requests/2c7f59ea-13f1-402c-9353-915a2b5a2124',
				hint: 'The URL under which Segmind tells of the job; only the request ID in it is used',
			},
		],
	},
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the job is done. Otherwise a job that still runs yields its request ID and status.',
		displayOptions: { show: GET },
	},
];

export const requestOptions = optionsOf(GET.resource, GET.operation, [
	...[allFilesInOneItem, downloadFiles, fileName, includeInputFields],
	...[maxWait, outputField, parallelJobs, simplify],
]);
