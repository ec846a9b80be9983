import type { INodeProperties } from 'n8n-workflow';

const EDIT = { resource: ['image'], operation: ['edit'] };

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
