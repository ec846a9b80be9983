import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'ideogram-3-reframe',
	title: 'Ideogram 3 Reframe',
	source: { page: 'https://www.segmind.com/models/ideogram-3-reframe/api', read: '2026-11' },
	endpointPath: '/v1/ideogram-3-reframe',
	queue: true,
	returns: 'Image',
	// A price of $0.037 to $0.113 is printed: this is the average of the directory.
	seconds: 11.3,
	priceUsd: 0.0416,
	parameters: {
		image: { type: 'string (uri)', required: true, carries: 'picture' },
		// Left out: color_palette, an object of two alternative shapes whose values are not printed.
		rendering_speed: {
			type: 'string',
			required: false,
			default: 'DEFAULT',
			allowed: ['TURBO', 'DEFAULT', 'QUALITY'],
		},
		resolution: {
			type: 'string',
			required: false,
			default: '1024x1024',
			// Ten of 69 values are printed, and the default is none of the ten.
			allowed: [
				'512x1536',
				'576x1408',
				'576x1472',
				'576x1536',
				'640x1344',
				'640x1408',
				'640x1472',
				'640x1536',
				'704x1152',
				'704x1216',
			],
			open: true,
		},
		seed: { type: 'integer', required: false, minimum: 100, maximum: 999999 },
		style_codes: { type: 'string[]', required: false },
		// The known text of the page breaks off within this row.
		style_reference_images: { type: 'string[]', required: false },
	},
	format: 'png',
	sizeParameter: 'resolution',
	makes: 'reframe',
};
