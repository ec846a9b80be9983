import { picture, prompt, type Table } from '../documentation/table';

export const model: Table = {
	title: 'LLAVA 1.6 7B',
	returns: 'Text/JSON',
	category: 'Image-to-Text (Vision)',
	seconds: 3.59,
	priceUsd: 0.005302737698586939,
	parameters: {
		images: picture({
			description: 'URL of the image that is asked about',
			examples: ['https://example.com/shelf.jpg'],
		}),
		prompt: prompt({ description: 'The question' }),
	},
	makes: 'text',
};
