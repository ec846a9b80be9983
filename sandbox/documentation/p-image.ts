import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'p-image',
	title: 'Pruna P Image',
	source: { page: 'https://www.segmind.com/models/p-image/api', read: '2026-11' },
	endpointPath: '/v1/p-image',
	queue: true,
	returns: 'Text/JSON',
	seconds: 6.3,
	priceUsd: 0.005,
	parameters: {
		prompt: { type: 'string', required: true, carries: 'prompt' },
		aspect_ratio: {
			type: 'string',
			required: false,
			default: '16:9',
			allowed: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3', 'custom'],
		},
		disable_safety_checker: { type: 'boolean', required: false, default: false },
		// Height and width count with the aspect ratio "custom" only.
		height: { type: 'integer', required: false, default: 576, minimum: 256, maximum: 1440 },
		seed: { type: 'integer', required: false, default: 42, minimum: -1, maximum: 999999999999999 },
		width: { type: 'integer', required: false, default: 1024, minimum: 256, maximum: 1440 },
	},
	format: 'png',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};
