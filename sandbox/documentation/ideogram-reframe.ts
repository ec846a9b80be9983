import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'ideogram-reframe',
	title: 'Ideogram Reframe',
	source: { page: 'https://www.segmind.com/models/ideogram-reframe/api', read: '2026-11' },
	endpointPath: '/v1/ideogram-reframe',
	queue: true,
	returns: 'Image',
	seconds: 23.36,
	priceUsd: 0.1,
	parameters: {
		image_file: { type: 'string (uri)', required: true, carries: 'picture' },
		resolution: {
			type: 'string',
			required: false,
			default: 'RESOLUTION_1024_1024',
			// Ten of 78 values are printed, and the default is none of the ten.
			allowed: [
				'RESOLUTION_512_1536',
				'RESOLUTION_576_1408',
				'RESOLUTION_576_1472',
				'RESOLUTION_576_1536',
				'RESOLUTION_640_1024',
				'RESOLUTION_640_1344',
				'RESOLUTION_640_1408',
				'RESOLUTION_640_1472',
				'RESOLUTION_640_1536',
				'RESOLUTION_704_1152',
			],
			open: true,
		},
		seed: { type: 'integer', required: false, minimum: 100, maximum: 999999 },
		style_type: {
			type: 'string',
			required: false,
			default: 'GENERAL',
			allowed: ['GENERAL', 'REALISTIC', 'DESIGN', 'RENDER_3D', 'ANIME'],
		},
	},
	format: 'png',
	sizeParameter: 'resolution',
	makes: 'reframe',
};
