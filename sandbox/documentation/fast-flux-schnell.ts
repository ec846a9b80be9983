import { choice, flag, integer, prompt, type Table } from './table';

export const model: Table = {
	title: 'Fast Flux.1 Schnell',
	// No figures on the page: these are the averages of the directory.
	seconds: 2.45,
	priceUsd: 0.0055,
	parameters: {
		prompt: prompt(),
		aspect_ratio: choice('1:1, 16:9, 21:9, 2:3, 3:2, 4:5, 5:4, 9:16, 9:21', '1:1'),
		base64: flag(false),
		// Of the seed a demonstration value is known only; the row of the steps breaks off.
		seed: integer(),
		steps: integer(),
	},
	format: 'jpeg',
};
