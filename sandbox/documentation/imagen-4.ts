import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'imagen-4',
	title: 'Imagen 4',
	source: { page: 'https://www.segmind.com/models/imagen-4/api', read: '2026-11' },
	endpointPath: '/v1/imagen-4',
	queue: true,
	returns: 'Text/JSON',
	seconds: 11.17,
	priceUsd: 0.06,
	parameters: {
		prompt: { type: 'string', required: true, carries: 'prompt' },
		aspect_ratio: {
			type: 'string',
			required: false,
			default: '4:3',
			allowed: ['1:1', '4:3', '3:4', '9:16', '16:9'],
		},
		negative_prompt: { type: 'string', required: false, default: 'blurry, pixelated' },
	},
	format: 'png',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};
