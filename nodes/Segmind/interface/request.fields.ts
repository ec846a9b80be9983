import type { INodeProperties } from 'n8n-workflow';

const GET = { resource: ['request'], operation: ['get'] };

export const requestFields: INodeProperties[] = [
	{
		displayName: 'Request ID',
		name: 'requestId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 2c7f59ea-13f1-402c-9353-915a2b5a2124',
		description:
			'As it stands in the output of Submit Edit, or in the message of an earlier run. Segmind keeps the record of a job for one hour.',
		displayOptions: { show: GET },
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
