import { choice, flag, integer, number, prompt, required, text, type Table } from './table';

export const model: Table = {
	title: 'Qwen Image',
	seconds: 28.4,
	priceUsd: 0.121,
	parameters: {
		prompt: prompt(),
		steps: required(integer({ default: 30, range: [1, 50] })),
		aspect_ratio: choice('1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3', '16:9'),
		base64: flag(false),
		guidance: number({ default: 3.5, range: [1, 20] }),
		image_format: choice('png, jpeg, webp', 'png'),
		negative_prompt: text({ default: 'blurry, cartoonish' }),
		// The known text of the page breaks off here: names and types are those of its sample.
		quality: integer(),
		seed: integer(),
	},
};
