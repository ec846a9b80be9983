import {
	choice,
	flag,
	integer,
	number,
	prompt,
	required,
	type Table,
} from '../documentation/table';

export const model: Table = {
	title: 'Wan 2.2 Text to Video Fast',
	source: { page: 'https://www.segmind.com/models/wan-2.2-t2v-fast/llms.txt', read: '2026-11' },
	returns: 'Video',
	category: 'textToVideo',
	seconds: 96.2,
	priceUsd: 0.09856787724935734,
	parameters: {
		// Labelled required, and null by default.
		seed: required(
			integer({
				nullable: true,
				default: null,
				description: 'Starting point of the noise; the same one gives the same film',
			}),
		),
		prompt: prompt({
			default: 'A red kite above a grey sea, seen from the cliffs, slow camera',
			description: 'What the film shows',
		}),
		go_fast: required(flag(true, { description: 'Trades care for time' })),
		num_frames: integer({
			default: 81,
			range: [81, 100],
			description: 'Length in frames',
		}),
		resolution: choice('480p, 720p', '480p', { description: 'Lines of the film' }),
		aspect_ratio: choice('16:9, 9:16', '16:9', { description: 'Lying or standing' }),
		sample_shift: number({
			default: 12,
			range: [1, 20],
			description: 'Shift of the sampler',
		}),
		frames_per_second: integer({
			default: 16,
			range: [5, 24],
			description: 'Speed of playback',
		}),
	},
	format: 'mp4',
	makes: 'media',
};
