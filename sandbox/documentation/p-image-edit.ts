import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'p-image-edit',
	title: 'Pruna P Image Edit',
	source: { page: 'https://www.segmind.com/models/p-image-edit/api', read: '2026-11' },
	endpointPath: '/v1/p-image-edit',
	queue: true,
	returns: 'Image',
	seconds: 7.53,
	priceUsd: 0.01,
	parameters: {
		image_urls: { type: 'string[]', required: true, carries: 'picture' },
		prompt: { type: 'string', required: true, carries: 'prompt' },
		aspect_ratio: {
			type: 'string',
			required: false,
			default: 'match_input_image',
			allowed: ['match_input_image', '1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'],
		},
		disable_safety_checker: { type: 'boolean', required: false, default: false },
		seed: { type: 'integer', required: false, default: 42, minimum: -1, maximum: 999999999999999 },
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'jpeg',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};
