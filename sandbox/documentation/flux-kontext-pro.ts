import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'flux-kontext-pro',
	title: 'Flux Kontext Pro',
	source: { page: 'https://www.segmind.com/models/flux-kontext-pro/api', read: '2026-11' },
	endpointPath: '/v1/flux-kontext-pro',
	queue: true,
	returns: 'Image',
	seconds: 20.69,
	priceUsd: 0.05,
	parameters: {
		prompt: { type: 'string', required: true, carries: 'prompt' },
		aspect_ratio: {
			type: 'string',
			required: false,
			default: 'match_input_image',
			// Ten of 14 values are printed.
			allowed: [
				'match_input_image',
				'1:1',
				'16:9',
				'9:16',
				'4:3',
				'3:4',
				'3:2',
				'2:3',
				'4:5',
				'5:4',
			],
			open: true,
		},
		input_image: { type: 'string (uri)', required: false, carries: 'picture' },
		output_format: { type: 'string', required: false, default: 'png', allowed: ['jpg', 'png'] },
		safety_tolerance: { type: 'integer', required: false, default: 2 },
		// The known text of the page breaks off here.
		seed: { type: 'integer', required: false },
	},
	formatParameter: 'output_format',
	format: 'png',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};
