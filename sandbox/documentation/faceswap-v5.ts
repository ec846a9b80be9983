import { choice, integer, optional, picture, prompt, type Table } from './table';

export const model: Table = {
	title: 'Segmind Faceswap v5',
	seconds: 9.82,
	priceUsd: 0.05,
	parameters: {
		source_image: picture(),
		target_image: picture(),
		additional_prompt: optional(prompt({ default: '' })),
		image_format: choice('png, jpeg, webp', 'png'),
		quality: integer({ default: 95, range: [10, 100] }),
		seed: integer({ default: 8005332 }),
	},
	makes: 'swap',
};
