import { choice, integer, mask, pictures, prompt, type Table } from './table';

export const model: Table = {
	title: 'GPT Image 1 Edit',
	seconds: 58.03,
	priceUsd: 0.14,
	parameters: {
		image_urls: pictures(),
		// Labelled required, and null in the page's own sample.
		mask: mask({ nullable: true }),
		prompt: prompt({ default: '' }),
		background: choice('transparent, opaque', 'opaque'),
		moderation: choice('low, auto', 'auto'),
		// The bounds stand in the description of this page only.
		output_compression: integer({ default: 100, range: [1, 100] }),
		output_format: choice('png, jpeg, webp', 'png'),
		quality: choice('low, medium, high, auto', 'auto'),
		size: choice('1024x1024, 1536x1024, 1024x1536, auto', 'auto'),
	},
	maskMeans: 'transparent',
};
