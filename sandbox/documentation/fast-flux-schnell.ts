import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'fast-flux-schnell',
	title: 'Fast Flux.1 Schnell',
	source: { page: 'https://www.segmind.com/models/fast-flux-schnell/api', read: '2026-11' },
	endpointPath: '/v1/fast-flux-schnell',
	queue: true,
	returns: 'Image',
	// No figures on the page: these are the averages of the directory.
	seconds: 2.45,
	priceUsd: 0.0055,
	parameters: {
		prompt: { type: 'string', required: true, carries: 'prompt' },
		aspect_ratio: {
			type: 'string',
			required: false,
			default: '1:1',
			allowed: ['1:1', '16:9', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21'],
		},
		base64: { type: 'boolean', required: false, default: false },
		// Of the seed a demonstration value is known only; the row of the steps breaks off.
		seed: { type: 'integer', required: false },
		steps: { type: 'integer', required: false },
	},
	format: 'jpeg',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};
