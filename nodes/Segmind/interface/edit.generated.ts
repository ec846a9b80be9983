// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';

/** Models whose documentation lists a parameter of this role. */
export const editModelsWith = {
	prompt: ['gpt-image-1-edit', 'gpt-image-1.5-edit'],
	images: ['gpt-image-1-edit', 'gpt-image-1.5-edit'],
	mask: ['gpt-image-1-edit', 'gpt-image-1.5-edit'],
};

export const editModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			resource: ['image'],
			operation: ['edit', 'submitEdit'],
		},
	},
	options: [
		{
			name: 'GPT Image 1 Edit',
			value: 'gpt-image-1-edit',
			description:
				'Changes one picture or combines several by following a written instruction. About 58 s, about $0.14 (average, November 2026). Quality and size change the price.',
		},
		{
			name: 'GPT Image 1.5 Edit',
			value: 'gpt-image-1.5-edit',
			description:
				'Edits pictures precisely from instructions in plain language. About 57 s, about $0.24 (average, November 2026). Quality and size change the price.',
		},
	],
	default: 'gpt-image-1-edit',
	description:
		'The model that does the work. The fields below are those that its documentation lists.',
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
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
				model: ['gpt-image-1-edit'],
			},
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
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
				model: ['gpt-image-1.5-edit'],
			},
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
		description: 'How much care goes into the picture. Changes the price.',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
				model: ['gpt-image-1-edit'],
			},
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
			'How much care goes into the picture. Auto weighs detail against speed. Changes the price.',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
				model: ['gpt-image-1.5-edit'],
			},
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
		description: 'File format of the picture that comes back',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
				model: ['gpt-image-1-edit'],
			},
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
		description: 'File format of the picture that comes back. PNG keeps every detail.',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
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
				description: 'Whether the picture gets a filled or a see-through background',
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
				description: 'Compression level of the picture that comes back, from 1 to 100',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
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
				description:
					'Compression level of the picture that comes back. 100 keeps the best quality.',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['edit', 'submitEdit'],
				model: ['gpt-image-1.5-edit'],
			},
		},
	},
];
