// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const eraseObjectModelsWith = {
	prompt: [],
	images: [],
	oneImage: ['bria-eraser'],
	imageWithin: [],
	tags: [],
	mask: ['bria-eraser'],
};

export const eraseObjectModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['eraseObject'],
		},
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'Bria Eraser',
			value: 'bria-eraser',
			description: '$0.04 · 14 s. Takes what the mask marks out of an image and fills the gap.',
		},
	],
	default: 'bria-eraser',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const eraseObjectSettings: INodeProperties[] = [
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
				displayName: 'Mask Type',
				name: 'mask_type',
				type: 'options',
				options: [
					{
						name: 'Manual',
						value: 'manual',
					},
					{
						name: 'Automatic',
						value: 'automatic',
					},
				],
				default: 'manual',
				description: 'Whether the mask was drawn by hand or made by a program',
			},
			{
				displayName: 'Visual Input Content Moderation',
				name: 'visual_input_content_moderation',
				type: 'boolean',
				default: true,
				description: 'Whether to check the content of the image that goes in',
			},
			{
				displayName: 'Visual Output Content Moderation',
				name: 'visual_output_content_moderation',
				type: 'boolean',
				default: true,
				description: 'Whether to check the content of the image that comes back',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['eraseObject'],
				model: ['bria-eraser'],
			},
		},
	},
];
