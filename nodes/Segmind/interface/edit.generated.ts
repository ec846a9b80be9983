// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const editModelsWith = {
	prompt: [
		'gpt-image-1-edit',
		'gpt-image-1-edit-mini',
		'gpt-image-1.5-edit',
		'nano-banana',
		'p-image-edit',
		'runway-gen4-image',
		'seededit-v3',
		'flux-kontext-pro',
	],
	images: [
		'gpt-image-1-edit',
		'gpt-image-1-edit-mini',
		'gpt-image-1.5-edit',
		'nano-banana',
		'p-image-edit',
		'runway-gen4-image',
	],
	oneImage: ['seededit-v3', 'flux-kontext-pro', 'segmind-relighting'],
	imageWithin: [],
	tags: ['runway-gen4-image'],
	mask: ['gpt-image-1-edit', 'gpt-image-1-edit-mini', 'gpt-image-1.5-edit'],
};

export const editModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['edit'],
		},
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'Flux Kontext Pro',
			value: 'flux-kontext-pro',
			description: '$0.05 · 21 s. Changes one image as the prompt says.',
		},
		{
			name: 'GPT Image 1 Edit',
			value: 'gpt-image-1-edit',
			description:
				'$0.14 · 58 s. Quality and size change the price. Changes one image or combines several by following a written instruction.',
		},
		{
			name: 'GPT Image 1 Edit Mini',
			value: 'gpt-image-1-edit-mini',
			description: '$0.028 · 43 s. Edits images at a lower price than its larger sibling.',
		},
		{
			name: 'GPT Image 1.5 Edit',
			value: 'gpt-image-1.5-edit',
			description:
				'$0.24 · 57 s. Quality and size change the price. Edits images precisely from instructions in plain language.',
		},
		{
			name: 'Nano Banana',
			value: 'nano-banana',
			description:
				'$0.04 · 14 s. Makes images from a prompt, or changes and combines the images that it is given.',
		},
		{
			name: 'Pruna P Image Edit',
			value: 'p-image-edit',
			description: '$0.01 · 7.5 s. Edits one image or several quickly and cheaply.',
		},
		{
			name: 'Runway Gen 4 Image',
			value: 'runway-gen4-image',
			description: '$0.10 · 31 s. Makes a new image out of reference images and a prompt.',
		},
		{
			name: 'SeedEdit 3.0 I2i (Retired)',
			value: 'seededit-v3',
			description:
				'$0.05 · 11 s. Retired by Segmind: choose another model. Changes one image as the prompt says.',
			displayOptions: {
				show: {
					model: ['seededit-v3'],
				},
			},
		},
		{
			name: 'Segmind Relighting',
			value: 'segmind-relighting',
			description: '$0.05 · 10 s. Puts one image into another light.',
		},
	],
	default: 'gpt-image-1-edit',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const editSettings: INodeProperties[] = [
	{
		displayName: 'Size',
		name: 'size',
		type: 'options',
		options: [
			{
				name: '1024 × 1024 (Square)',
				value: '1024x1024',
			},
			{
				name: '1536 × 1024 (Landscape)',
				value: '1536x1024',
			},
			{
				name: '1024 × 1536 (Portrait)',
				value: '1024x1536',
			},
			{
				name: 'Auto',
				value: 'auto',
			},
		],
		default: 'auto',
		description: 'Width and height in pixels. Square is made fastest. Changes the price.',
		displayOptions: {
			show: {
				model: ['gpt-image-1-edit'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Size',
		name: 'size',
		type: 'options',
		options: [
			{
				name: '1024 × 1024 (Square)',
				value: '1024x1024',
			},
			{
				name: '1536 × 1024 (Landscape)',
				value: '1536x1024',
			},
			{
				name: '1024 × 1536 (Portrait)',
				value: '1024x1536',
			},
			{
				name: 'Auto',
				value: 'auto',
			},
		],
		default: 'auto',
		description:
			'Width and height in pixels. Auto weighs speed against quality. Changes the price.',
		displayOptions: {
			show: {
				model: ['gpt-image-1.5-edit'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Size',
		name: 'size',
		type: 'options',
		options: [
			{
				name: 'Adaptive',
				value: 'adaptive',
			},
			{
				name: 'Original',
				value: 'original',
			},
			{
				name: 'Square',
				value: 'square',
			},
		],
		default: 'adaptive',
		description: 'Size of the image that comes back',
		displayOptions: {
			show: {
				model: ['seededit-v3'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Quality',
		name: 'quality',
		type: 'options',
		options: [
			{
				name: 'Low',
				value: 'low',
			},
			{
				name: 'Medium',
				value: 'medium',
			},
			{
				name: 'High',
				value: 'high',
			},
			{
				name: 'Auto',
				value: 'auto',
			},
		],
		default: 'auto',
		description:
			'How much care goes into the image. Changes the price. This model presets Auto, GPT Image 1.5 Edit High: left as preset, it changes with the model.',
		displayOptions: {
			show: {
				model: ['gpt-image-1-edit'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Quality',
		name: 'quality',
		type: 'options',
		options: [
			{
				name: 'Low',
				value: 'low',
			},
			{
				name: 'Medium',
				value: 'medium',
			},
			{
				name: 'High',
				value: 'high',
			},
			{
				name: 'Auto',
				value: 'auto',
			},
		],
		default: 'high',
		description:
			'How much care goes into the image. Auto weighs detail against speed. Changes the price. This model presets High, GPT Image 1 Edit Auto: left as preset, it changes with the model.',
		displayOptions: {
			show: {
				model: ['gpt-image-1.5-edit'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Output Format',
		name: 'output_format',
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
				model: ['gpt-image-1-edit'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Output Format',
		name: 'output_format',
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
		description: 'File format of the image that comes back. PNG keeps every detail.',
		displayOptions: {
			show: {
				model: ['gpt-image-1.5-edit'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Output Format',
		name: 'output_format',
		type: 'options',
		options: [
			{
				name: 'JPG',
				value: 'jpg',
			},
			{
				name: 'PNG',
				value: 'png',
			},
		],
		default: 'png',
		description: 'File format of the image that comes back',
		displayOptions: {
			show: {
				model: ['flux-kontext-pro'],
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
				name: '3:4 (Portrait)',
				value: '3:4',
			},
			{
				name: '4:3 (Landscape)',
				value: '4:3',
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
		],
		default: '1:1',
		description: 'Shape of the image, width to height',
		hint: 'An edited image gets this shape too: 1:1 makes it square, whatever shape the input has',
		displayOptions: {
			show: {
				model: ['nano-banana'],
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
				name: 'Match Input Image',
				value: 'match_input_image',
			},
		],
		default: 'match_input_image',
		description: 'Shape of the image, width to height, or that of the image that goes in',
		displayOptions: {
			show: {
				model: ['p-image-edit'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Aspect Ratio',
		name: 'aspect_ratio',
		type: 'options',
		allowArbitraryValues: true,
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
				name: 'Match Input Image',
				value: 'match_input_image',
			},
		],
		default: 'match_input_image',
		description: 'Shape of the image, width to height',
		hint: 'There are more values than the documentation lists: give others by expression',
		displayOptions: {
			show: {
				model: ['flux-kontext-pro'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Light Direction',
		name: 'light_direction',
		type: 'options',
		options: [
			{
				name: 'Left',
				value: 'left',
			},
			{
				name: 'Right',
				value: 'right',
			},
			{
				name: 'Top',
				value: 'top',
			},
			{
				name: 'Back',
				value: 'back',
			},
		],
		default: 'top',
		description: 'Where the light comes from',
		displayOptions: {
			show: {
				model: ['segmind-relighting'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Light Intensity',
		name: 'light_intensity',
		type: 'options',
		options: [
			{
				name: 'Mood',
				value: 'mood',
			},
			{
				name: 'Bright',
				value: 'bright',
			},
			{
				name: 'Medium',
				value: 'medium',
			},
			{
				name: 'Strong',
				value: 'strong',
			},
		],
		default: 'medium',
		description: 'How strong the light is',
		displayOptions: {
			show: {
				model: ['segmind-relighting'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Light Temperature',
		name: 'light_temperature',
		type: 'options',
		options: [
			{
				name: 'Warm',
				value: 'warm',
			},
			{
				name: 'Cool',
				value: 'cool',
			},
			{
				name: 'Neutral',
				value: 'neutral',
			},
			{
				name: 'Sunset',
				value: 'sunset',
			},
		],
		default: 'neutral',
		description: 'Color of the light',
		displayOptions: {
			show: {
				model: ['segmind-relighting'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Light Type',
		name: 'light_type',
		type: 'options',
		options: [
			{
				name: 'Softbox',
				value: 'softbox',
			},
			{
				name: 'Sunlight',
				value: 'sunlight',
			},
			{
				name: 'Spotlight',
				value: 'spotlight',
			},
			{
				name: 'Ambient',
				value: 'ambient',
			},
		],
		default: 'ambient',
		description: 'Kind of light',
		displayOptions: {
			show: {
				model: ['segmind-relighting'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Ratio',
		name: 'ratio',
		type: 'options',
		options: [
			{
				name: '1080:1920 (Portrait)',
				value: '1080:1920',
			},
			{
				name: '1104:832 (Landscape)',
				value: '1104:832',
			},
			{
				name: '1280:720 (Landscape)',
				value: '1280:720',
			},
			{
				name: '1584:672 (Landscape)',
				value: '1584:672',
			},
			{
				name: '1920:1080 (Landscape)',
				value: '1920:1080',
			},
			{
				name: '720:1280 (Portrait)',
				value: '720:1280',
			},
			{
				name: '832:1104 (Portrait)',
				value: '832:1104',
			},
			{
				name: '960:960 (Square)',
				value: '960:960',
			},
		],
		default: '1280:720',
		description: 'Width and height in pixels',
		displayOptions: {
			show: {
				model: ['runway-gen4-image'],
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
				displayName: 'Background',
				name: 'background',
				type: 'options',
				options: [
					{
						name: 'Transparent',
						value: 'transparent',
					},
					{
						name: 'Opaque',
						value: 'opaque',
					},
				],
				default: 'opaque',
				description: 'Whether the image gets a filled or a see-through background',
			},
			{
				displayName: 'Moderation',
				name: 'moderation',
				type: 'options',
				options: [
					{
						name: 'Low',
						value: 'low',
					},
					{
						name: 'Auto',
						value: 'auto',
					},
				],
				default: 'auto',
				description: 'How strictly the content is checked. Low is the more lenient setting.',
			},
			{
				displayName: 'Output Compression',
				name: 'output_compression',
				type: 'number',
				typeOptions: {
					minValue: 1,
					maxValue: 100,
					numberPrecision: 0,
				},
				default: 100,
				description: 'Compression level of the image that comes back, from 1 to 100',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
				model: ['gpt-image-1-edit'],
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
				displayName: 'Background',
				name: 'background',
				type: 'options',
				options: [
					{
						name: 'Transparent',
						value: 'transparent',
					},
					{
						name: 'Opaque',
						value: 'opaque',
					},
				],
				default: 'opaque',
				description: 'Whether the background is filled or see-through',
			},
			{
				displayName: 'Moderation',
				name: 'moderation',
				type: 'options',
				options: [
					{
						name: 'Low',
						value: 'low',
					},
					{
						name: 'Auto',
						value: 'auto',
					},
				],
				default: 'auto',
				description: 'How strictly the content is checked. Low is the more lenient setting.',
			},
			{
				displayName: 'Output Compression',
				name: 'output_compression',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 100,
				description: 'Compression level of the image that comes back',
				hint: 'The values that it takes are not known here. The documented sample sends 100.',
			},
			{
				displayName: 'Output Format',
				name: 'output_format',
				type: 'string',
				default: 'png',
				description: 'File format of the image that comes back',
				hint: 'The values that it takes are not known here. The documented sample sends png.',
			},
			{
				displayName: 'Quality',
				name: 'quality',
				type: 'string',
				default: 'auto',
				description: 'How much care goes into the image',
				hint: 'The values that it takes are not known here. The documented sample sends auto.',
			},
			{
				displayName: 'Size',
				name: 'size',
				type: 'string',
				default: 'auto',
				description: 'Width and height in pixels',
				hint: 'The values that it takes are not known here. The documented sample sends auto.',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
				model: ['gpt-image-1-edit-mini'],
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
				displayName: 'Background',
				name: 'background',
				type: 'options',
				options: [
					{
						name: 'Transparent',
						value: 'transparent',
					},
					{
						name: 'Opaque',
						value: 'opaque',
					},
				],
				default: 'opaque',
				description: 'Whether the background is filled or see-through, as overlays need it',
			},
			{
				displayName: 'Moderation',
				name: 'moderation',
				type: 'options',
				options: [
					{
						name: 'Low',
						value: 'low',
					},
					{
						name: 'Auto',
						value: 'auto',
					},
				],
				default: 'auto',
				description: 'How strictly the content is checked. Low is the more lenient setting.',
			},
			{
				displayName: 'Output Compression',
				name: 'output_compression',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 95,
				description: 'Compression level of the image that comes back. 100 keeps the best quality.',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
				model: ['gpt-image-1.5-edit'],
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
				description: 'What the answer may hold: the image alone, or text as well',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
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
				displayName: 'Disable Safety Checker',
				name: 'disable_safety_checker',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out the check of the content',
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
				description: 'Starting point of what is left to chance',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
				model: ['p-image-edit'],
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
				displayName: 'Guidance Scale',
				name: 'guidance_scale',
				type: 'number',
				typeOptions: {
					minValue: 1,
					maxValue: 10,
				},
				default: 5.5,
				description: 'How closely the image follows the prompt',
			},
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					minValue: 1,
					maxValue: 999999,
					numberPrecision: 0,
				},
				default: 42,
				description: 'Starting point of what is left to chance',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
				model: ['seededit-v3'],
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
				displayName: 'Safety Tolerance',
				name: 'safety_tolerance',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 2,
				description:
					'How much the check of the content lets pass: 0 is strict, 6 lenient. The page names 2 as the most where there is an image to work from.',
			},
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 0,
				description: 'Starting point of what is left to chance',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit'],
				model: ['flux-kontext-pro'],
			},
		},
	},
];
