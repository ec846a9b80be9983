import { choice, integer, picture, type Table } from './table';

export const model: Table = {
	title: 'Ideogram Reframe',
	seconds: 23.36,
	priceUsd: 0.1,
	parameters: {
		image_file: picture(),
		// Ten of 78 values are printed, and the default is none of the ten.
		resolution: choice(
			'RESOLUTION_512_1536, RESOLUTION_576_1408, RESOLUTION_576_1472, RESOLUTION_576_1536, RESOLUTION_640_1024, RESOLUTION_640_1344, RESOLUTION_640_1408, RESOLUTION_640_1472, RESOLUTION_640_1536, RESOLUTION_704_1152, more',
			'RESOLUTION_1024_1024',
		),
		seed: integer({ range: [100, 999999] }),
		style_type: choice('GENERAL, REALISTIC, DESIGN, RENDER_3D, ANIME', 'GENERAL'),
	},
	makes: 'reframe',
};
