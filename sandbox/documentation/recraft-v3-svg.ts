import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'recraft-v3-svg',
	title: 'Recraft V3 Svg',
	source: { page: 'https://www.segmind.com/models/recraft-v3-svg/api', read: '2026-11' },
	endpointPath: '/v1/recraft-v3-svg',
	queue: true,
	returns: 'Text/JSON',
	seconds: 18.15,
	priceUsd: 0.1,
	parameters: {
		prompt: { type: 'string', required: true, carries: 'prompt' },
		size: {
			type: 'string',
			required: false,
			default: '1024x1024',
			// Ten of fifteen values are printed.
			allowed: [
				'1024x1024',
				'1365x1024',
				'1024x1365',
				'1536x1024',
				'1024x1536',
				'1820x1024',
				'1024x1820',
				'1024x2048',
				'2048x1024',
				'1434x1024',
			],
			open: true,
		},
		style: {
			type: 'string',
			required: false,
			default: 'any',
			allowed: ['any', 'engraving', 'line_art', 'line_circuit', 'linocut'],
		},
	},
	format: 'svg',
	sizeParameter: 'size',
	makes: 'vector',
};
