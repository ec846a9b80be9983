import type { DocumentedModel } from '../documentation/types';

export const model: DocumentedModel = {
	slug: 'wan-2.2-t2v-fast',
	title: 'Wan 2.2 Text to Video Fast',
	source: { page: 'https://www.segmind.com/models/wan-2.2-t2v-fast/llms.txt', read: '2026-11' },
	endpointPath: '/v1/wan-2.2-t2v-fast',
	queue: true,
	returns: 'Video',
	category: 'textToVideo',
	seconds: 96.2,
	priceUsd: 0.09856787724935734,
	parameters: {
		// Labelled required, and null by default.
		seed: {
			...{ type: 'integer', required: true, nullable: true, default: null },
			description: 'Starting point of the noise; the same one gives the same film',
		},
		prompt: {
			...{ type: 'string', required: true, carries: 'prompt' },
			default: 'A red kite above a grey sea, seen from the cliffs, slow camera',
			description: 'What the film shows',
		},
		go_fast: {
			type: 'boolean',
			required: true,
			default: true,
			description: 'Trades care for time',
		},
		num_frames: {
			...{ type: 'integer', required: false, default: 81, minimum: 81, maximum: 100 },
			description: 'Length in frames',
		},
		resolution: {
			...{ type: 'string', required: false, default: '480p', allowed: ['480p', '720p'] },
			description: 'Lines of the film',
		},
		aspect_ratio: {
			...{ type: 'string', required: false, default: '16:9', allowed: ['16:9', '9:16'] },
			description: 'Lying or standing',
		},
		sample_shift: {
			...{ type: 'number', required: false, default: 12, minimum: 1, maximum: 20 },
			description: 'Shift of the sampler',
		},
		frames_per_second: {
			...{ type: 'integer', required: false, default: 16, minimum: 5, maximum: 24 },
			description: 'Speed of playback',
		},
	},
	format: 'mp4',
	makes: 'media',
};
