// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const createMaskModelsWith = {
	prompt: ['automatic-mask-generator'],
	images: [],
	oneImage: ['sam-img2img'],
	imageWithin: ['automatic-mask-generator'],
	tags: [],
	mask: [],
};

export const createMaskModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['createMask'],
		},
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'Automatic Mask Generator',
			value: 'automatic-mask-generator',
			description:
				"$0.001 · 1.5 s. Unconfirmed: Segmind's list of models does not name it. Finds what the prompt names in an image and makes a mask of it.",
		},
		{
			name: 'Segment Anything Model',
			value: 'sam-img2img',
			description: '$0.0076 · 3.8 s. Divides an image into its parts, without a prompt.',
		},
	],
	default: 'automatic-mask-generator',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const createMaskSettings: INodeProperties[] = [
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
				displayName: 'Base64',
				name: 'base64',
				type: 'boolean',
				default: false,
				description:
					'Whether the API answers with text instead of a file. The file that comes out of the node is the same.',
			},
			{
				displayName: 'Grow Mask',
				name: 'grow_mask',
				type: 'number',
				typeOptions: {
					minValue: 0,
					maxValue: 100,
					numberPrecision: 0,
				},
				default: 10,
				description: 'How far the mask reaches beyond the edge of what was found',
			},
			{
				displayName: 'Invert Mask',
				name: 'invert_mask',
				type: 'boolean',
				default: false,
				description: 'Whether to mark everything but what was found',
			},
			{
				displayName: 'Return Alpha',
				name: 'return_alpha',
				type: 'boolean',
				default: false,
				description: 'Whether to return an image with transparency',
			},
			{
				displayName: 'Return Mask',
				name: 'return_mask',
				type: 'boolean',
				default: true,
				description: 'Whether to return the mask',
			},
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					minValue: -1,
					maxValue: 999999999999999,
					numberPrecision: 0,
				},
				default: -1,
				description: 'Starting point of what is left to chance',
			},
			{
				displayName: 'Stop On Empty Mask',
				name: 'stop_on_empty_mask',
				type: 'boolean',
				default: false,
				description: 'Whether to stop where nothing was found',
			},
			{
				displayName: 'Threshold',
				name: 'threshold',
				type: 'number',
				typeOptions: {
					minValue: 0,
					maxValue: 1,
				},
				default: 0.2,
				description: 'How sure the model must be of what it finds',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['createMask'],
				model: ['automatic-mask-generator'],
			},
		},
	},
];
