import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'sam-img2img',
	title: 'Segment Anything Model',
	source: { page: 'https://www.segmind.com/models/sam-img2img/api', read: '2026-11' },
	endpointPath: '/v1/sam-img2img',
	queue: true,
	returns: 'Image',
	// No figures on the page: these are the averages of the directory.
	seconds: 3.81,
	priceUsd: 0.0076,
	parameters: {
		image: { type: 'string (uri)', required: true, carries: 'picture' },
	},
	format: 'png',
	makes: 'mask',
};
