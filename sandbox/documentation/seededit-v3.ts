import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'seededit-v3',
	title: 'SeedEdit 3.0 i2i',
	source: { page: 'https://www.segmind.com/models/seededit-v3/api', read: '2026-11' },
	endpointPath: '/v1/seededit-v3',
	queue: true,
	returns: 'Image',
	seconds: 10.87,
	priceUsd: 0.05,
	parameters: {
		image_url: { type: 'string (uri)', required: true, carries: 'picture' },
		prompt: { type: 'string', required: true, carries: 'prompt' },
		guidance_scale: { type: 'number', required: false, default: 5.5, minimum: 1, maximum: 10 },
		seed: { type: 'integer', required: false, default: 42, minimum: 1, maximum: 999999 },
		size: {
			type: 'string',
			required: false,
			default: 'adaptive',
			allowed: ['adaptive', 'original', 'square'],
		},
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'jpeg',
	sizeParameter: 'size',
	makes: 'edit',
};
