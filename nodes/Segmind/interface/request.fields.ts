import type { INodeProperties } from 'n8n-workflow';

const GET = { resource: ['request'], operation: ['get'] };

export const requestFields: INodeProperties[] = [
	{
		displayName: 'Request ID',
		name: 'requestId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'id', value: '' },
		description:
			'As it stands in the output of a Submit operation, or in the message of an earlier run. Segmind keeps the record of a job for one hour.',
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
