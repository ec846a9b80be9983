// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const swapFaceModelsWith = {
	prompt: [],
	images: [],
	oneImage: [],
	imageWithin: [],
	tags: [],
	mask: [],
};

export const swapFaceModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['swapFace'],
		},
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'Segmind Faceswap V5',
			value: 'faceswap-v5',
			description: '$0.05 · 9.8 s. Puts the face of one image into another.',
		},
	],
	default: 'faceswap-v5',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const swapFaceSettings: INodeProperties[] = [
	{
		displayName: 'Face to Use',
		name: 'sourceImageSource',
		type: 'options',
		options: [
			{
				name: 'Input Data Field',
				value: 'binary',
				description: 'A file of the incoming item. It is uploaded to Segmind.',
			},
			{
				name: 'URL',
				value: 'url',
				description: 'A public URL. Segmind downloads the file from there.',
			},
		],
		default: 'binary',
		description: 'The image with the face to take',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
			},
			hide: {
				'@tool': [true],
			},
		},
	},
	{
		displayName: 'Face to Use',
		name: 'sourceImageSource',
		type: 'options',
		options: [
			{
				name: 'URL',
				value: 'url',
				description: 'A public URL. Segmind downloads the file from there.',
			},
		],
		default: 'url',
		description: 'The image with the face to take',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
				'@tool': [true],
			},
		},
	},
	{
		displayName: 'Input Data Field Name',
		name: 'sourceImageBinaryPropertyName',
		type: 'string',
		required: true,
		default: 'source',
		placeholder: 'e.g. source',
		hint: 'The name of the field that holds the file. If the item has none of this name, the first of its two files is taken, or its only file if the other image is a URL.',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
				sourceImageSource: ['binary'],
			},
		},
	},
	{
		displayName: 'Face to Use URL',
		name: 'sourceImageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/image.png',
		hint: 'Segmind must be able to open it without a login',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
				sourceImageSource: ['url'],
			},
		},
	},
	{
		displayName: 'Image to Change',
		name: 'targetImageSource',
		type: 'options',
		options: [
			{
				name: 'Input Data Field',
				value: 'binary',
				description: 'A file of the incoming item. It is uploaded to Segmind.',
			},
			{
				name: 'URL',
				value: 'url',
				description: 'A public URL. Segmind downloads the file from there.',
			},
		],
		default: 'binary',
		description: 'The image into which the face goes',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
			},
			hide: {
				'@tool': [true],
			},
		},
	},
	{
		displayName: 'Image to Change',
		name: 'targetImageSource',
		type: 'options',
		options: [
			{
				name: 'URL',
				value: 'url',
				description: 'A public URL. Segmind downloads the file from there.',
			},
		],
		default: 'url',
		description: 'The image into which the face goes',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
				'@tool': [true],
			},
		},
	},
	{
		displayName: 'Input Data Field Name',
		name: 'targetImageBinaryPropertyName',
		type: 'string',
		required: true,
		default: 'target',
		placeholder: 'e.g. target',
		hint: 'The name of the field that holds the file. If the item has none of this name, the second of its two files is taken, or its only file if the other image is a URL.',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
				targetImageSource: ['binary'],
			},
		},
	},
	{
		displayName: 'Image to Change URL',
		name: 'targetImageUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/image.png',
		hint: 'Segmind must be able to open it without a login',
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
				targetImageSource: ['url'],
			},
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
				model: ['faceswap-v5'],
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
				displayName: 'Additional Prompt',
				name: 'additional_prompt',
				type: 'string',
				default: '',
				description: 'Words that help with the result',
			},
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
			{
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					numberPrecision: 0,
				},
				default: 8005332,
				description: 'Starting point of what is left to chance',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['swapFace'],
				model: ['faceswap-v5'],
			},
		},
	},
];
