import { choice, integer, picture, type Table } from './table';

export const model: Table = {
	title: 'ESRGAN',
	// No figures on the page: these are the averages of the directory.
	seconds: 4.93,
	priceUsd: 0.0047,
	parameters: {
		image: picture(),
		output_format: choice('jpeg, png, webp', 'jpeg'),
		quality: integer({ default: 95, range: [10, 100] }),
		// An integer by the table; the sample of the page sends "2".
		scale: integer({ default: 2, allowed: [2, 4, 8] }),
	},
	format: 'jpeg',
	makes: 'upscale',
};
