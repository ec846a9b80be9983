// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const removeBackgroundModelsWith = {
	prompt: [],
	images: [],
	oneImage: ['bg-removal-v2'],
	imageWithin: [],
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
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'Background Removal V2',
			value: 'bg-removal-v2',
			description:
				'$0.001 · 0.62 s. Cuts out what an image shows, or puts a plain background behind it.',
		},
	],
	default: 'bg-removal-v2',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const removeBackgroundSettings: INodeProperties[] = [
	{
		displayName: 'New Background',
		name: 'type',
		type: 'options',
		allowArbitraryValues: true,
		options: [
			{
				name: 'Black',
				value: 'black',
			},
			{
				name: 'Blue',
				value: 'blue',
			},
			{
				name: 'Blur',
				value: 'blur',
			},
			{
				name: 'Green',
				value: 'green',
			},
			{
				name: 'Inverted Mask',
				value: 'inverted mask',
			},
			{
				name: 'Mask',
				value: 'mask',
			},
			{
				name: 'Red',
				value: 'red',
			},
			{
				name: 'Transparent',
				value: 'transparent',
			},
			{
				name: 'White',
				value: 'white',
			},
			{
				name: 'Yellow',
				value: 'yellow',
			},
		],
		default: 'transparent',
		description: 'What comes in place of the background, or the mask instead of the image',
		hint: 'There are more values than the documentation lists: give others by expression',
		displayOptions: {
			show: {
				model: ['bg-removal-v2'],
			},
			hide: ELSEWHERE,
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
