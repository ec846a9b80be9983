import type { INodeProperties } from 'n8n-workflow';

export const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [{ name: 'Image', value: 'image' }],
	default: 'image',
};

export const imageOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['image'] } },
	options: [
		{
			name: 'Edit',
			value: 'edit',
			action: 'Edit image',
			description: 'Change images with words, and wait for the result',
		},
	],
	default: 'edit',
};
