import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'faceswap-v5',
	title: 'Segmind Faceswap v5',
	source: { page: 'https://www.segmind.com/models/faceswap-v5/api', read: '2026-11' },
	endpointPath: '/v1/faceswap-v5',
	queue: true,
	returns: 'Image',
	seconds: 9.82,
	priceUsd: 0.05,
	parameters: {
		source_image: { type: 'string (uri)', required: true, carries: 'picture' },
		target_image: { type: 'string (uri)', required: true, carries: 'picture' },
		additional_prompt: { type: 'string', required: false, default: '', carries: 'prompt' },
		image_format: {
			type: 'string',
			required: false,
			default: 'png',
			allowed: ['png', 'jpeg', 'webp'],
		},
		quality: { type: 'integer', required: false, default: 95, minimum: 10, maximum: 100 },
		seed: { type: 'integer', required: false, default: 8005332 },
	},
	formatParameter: 'image_format',
	format: 'png',
	compressionParameter: 'quality',
	makes: 'swap',
};
