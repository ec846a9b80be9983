import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'automatic-mask-generator',
	title: 'Automatic Mask Generator',
	source: { page: 'https://www.segmind.com/models/automatic-mask-generator/api', read: '2026-11' },
	// The only known page with another path than /v1/{slug}; none is known for the queue.
	endpointPath: '/v1/models/automatic-mask-generator',
	queue: false,
	returns: 'Image',
	seconds: 1.49,
	priceUsd: 0.001,
	parameters: {
		image: { type: 'string (base64)', required: true, carries: 'picture' },
		prompt: { type: 'string', required: true, carries: 'prompt' },
		base64: { type: 'boolean', required: false, default: false },
		grow_mask: { type: 'integer', required: false, default: 10, minimum: 0, maximum: 100 },
		invert_mask: { type: 'boolean', required: false, default: false },
		return_alpha: { type: 'boolean', required: false, default: false },
		return_mask: { type: 'boolean', required: false, default: true },
		seed: { type: 'integer', required: false, default: -1, minimum: -1, maximum: 999999999999999 },
		stop_on_empty_mask: { type: 'boolean', required: false, default: false },
		threshold: { type: 'number', required: false, default: 0.2, minimum: 0, maximum: 1 },
	},
	format: 'png',
	makes: 'mask',
};
