import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'bria-eraser',
	title: 'Bria Eraser',
	source: { page: 'https://www.segmind.com/models/bria-eraser/api', read: '2026-11' },
	endpointPath: '/v1/bria-eraser',
	queue: true,
	returns: 'Image',
	seconds: 13.58,
	priceUsd: 0.04,
	parameters: {
		// A URL or another string, which other Bria pages call base64. Absent from the page's sample.
		image: { type: 'string | string', required: true, carries: 'picture' },
		mask: { type: 'string (uri)', required: true, carries: 'mask' },
		mask_type: {
			type: 'string',
			required: false,
			default: 'manual',
			allowed: ['manual', 'automatic'],
		},
		visual_input_content_moderation: { type: 'boolean', required: false, default: true },
		visual_output_content_moderation: { type: 'boolean', required: false, default: true },
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'png',
	makes: 'erase',
	maskMeans: 'white',
};
