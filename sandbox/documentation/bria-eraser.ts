import { choice, flag, mask, type Table } from './table';

export const model: Table = {
	title: 'Bria Eraser',
	seconds: 13.58,
	priceUsd: 0.04,
	parameters: {
		// A URL or another string, which other Bria pages call base64. Absent from the page's sample.
		image: { type: 'string | string', required: true, carries: 'picture' },
		mask: mask(),
		mask_type: choice('manual, automatic', 'manual'),
		visual_input_content_moderation: flag(true),
		visual_output_content_moderation: flag(true),
	},
	// The page names no format; this one is the sandbox's choice.
	format: 'png',
	makes: 'erase',
	maskMeans: 'white',
};
