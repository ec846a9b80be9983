import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'qwen-image',
	title: 'Qwen Image',
	source: { page: 'https://www.segmind.com/models/qwen-image/api', read: '2026-11' },
	endpointPath: '/v1/qwen-image',
	queue: true,
	returns: 'Image',
	seconds: 28.4,
	priceUsd: 0.121,
	parameters: {
		prompt: { type: 'string', required: true, carries: 'prompt' },
		steps: { type: 'integer', required: true, default: 30, minimum: 1, maximum: 50 },
		aspect_ratio: {
			type: 'string',
			required: false,
			default: '16:9',
			allowed: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'],
		},
		base64: { type: 'boolean', required: false, default: false },
		guidance: { type: 'number', required: false, default: 3.5, minimum: 1, maximum: 20 },
		image_format: {
			type: 'string',
			required: false,
			default: 'png',
			allowed: ['png', 'jpeg', 'webp'],
		},
		negative_prompt: { type: 'string', required: false, default: 'blurry, cartoonish' },
		// The known text of the page breaks off here: names and types are those of its sample.
		quality: { type: 'integer', required: false },
		seed: { type: 'integer', required: false },
	},
	formatParameter: 'image_format',
	format: 'png',
	compressionParameter: 'quality',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};
