import { choice, integer, list, picture, type Table } from './table';

export const model: Table = {
	title: 'Ideogram 3 Reframe',
	// A price of $0.037 to $0.113 is printed: this is the average of the directory.
	seconds: 11.3,
	priceUsd: 0.0416,
	parameters: {
		image: picture(),
		// Left out: color_palette, an object of two alternative shapes whose values are not printed.
		rendering_speed: choice('TURBO, DEFAULT, QUALITY', 'DEFAULT'),
		// Ten of 69 values are printed, and the default is none of the ten.
		resolution: choice(
			'512x1536, 576x1408, 576x1472, 576x1536, 640x1344, 640x1408, 640x1472, 640x1536, 704x1152, 704x1216, more',
			'1024x1024',
		),
		seed: integer({ range: [100, 999999] }),
		style_codes: list(),
		// The known text of the page breaks off within this row.
		style_reference_images: list(),
	},
	makes: 'reframe',
};
