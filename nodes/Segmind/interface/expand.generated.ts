// Generated from nodes/Segmind/models/*.json. Do not edit: change the model's file and run `npm run generate`.

import type { INodeProperties } from 'n8n-workflow';
import { ELSEWHERE } from './resource';

/** Models whose documentation lists a parameter of this kind. */
export const expandModelsWith = {
	prompt: [],
	images: [],
	oneImage: ['ideogram-3-reframe', 'ideogram-reframe'],
	imageWithin: [],
	tags: [],
	mask: [],
};

export const expandModel: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'options',
	noDataExpression: true,
	displayOptions: {
		show: {
			operation: ['expand'],
		},
		hide: ELSEWHERE,
	},
	options: [
		{
			name: 'Ideogram 3 Reframe',
			value: 'ideogram-3-reframe',
			description: '$0.0416 · 11 s. Brings an image into another shape and paints what is missing.',
		},
		{
			name: 'Ideogram Reframe',
			value: 'ideogram-reframe',
			description: '$0.10 · 23 s. Brings an image into another shape and paints what is missing.',
		},
	],
	default: 'ideogram-3-reframe',
	description:
		'The model that does the work; the fields below are those that its documentation lists. Prices and times are averages over all users, not those of your settings. After a change of the model check its fields: n8n resets those that the other model lacks.',
};

export const expandSettings: INodeProperties[] = [
	{
		displayName: 'Rendering Speed',
		name: 'rendering_speed',
		type: 'options',
		options: [
			{
				name: 'Turbo',
				value: 'TURBO',
			},
			{
				name: 'Default',
				value: 'DEFAULT',
			},
			{
				name: 'Quality',
				value: 'QUALITY',
			},
		],
		default: 'DEFAULT',
		description: 'Whether time or quality comes first',
		displayOptions: {
			show: {
				model: ['ideogram-3-reframe'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Resolution',
		name: 'resolution',
		type: 'options',
		allowArbitraryValues: true,
		options: [
			{
				name: '1024 × 1024 (Square)',
				value: '1024x1024',
			},
			{
				name: '512 × 1536 (Portrait)',
				value: '512x1536',
			},
			{
				name: '576 × 1408 (Portrait)',
				value: '576x1408',
			},
			{
				name: '576 × 1472 (Portrait)',
				value: '576x1472',
			},
			{
				name: '576 × 1536 (Portrait)',
				value: '576x1536',
			},
			{
				name: '640 × 1344 (Portrait)',
				value: '640x1344',
			},
			{
				name: '640 × 1408 (Portrait)',
				value: '640x1408',
			},
			{
				name: '640 × 1472 (Portrait)',
				value: '640x1472',
			},
			{
				name: '640 × 1536 (Portrait)',
				value: '640x1536',
			},
			{
				name: '704 × 1152 (Portrait)',
				value: '704x1152',
			},
			{
				name: '704 × 1216 (Portrait)',
				value: '704x1216',
			},
		],
		default: '1024x1024',
		description: 'Width and height in pixels',
		hint: 'There are more values than the documentation lists: give others by expression',
		displayOptions: {
			show: {
				model: ['ideogram-3-reframe'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Resolution',
		name: 'resolution',
		type: 'options',
		allowArbitraryValues: true,
		options: [
			{
				name: '1024 × 1024 (Square)',
				value: 'RESOLUTION_1024_1024',
			},
			{
				name: '512 × 1536 (Portrait)',
				value: 'RESOLUTION_512_1536',
			},
			{
				name: '576 × 1408 (Portrait)',
				value: 'RESOLUTION_576_1408',
			},
			{
				name: '576 × 1472 (Portrait)',
				value: 'RESOLUTION_576_1472',
			},
			{
				name: '576 × 1536 (Portrait)',
				value: 'RESOLUTION_576_1536',
			},
			{
				name: '640 × 1024 (Portrait)',
				value: 'RESOLUTION_640_1024',
			},
			{
				name: '640 × 1344 (Portrait)',
				value: 'RESOLUTION_640_1344',
			},
			{
				name: '640 × 1408 (Portrait)',
				value: 'RESOLUTION_640_1408',
			},
			{
				name: '640 × 1472 (Portrait)',
				value: 'RESOLUTION_640_1472',
			},
			{
				name: '640 × 1536 (Portrait)',
				value: 'RESOLUTION_640_1536',
			},
			{
				name: '704 × 1152 (Portrait)',
				value: 'RESOLUTION_704_1152',
			},
		],
		default: 'RESOLUTION_1024_1024',
		description: 'Width and height in pixels',
		hint: 'There are more values than the documentation lists: give others by expression',
		displayOptions: {
			show: {
				model: ['ideogram-reframe'],
			},
			hide: ELSEWHERE,
		},
	},
	{
		displayName: 'Style Type',
		name: 'style_type',
		type: 'options',
		options: [
			{
				name: 'Anime',
				value: 'ANIME',
			},
			{
				name: 'Design',
				value: 'DESIGN',
			},
			{
				name: 'General',
				value: 'GENERAL',
			},
			{
				name: 'Realistic',
				value: 'REALISTIC',
			},
			{
				name: 'Render 3D',
				value: 'RENDER_3D',
			},
		],
		default: 'GENERAL',
		description: 'Manner in which the new parts are painted',
		displayOptions: {
			show: {
				model: ['ideogram-reframe'],
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
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					minValue: 100,
					maxValue: 999999,
					numberPrecision: 0,
				},
				default: 100,
				description: 'Starting point of what is left to chance',
			},
			{
				displayName: 'Style Codes',
				name: 'style_codes',
				type: 'string',
				typeOptions: {
					multipleValues: true,
					multipleValueButtonText: 'Add Style Codes',
				},
				default: [],
				description: 'Codes of styles to follow',
			},
			{
				displayName: 'Style Reference Image URLs',
				name: 'style_reference_images',
				type: 'string',
				typeOptions: {
					multipleValues: true,
					multipleValueButtonText: 'Add Style Reference Image URLs',
				},
				default: [],
				description: 'Public URLs of images whose style is followed',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['expand'],
				model: ['ideogram-3-reframe'],
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
				displayName: 'Seed',
				name: 'seed',
				type: 'number',
				typeOptions: {
					minValue: 100,
					maxValue: 999999,
					numberPrecision: 0,
				},
				default: 100,
				description: 'Starting point of what is left to chance',
			},
		],
		displayOptions: {
			show: {
				resource: ['image'],
				operation: ['expand'],
				model: ['ideogram-reframe'],
			},
		},
	},
];
