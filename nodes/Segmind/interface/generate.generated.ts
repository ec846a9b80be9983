// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';

/** Models whose documentation lists a parameter of this kind. */
export const generateModelsWith = {
	prompt: ['nano-banana', 'recraft-v3-svg'],
	images: [],
	oneImage: [],
	tags: [],
	mask: [],
};

export const generateModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['generate'],
		},
		hide: {
			resource: ['account', 'file', 'model', 'request', 'workflow'],
		},
	},
	options: [
		{
			name: 'Nano Banana',
			value: 'nano-banana',
			description:
				'Makes pictures from words, or changes and combines the pictures that it is given. About 14 s, about $0.04 (average, November 2026).',
		},
		{
			name: 'Recraft V3 Svg',
			value: 'recraft-v3-svg',
			description:
				'Draws vector graphics from words and delivers them as SVG. About 18 s, about $0.1 (average, November 2026).',
		},
	],
	default: 'nano-banana',
	description:
		'The model that does the work. The fields below are those that its documentation lists.',
};

export const generateSettings: INodeProperties[] = [
	{
		displayName: 'Size',
		name: 'size',
		type: 'string',
		default: '1024x1024',
		description: 'Width and height in pixels',
		hint: 'Known values: 1024x1024, 1365x1024, 1024x1365, 1536x1024, 1024x1536, 1820x1024, 1024x1820, 1024x2048, 2048x1024, 1434x1024. The documentation names more than it lists.',
		displayOptions: {
			show: {
				model: ['recraft-v3-svg'],
			},
			hide: {
				resource: ['account', 'file', 'model', 'request', 'workflow'],
			},
		},
	},
	{
		displayName: 'Style',
		name: 'style',
		type: 'options',
		options: [
			{
				name: 'Any',
				value: 'any',
			},
			{
				name: 'Engraving',
				value: 'engraving',
			},
			{
				name: 'Line Art',
				value: 'line_art',
			},
			{
				name: 'Line Circuit',
				value: 'line_circuit',
			},
			{
				name: 'Linocut',
				value: 'linocut',
			},
		],
		default: 'any',
		description: 'Manner of drawing',
		displayOptions: {
			show: {
				model: ['recraft-v3-svg'],
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
				displayName: 'Response Modalities',
				name: 'response_modalities',
				type: 'options',
				options: [
					{
						name: 'Text And Image',
						value: 'TEXT_AND_IMAGE',
					},
					{
						name: 'Image',
						value: 'IMAGE',
					},
				],
				default: 'TEXT_AND_IMAGE',
				description: 'What the answer may hold: the picture alone, or words as well',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['generate'],
				model: ['nano-banana'],
			},
		},
	},
];
