// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const generateModelsWith = {
	prompt: [
		'nano-banana',
		'recraft-v3-svg',
		'fast-flux-schnell',
		'imagen-4',
		'p-image',
		'qwen-image',
	],
	images: [],
	oneImage: [],
	imageWithin: [],
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
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'Fast Flux.1 Schnell',
			value: 'fast-flux-schnell',
			description: '$0.0055 · 2.5 s. Makes images from a prompt within seconds.',
		},
		{
			name: 'Imagen 4',
			value: 'imagen-4',
			description: '$0.06 · 11 s. Makes images from a prompt.',
		},
		{
			name: 'Nano Banana',
			value: 'nano-banana',
			description:
				'$0.04 · 14 s. Makes images from a prompt, or changes and combines the images that it is given.',
		},
		{
			name: 'Pruna P Image',
			value: 'p-image',
			description: '$0.005 · 6.3 s. Makes images from a prompt quickly and cheaply.',
		},
		{
			name: 'Qwen Image',
			value: 'qwen-image',
			description:
				'$0.121 · 28 s. Makes images from a prompt, with settings for steps and guidance.',
		},
		{
			name: 'Recraft V3 Svg',
			value: 'recraft-v3-svg',
			description: '$0.10 · 18 s. Draws vector graphics from a prompt and delivers them as SVG.',
		},
	],
	default: 'nano-banana',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const generateSettings: INodeProperties[] = [
	{
		displayName: 'Size',
		name: 'size',
		type: 'options',
		allowArbitraryValues: true,
		options: [
			{
				name: '1024 × 1024 (Square)',
				value: '1024x1024',
			},
			{
				name: '1024 × 1365 (Portrait)',
				value: '1024x1365',
			},
			{
				name: '1024 × 1536 (Portrait)',
				value: '1024x1536',
			},
			{
				name: '1024 × 1820 (Portrait)',
				value: '1024x1820',
			},
			{
				name: '1024 × 2048 (Portrait)',
				value: '1024x2048',
			},
			{
				name: '1365 × 1024 (Landscape)',
				value: '1365x1024',
			},
			{
				name: '1434 × 1024 (Landscape)',
				value: '1434x1024',
			},
			{
				name: '1536 × 1024 (Landscape)',
				value: '1536x1024',
			},
			{
				name: '1820 × 1024 (Landscape)',
				value: '1820x1024',
			},
			{
				name: '2048 × 1024 (Landscape)',
				value: '2048x1024',
			},
		],
		default: '1024x1024',
		description: 'Width and height in pixels',
		hint: 'There are more values than the documentation lists: give others by expression',
		displayOptions: {
			show: {
				model: ['recraft-v3-svg'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Aspect Ratio',
		name: 'aspect_ratio',
		type: 'options',
		options: [
			{
				name: '1:1 (Square)',
				value: '1:1',
			},
			{
				name: '16:9 (Landscape)',
				value: '16:9',
			},
			{
				name: '2:3 (Portrait)',
				value: '2:3',
			},
			{
				name: '21:9 (Landscape)',
				value: '21:9',
			},
			{
				name: '3:2 (Landscape)',
				value: '3:2',
			},
			{
				name: '4:5 (Portrait)',
				value: '4:5',
			},
			{
				name: '5:4 (Landscape)',
				value: '5:4',
			},
			{
				name: '9:16 (Portrait)',
				value: '9:16',
			},
			{
				name: '9:21 (Portrait)',
				value: '9:21',
			},
		],
		default: '1:1',
		description: 'Shape of the image, width to height',
		displayOptions: {
			show: {
				model: ['fast-flux-schnell'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Aspect Ratio',
		name: 'aspect_ratio',
		type: 'options',
		options: [
			{
				name: '1:1 (Square)',
				value: '1:1',
			},
			{
				name: '16:9 (Landscape)',
				value: '16:9',
			},
			{
				name: '3:4 (Portrait)',
				value: '3:4',
			},
			{
				name: '4:3 (Landscape)',
				value: '4:3',
			},
			{
				name: '9:16 (Portrait)',
				value: '9:16',
			},
		],
		default: '4:3',
		description: 'Shape of the image, width to height',
		displayOptions: {
			show: {
				model: ['imagen-4'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Aspect Ratio',
		name: 'aspect_ratio',
		type: 'options',
		options: [
			{
				name: '1:1 (Square)',
				value: '1:1',
			},
			{
				name: '16:9 (Landscape)',
				value: '16:9',
			},
			{
				name: '2:3 (Portrait)',
				value: '2:3',
			},
			{
				name: '3:2 (Landscape)',
				value: '3:2',
			},
			{
				name: '3:4 (Portrait)',
				value: '3:4',
			},
			{
				name: '4:3 (Landscape)',
				value: '4:3',
			},
			{
				name: '9:16 (Portrait)',
				value: '9:16',
			},
			{
				name: 'Custom',
				value: 'custom',
			},
		],
		default: '16:9',
		description:
			'Shape of the image, width to height. Custom takes Width and Height of Additional Fields.',
		displayOptions: {
			show: {
				model: ['p-image'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Aspect Ratio',
		name: 'aspect_ratio',
		type: 'options',
		options: [
			{
				name: '1:1 (Square)',
				value: '1:1',
			},
			{
				name: '16:9 (Landscape)',
				value: '16:9',
			},
			{
				name: '2:3 (Portrait)',
				value: '2:3',
			},
			{
				name: '3:2 (Landscape)',
				value: '3:2',
			},
			{
				name: '3:4 (Portrait)',
				value: '3:4',
			},
			{
				name: '4:3 (Landscape)',
				value: '4:3',
			},
			{
				name: '9:16 (Portrait)',
				value: '9:16',
			},
		],
		default: '16:9',
		description: 'Shape of the image, width to height',
		displayOptions: {
			show: {
				model: ['qwen-image'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Image Format',
		name: 'image_format',
		type: 'options',
		options: [
			{
				name: 'PNG',
				value: 'png',
			},
			{
				name: 'JPEG',
				value: 'jpeg',
			},
			{
				name: 'WebP',
				value: 'webp',
			},
		],
		default: 'png',
		description: 'File format of the image that comes back',
		displayOptions: {
			show: {
				model: ['qwen-image'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Steps',
		name: 'steps',
		type: 'number',
		typeOptions: {
			minValue: 1,
			maxValue: 50,
			numberPrecision: 0,
		},
		default: 30,
		description: 'How many rounds the model works on the image',
		displayOptions: {
			show: {
				model: ['qwen-image'],
			},
			hide: ELSEWHERE,
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
				description: 'What the answer may hold: the image alone, or text as well',
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
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 1184522,
				description: 'Starting point of what is left to chance',
				hint: 'The values that it takes are not known here. The documented sample sends 1184522.',
			},
			{
				displayName: 'Steps',
				name: 'steps',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 4,
				description: 'How many rounds the model works on the image',
				hint: 'The values that it takes are not known here. The documented sample sends 4.',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['generate'],
				model: ['fast-flux-schnell'],
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
				displayName: 'Negative Prompt',
				name: 'negative_prompt',
				type: 'string',
				default: 'blurry, pixelated',
				description: 'What the image should not show',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['generate'],
				model: ['imagen-4'],
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
				displayName: 'Disable Safety Checker',
				name: 'disable_safety_checker',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out the check of the content',
			},
			{
				displayName: 'Height',
				name: 'height',
				type: 'number',
				typeOptions: {
					minValue: 256,
					maxValue: 1440,
					numberPrecision: 0,
				},
				default: 576,
				description: 'Height in pixels. Counts only with Aspect Ratio set to Custom.',
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
				default: 42,
				description: 'Starting point of what is left to chance. With -1 it is a random one.',
			},
			{
				displayName: 'Width',
				name: 'width',
				type: 'number',
				typeOptions: {
					minValue: 256,
					maxValue: 1440,
					numberPrecision: 0,
				},
				default: 1024,
				description: 'Width in pixels. Counts only with Aspect Ratio set to Custom.',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['generate'],
				model: ['p-image'],
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
				displayName: 'Base64',
				name: 'base64',
				type: 'boolean',
				default: false,
				description:
					'Whether the API answers with text instead of a file. The file that comes out of the node is the same.',
			},
			{
				displayName: 'Guidance',
				name: 'guidance',
				type: 'number',
				typeOptions: {
					minValue: 1,
					maxValue: 20,
				},
				default: 3.5,
				description: 'How closely the image follows the prompt',
			},
			{
				displayName: 'Negative Prompt',
				name: 'negative_prompt',
				type: 'string',
				default: 'blurry, cartoonish',
				description: 'What the image should not show',
			},
			{
				displayName: 'Quality',
				name: 'qualityNumber',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 90,
				description: 'Quality of the file that comes back',
				hint: 'The values that it takes are not known here. The documented sample sends 90.',
			},
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: -1,
				description: 'Starting point of what is left to chance',
				hint: 'The values that it takes are not known here. The documented sample sends -1.',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['generate'],
				model: ['qwen-image'],
			},
		},
	},
];
