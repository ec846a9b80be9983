import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'runway-gen4-image',
	title: 'Runway Gen 4 Image',
	source: { page: 'https://www.segmind.com/models/runway-gen4-image/api', read: '2026-11' },
	endpointPath: '/v1/runway-gen4-image',
	queue: true,
	returns: 'Image',
	seconds: 30.64,
	priceUsd: 0.1,
	parameters: {
		promptText: { type: 'string', required: true, carries: 'prompt' },
		referenceImages: {
			type: 'object[]',
			required: true,
			carries: 'picture',
			items: {
				uri: { type: 'string (uri)', required: false },
				tag: { type: 'string', required: true },
			},
		},
		ratio: {
			type: 'string',
			required: false,
			default: '1280:720',
			allowed: [
				'1280:720',
				'720:1280',
				'1104:832',
				'832:1104',
				'960:960',
				'1584:672',
				'1920:1080',
				'1080:1920',
			],
		},
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'png',
	sizeParameter: 'ratio',
	makes: 'edit',
};
