import { choice, integer, mask, pictures, prompt, text, type Table } from './table';

export const model: Table = {
	title: 'GPT Image 1 Edit Mini',
	seconds: 42.74,
	priceUsd: 0.028,
	parameters: {
		image_urls: pictures(),
		// Labelled required, and null in the page's own sample.
		mask: mask({ nullable: true }),
		prompt: prompt(),
		background: choice('transparent, opaque', 'opaque'),
		moderation: choice('low, auto', 'auto'),
		// The known text of the page breaks off here: names and types are those of its sample.
		output_compression: integer(),
		output_format: text(),
		quality: text(),
		size: text(),
	},
	maskMeans: 'transparent',
};
