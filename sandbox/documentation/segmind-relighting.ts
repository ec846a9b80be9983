import type { DocumentedModel } from './types';

export const model: DocumentedModel = {
	slug: 'segmind-relighting',
	title: 'Segmind Relighting',
	source: { page: 'https://www.segmind.com/models/segmind-relighting/api', read: '2026-11' },
	endpointPath: '/v1/segmind-relighting',
	queue: true,
	returns: 'Image',
	seconds: 10.34,
	priceUsd: 0.05,
	parameters: {
		image: { type: 'string (uri)', required: true, carries: 'picture' },
		// Labelled required, each with a default.
		light_direction: {
			type: 'string',
			required: true,
			default: 'top',
			allowed: ['left', 'right', 'top', 'back'],
		},
		light_intensity: {
			type: 'string',
			required: true,
			default: 'medium',
			allowed: ['mood', 'bright', 'medium', 'strong'],
		},
		light_temperature: {
			type: 'string',
			required: true,
			default: 'neutral',
			allowed: ['warm', 'cool', 'neutral', 'sunset'],
		},
		light_type: {
			type: 'string',
			required: true,
			default: 'ambient',
			allowed: ['softbox', 'sunlight', 'spotlight', 'ambient'],
		},
	},
	format: 'png',
	makes: 'edit',
};
