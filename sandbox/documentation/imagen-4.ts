import { choice, prompt, text, type Table } from './table';

export const model: Table = {
	title: 'Imagen 4',
	returns: 'Text/JSON',
	seconds: 11.17,
	priceUsd: 0.06,
	parameters: {
		prompt: prompt(),
		aspect_ratio: choice('1:1, 4:3, 3:4, 9:16, 16:9', '4:3'),
		negative_prompt: text({ default: 'blurry, pixelated' }),
	},
};
