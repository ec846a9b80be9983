// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';

/** Models whose documentation lists a parameter of this kind. */
export const removeBackgroundModelsWith = {
	prompt: [],
	images: [],
	oneImage: ['bg-removal-v2'],
	tags: [],
	mask: [],
};

export const removeBackgroundModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['removeBackground'],
		},
		hide: {
			resource: ['account', 'file', 'model', 'request', 'workflow'],
		},
	},
	options: [
		{
			name: 'Background Removal V2',
			value: 'bg-removal-v2',
			description:
				'Cuts out what a picture shows, or puts a plain background behind it. About 0.62 s, about $0.001 (average, November 2026).',
		},
	],
	default: 'bg-removal-v2',
	description:
		'The model that does the work. The fields below are those that its documentation lists.',
};

export const removeBackgroundSettings: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'string',
		default: 'transparent',
		description: 'What comes in place of the background, or the mask instead of the picture',
		hint: 'Known values: transparent, mask, inverted mask, blur, white, green, black, blue, yellow, red. The documentation names more than it lists.',
		displayOptions: {
			show: {
				model: ['bg-removal-v2'],
			},
			hide: {
				resource: ['account', 'file', 'model', 'request', 'workflow'],
			},
		},
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description:
			'Sent only when added here. Each starts with the value that the documentation of the model names.',
		options: [
			{
				displayName: 'Custom Color',
				name: 'custom_color',
				type: 'color',
				default: '',
				description: 'A color of your own',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['removeBackground'],
				model: ['bg-removal-v2'],
			},
		},
	},
];
