import { choice, integer, number, optional, picture, type Table } from '../documentation/table';

const view = (side: string) =>
	optional(picture({ nullable: true, default: null, description: `The thing from the ${side}` }));

/** The known part of its page. */
export const model: Table = {
	title: 'Hunyuan-3d 2mv',
	returns: 'File',
	category: 'imageTo3d',
	seconds: 100.38,
	priceUsd: 0.3088497100628931,
	parameters: {
		front_image: picture({
			description: 'The thing from the front',
			examples: ['https://example.com/front.png'],
		}),
		back_image: view('back'),
		file_type: choice('glb, obj, ply, stl', 'glb', { description: 'Format of the model' }),
		guidance_scale: number({ default: 5, description: 'How close it stays to the views' }),
		left_image: view('left'),
		num_chunks: integer({
			default: 200_000,
			range: [1000, 5_000_000],
			description: 'Parts at a time',
		}),
	},
	format: 'glb',
	makes: 'media',
};
