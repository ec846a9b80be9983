import { choice, flag, integer, pictures, prompt, type Table } from './table';

export const model: Table = {
	title: 'Pruna P Image Edit',
	seconds: 7.53,
	priceUsd: 0.01,
	parameters: {
		image_urls: pictures(),
		prompt: prompt(),
		aspect_ratio: choice(
			'match_input_image, 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3',
			'match_input_image',
		),
		disable_safety_checker: flag(false),
		seed: integer({ default: 42, range: [-1, 999999999999999] }),
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'jpeg',
};
