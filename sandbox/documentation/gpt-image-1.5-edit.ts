import { choice, integer, mask, pictures, prompt, type Table } from './table';

export const model: Table = {
	title: 'GPT Image 1.5 Edit',
	seconds: 56.95,
	priceUsd: 0.24,
	parameters: {
		image_urls: pictures(),
		// Labelled required, and null in the page's own sample.
		mask: mask({ nullable: true }),
		prompt: prompt({ default: '' }),
		background: choice('transparent, opaque', 'opaque'),
		moderation: choice('low, auto', 'auto'),
		// No bounds on this page; its sample sends 100.
		output_compression: integer({ default: 95 }),
		output_format: choice('png, jpeg, webp', 'png'),
		quality: choice('low, medium, high, auto', 'high'),
		size: choice('1024x1024, 1536x1024, 1024x1536, auto', 'auto'),
	},
	maskMeans: 'transparent',
};
