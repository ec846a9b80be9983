import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'nano-banana',
	title: 'Nano Banana',
	source: { page: 'https://www.segmind.com/models/nano-banana/api', read: '2026-11' },
	endpointPath: '/v1/nano-banana',
	queue: true,
	returns: 'Text/JSON',
	seconds: 14.28,
	priceUsd: 0.04,
	parameters: {
		// The page's default is demo text, so an absent prompt is refused all the same.
		prompt: { type: 'string', required: true, default: 'Dancing Banana', carries: 'prompt' },
		aspect_ratio: {
			type: 'string',
			required: false,
			default: '1:1',
			allowed: ['1:1', '2:3', '3:2', '4:3', '3:4', '4:5', '5:4', '16:9', '9:16', '21:9'],
		},
		image_urls: { type: 'string[]', required: false, carries: 'picture' },
		response_modalities: {
			type: 'string',
			required: false,
			default: 'TEXT_AND_IMAGE',
			allowed: ['TEXT_AND_IMAGE', 'IMAGE'],
		},
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'png',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};
