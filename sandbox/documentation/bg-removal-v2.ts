import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'bg-removal-v2',
	title: 'Background Removal V2',
	source: { page: 'https://www.segmind.com/models/bg-removal-v2/api', read: '2026-11' },
	endpointPath: '/v1/bg-removal-v2',
	queue: true,
	returns: 'Image',
	seconds: 0.62,
	priceUsd: 0.001,
	parameters: {
		image: { type: 'string (uri)', required: true, carries: 'picture' },
		custom_color: { type: 'string', required: false, nullable: true, default: null },
		type: {
			type: 'string',
			required: false,
			default: 'transparent',
			// Ten of thirteen values are printed.
			allowed: [
				'transparent',
				'mask',
				'inverted mask',
				'blur',
				'white',
				'green',
				'black',
				'blue',
				'yellow',
				'red',
			],
			open: true,
		},
	},
	format: 'png',
	makes: 'cutout',
};
