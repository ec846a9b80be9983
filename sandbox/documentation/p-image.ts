import { choice, flag, integer, prompt, type Table } from './table';

export const model: Table = {
	title: 'Pruna P Image',
	returns: 'Text/JSON',
	seconds: 6.3,
	priceUsd: 0.005,
	parameters: {
		prompt: prompt(),
		aspect_ratio: choice('1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, custom', '16:9'),
		disable_safety_checker: flag(false),
		// Height and width count with the aspect ratio "custom" only.
		height: integer({ default: 576, range: [256, 1440] }),
		seed: integer({ default: 42, range: [-1, 999999999999999] }),
		width: integer({ default: 1024, range: [256, 1440] }),
	},
};
