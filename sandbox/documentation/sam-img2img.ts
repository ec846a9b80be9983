import { documented, picture } from './table';

export const model = documented({
	slug: 'sam-img2img',
	title: 'Segment Anything Model',
	// No figures on the page: these are the averages of the directory.
	seconds: 3.81,
	priceUsd: 0.0076,
	parameters: {
		image: picture(),
	},
	makes: 'mask',
});
