import type { INodeProperties } from 'n8n-workflow';
import { editModelsWith } from './edit.generated';

const EDIT = { resource: ['image'], operation: ['edit', 'submitEdit'] };

export const promptField: INodeProperties = {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Put the bottle on a marble table in soft morning light',
	description:
		'What the finished image should show. Describe all of it, not only the change: the model paints the whole image anew.',
	displayOptions: { show: { ...EDIT, model: editModelsWith.prompt } },
};

/** An agent's item has no files, so as a tool the node takes addresses in one flat field. */
export const imageFields: INodeProperties[] = [
	{
		displayName: 'Image URLs',
		name: 'imageUrls',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/product.jpg',
		description:
			'Public address of the image to edit. Several are separated by commas, in the order in which the prompt speaks of them.',
		displayOptions: { show: { ...EDIT, model: editModelsWith.images, '@tool': [true] } },
	},
	{
		displayName: 'Images',
		name: 'images',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		required: true,
		placeholder: 'Add Image',
		default: { values: [{ source: 'binary', binaryPropertyName: 'data', url: '' }] },
		description:
			'The images to work on, in the order in which the prompt speaks of them. Segmind keeps uploaded files under public addresses that are hard to guess, and that contain the e-mail address of the account.',
		displayOptions: {
			show: { ...EDIT, model: editModelsWith.images },
			hide: { '@tool': [true] },
		},
		options: [
			{
				displayName: 'Image',
				name: 'values',
				values: [
					{
						displayName: 'Source',
						name: 'source',
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
								description: 'A public address. Segmind fetches the file from there.',
							},
						],
						default: 'binary',
					},
					{
						displayName: 'Input Data Field Name',
						name: 'binaryPropertyName',
						type: 'string',
						default: 'data',
						placeholder: 'e.g. data',
						hint: 'The name of the field that holds the file, not its content. Several names are separated by commas.',
						displayOptions: { show: { source: ['binary'] } },
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/image.png',
						hint: 'Segmind must be able to open it without a login. An expression may also yield a list of addresses.',
						displayOptions: { show: { source: ['url'] } },
					},
				],
			},
		],
	},
];

const MASK_HINT =
	'The transparent parts of the mask are the parts that are edited. It guides the model; it is no hard cut.';

export const maskFields: INodeProperties[] = [
	{
		displayName: 'Mask',
		name: 'maskSource',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'Input Data Field', value: 'binary' },
			{ name: 'URL', value: 'url' },
		],
		default: 'none',
		description: 'A second picture that marks the part of the first image to edit',
		displayOptions: {
			show: { ...EDIT, model: editModelsWith.mask },
			hide: { '@tool': [true] },
		},
	},
	{
		displayName: 'Mask',
		name: 'maskSource',
		type: 'options',
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'URL', value: 'url' },
		],
		default: 'none',
		description: 'A second picture that marks the part of the first image to edit',
		displayOptions: { show: { ...EDIT, model: editModelsWith.mask, '@tool': [true] } },
	},
	{
		displayName: 'Mask Input Data Field Name',
		name: 'maskBinaryPropertyName',
		type: 'string',
		default: 'mask',
		placeholder: 'e.g. mask',
		hint: MASK_HINT,
		displayOptions: { show: { ...EDIT, model: editModelsWith.mask, maskSource: ['binary'] } },
	},
	{
		displayName: 'Mask URL',
		name: 'maskUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/mask.png',
		hint: MASK_HINT,
		displayOptions: { show: { ...EDIT, model: editModelsWith.mask, maskSource: ['url'] } },
	},
];

/**
 * What the upstream model is known to refuse. Segmind documents none of it, so these are hints only.
 * Conditions on a field within a collection start with a slash: n8n 1.x looks for a parameter of
 * that name otherwise, finds none and refuses the whole workflow.
 */
export const settingHints: INodeProperties[] = [
	{
		displayName:
			'JPEG has no transparency: with Background set to Transparent, the model is known to refuse it. Choose PNG or WebP.',
		name: 'hintTransparentJpeg',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { ...EDIT, output_format: ['jpeg'], '/additionalFields.background': ['transparent'] },
		},
	},
	{
		displayName:
			'PNG is not compressed with loss: with Output Compression below 100, the model is known to refuse it. Choose JPEG or WebP.',
		name: 'hintCompressedPng',
		type: 'notice',
		default: '',
		displayOptions: {
			show: {
				...EDIT,
				output_format: ['png'],
				'/additionalFields.output_compression': [{ _cnd: { lt: 100 } }],
			},
		},
	},
];
