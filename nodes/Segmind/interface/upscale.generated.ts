// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const upscaleModelsWith = {
	prompt: [],
	images: [],
	oneImage: ['esrgan'],
	imageWithin: [],
	tags: [],
	mask: [],
};

export const upscaleModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['upscale'],
		},
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'ESRGAN',
			value: 'esrgan',
			description: '$0.0047 · 4.9 s. Makes an image two, four or eight times as large.',
		},
	],
	default: 'esrgan',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const upscaleSettings: INodeProperties[] = [
	{
		displayName: 'Output Format',
		name: 'output_format',
		type: 'options',
		options: [
			{
				name: 'JPEG',
				value: 'jpeg',
			},
			{
				name: 'PNG',
				value: 'png',
			},
			{
				name: 'WebP',
				value: 'webp',
			},
		],
		default: 'jpeg',
		description: 'File format of the image that comes back',
		displayOptions: {
			show: {
				model: ['esrgan'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Scale',
		name: 'scale',
		type: 'options',
		options: [
			{
				name: '2',
				value: 2,
			},
			{
				name: '4',
				value: 4,
			},
			{
				name: '8',
				value: 8,
			},
		],
		default: 2,
		description: 'How many times as large the image becomes',
		displayOptions: {
			show: {
				model: ['esrgan'],
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
				displayName: 'Quality',
				name: 'qualityNumber',
				type: 'number',
				typeOptions: {
					minValue: 10,
					maxValue: 100,
					numberPrecision: 0,
				},
				default: 95,
				description: 'Quality of the file that comes back',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['upscale'],
				model: ['esrgan'],
			},
		},
	},
];
