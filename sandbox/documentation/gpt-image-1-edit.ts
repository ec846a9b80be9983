import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'gpt-image-1-edit',
	title: 'GPT Image 1 Edit',
	source: { page: 'https://www.segmind.com/models/gpt-image-1-edit/api', read: '2026-11' },
	endpointPath: '/v1/gpt-image-1-edit',
	queue: true,
	returns: 'Image',
	seconds: 58.03,
	priceUsd: 0.14,
	parameters: {
		image_urls: { type: 'string[]', required: true, carries: 'picture' },
		// Labelled required, and null in the page's own sample.
		mask: { type: 'string (uri)', required: true, nullable: true, carries: 'mask' },
		prompt: { type: 'string', required: true, default: '', carries: 'prompt' },
		background: {
			type: 'string',
			required: false,
			default: 'opaque',
			allowed: ['transparent', 'opaque'],
		},
		moderation: { type: 'string', required: false, default: 'auto', allowed: ['low', 'auto'] },
		// The bounds stand in the description of this page only.
		output_compression: {
			type: 'integer',
			required: false,
			default: 100,
			minimum: 1,
			maximum: 100,
		},
		output_format: {
			type: 'string',
			required: false,
			default: 'png',
			allowed: ['png', 'jpeg', 'webp'],
		},
		quality: {
			type: 'string',
			required: false,
			default: 'auto',
			allowed: ['low', 'medium', 'high', 'auto'],
		},
		size: {
			type: 'string',
			required: false,
			default: 'auto',
			allowed: ['1024x1024', '1536x1024', '1024x1536', 'auto'],
		},
	},
	formatParameter: 'output_format',
	format: 'png',
	compressionParameter: 'output_compression',
	sizeParameter: 'size',
	makes: 'edit',
	maskMeans: 'transparent',
};
