import { choice, integer, optional, picture, prompt, type Table } from './table';

export const model: Table = {
	title: 'Flux Kontext Pro',
	seconds: 20.69,
	priceUsd: 0.05,
	parameters: {
		prompt: prompt(),
		// Ten of 14 values are printed.
		aspect_ratio: choice(
			'match_input_image, 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, 4:5, 5:4, more',
			'match_input_image',
		),
		input_image: optional(picture()),
		output_format: choice('jpg, png', 'png'),
		safety_tolerance: integer({ default: 2 }),
		// The known text of the page breaks off here.
		seed: integer(),
	},
};
