import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'gpt-image-1-edit-mini',
	title: 'GPT Image 1 Edit Mini',
	source: { page: 'https://www.segmind.com/models/gpt-image-1-edit-mini/api', read: '2026-11' },
	endpointPath: '/v1/gpt-image-1-edit-mini',
	queue: true,
	returns: 'Image',
	seconds: 42.74,
	priceUsd: 0.028,
	parameters: {
		image_urls: { type: 'string[]', required: true, carries: 'picture' },
		// Labelled required, and null in the page's own sample.
		mask: { type: 'string (uri)', required: true, nullable: true, carries: 'mask' },
		prompt: { type: 'string', required: true, carries: 'prompt' },
		background: {
			type: 'string',
			required: false,
			default: 'opaque',
			allowed: ['transparent', 'opaque'],
		},
		moderation: { type: 'string', required: false, default: 'auto', allowed: ['low', 'auto'] },
		// The known text of the page breaks off here: names and types are those of its sample.
		output_compression: { type: 'integer', required: false },
		output_format: { type: 'string', required: false },
		quality: { type: 'string', required: false },
		size: { type: 'string', required: false },
	},
	formatParameter: 'output_format',
	format: 'png',
	compressionParameter: 'output_compression',
	sizeParameter: 'size',
	makes: 'edit',
	maskMeans: 'transparent',
};
