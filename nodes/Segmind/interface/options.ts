import type { INodeProperties } from 'n8n-workflow';

/** Settings of the node itself. They never share names with the fields of a model. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { resource: ['image'], operation: ['edit'] } },
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. product-42',
			description:
				'Name of the file that comes out. The extension is added to fit the file. Left empty, it is made of the model and the request ID.',
		},
		{
			displayName: 'Maximum Wait (Seconds)',
			name: 'maxWaitSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 600,
			description:
				'How long to wait for one image. After that the job goes on at Segmind and is billed; the message then names its request ID.',
		},
		{
			displayName: 'Output Data Field Name',
			name: 'outputBinaryPropertyName',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description: 'Name of the field of the outgoing item that holds the image',
		},
		{
			displayName: 'Parallel Jobs',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: 20,
			description: 'How many items are worked on at the same time',
		},
		{
			displayName: 'Processing Mode',
			name: 'delivery',
			type: 'options',
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description:
						'The queue, and the direct call only for a model that the queue does not know',
				},
				{
					name: 'Direct',
					value: 'sync',
					description: 'One call that stays open until the image is there',
				},
				{
					name: 'Queue',
					value: 'queue',
					description: 'Order the image, look now and then whether it is done, then fetch it',
				},
			],
			default: 'auto',
			description:
				'How the image is ordered. These models take about a minute, and the direct call is meant for models that take a few seconds: it can be cut off on the way, and then nobody knows whether it was billed.',
		},
		{
			displayName: 'Repeat Unconfirmed',
			name: 'repeatUnconfirmed',
			type: 'boolean',
			default: false,
			description:
				'Whether to order an image again when an earlier order of it was sent but never confirmed. It may then be billed twice.',
		},
	],
};
