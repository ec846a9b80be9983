import { choice, integer, number, picture, prompt, type Table } from './table';

export const model: Table = {
	title: 'SeedEdit 3.0 i2i',
	seconds: 10.87,
	priceUsd: 0.05,
	parameters: {
		image_url: picture(),
		prompt: prompt(),
		guidance_scale: number({ default: 5.5, range: [1, 10] }),
		seed: integer({ default: 42, range: [1, 999999] }),
		size: choice('adaptive, original, square', 'adaptive'),
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'jpeg',
};
