import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'esrgan',
	title: 'ESRGAN',
	source: { page: 'https://www.segmind.com/models/esrgan/api', read: '2026-11' },
	endpointPath: '/v1/esrgan',
	queue: true,
	returns: 'Image',
	// No figures on the page: these are the averages of the directory.
	seconds: 4.93,
	priceUsd: 0.0047,
	parameters: {
		image: { type: 'string (uri)', required: true, carries: 'picture' },
		output_format: {
			type: 'string',
			required: false,
			default: 'jpeg',
			allowed: ['jpeg', 'png', 'webp'],
		},
		quality: { type: 'integer', required: false, default: 95, minimum: 10, maximum: 100 },
		// An integer by the table; the sample of the page sends "2".
		scale: { type: 'integer', required: false, default: 2, allowed: [2, 4, 8] },
	},
	formatParameter: 'output_format',
	format: 'jpeg',
	compressionParameter: 'quality',
	scaleParameter: 'scale',
	makes: 'upscale',
};
