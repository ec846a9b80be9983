import { choice, picture, text, type Table } from './table';

export const model: Table = {
	title: 'Background Removal V2',
	seconds: 0.62,
	priceUsd: 0.001,
	parameters: {
		image: picture(),
		custom_color: text({ nullable: true, default: null }),
		// Ten of thirteen values are printed.
		type: choice(
			'transparent, mask, inverted mask, blur, white, green, black, blue, yellow, red, more',
			'transparent',
		),
	},
	makes: 'cutout',
};
