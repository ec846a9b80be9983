import { choice, optional, pictures, prompt, type Table } from './table';

export const model: Table = {
	title: 'Nano Banana',
	returns: 'Text/JSON',
	seconds: 14.28,
	priceUsd: 0.04,
	parameters: {
		// The page's default is demo text, so an absent prompt is refused all the same.
		prompt: prompt({ default: 'Dancing Banana' }),
		aspect_ratio: choice('1:1, 2:3, 3:2, 4:3, 3:4, 4:5, 5:4, 16:9, 9:16, 21:9', '1:1'),
		image_urls: optional(pictures()),
		response_modalities: choice('TEXT_AND_IMAGE, IMAGE', 'TEXT_AND_IMAGE'),
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'png',
};
