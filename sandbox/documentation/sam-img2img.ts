import { picture, type Table } from './table';

export const model: Table = {
	title: 'Segment Anything Model',
	// No figures on the page: these are the averages of the directory.
	seconds: 3.81,
	priceUsd: 0.0076,
	parameters: {
		image: picture(),
	},
	makes: 'mask',
};
