import {
	choice,
	flag,
	integer,
	optional,
	picture,
	prompt,
	type Table,
} from '../documentation/table';

export const model: Table = {
	title: 'Luma Ray flash 2 (720p)',
	returns: 'Video',
	category: 'Image-to-Video Generation',
	seconds: 60.62,
	priceUsd: 0.4267106325842696,
	parameters: {
		prompt: prompt({ description: 'What happens in the video' }),
		aspect_ratio: choice('1:1, 3:4, 4:3, 9:16, 16:9, 9:21, 21:9', '16:9', {
			description: 'Shape of the video, width to height',
		}),
		duration: integer({ default: 5, allowed: [5, 9], description: 'Length in seconds' }),
		end_image_url: optional(
			picture({
				nullable: true,
				default: null,
				description: 'URL of the image with which the video ends',
				examples: ['https://example.com/last.png'],
			}),
		),
		loop: flag(false, { description: 'Whether the end leads back to the beginning' }),
		start_image_url: optional(
			picture({
				nullable: true,
				default: null,
				description: 'URL of the image with which the video begins',
				examples: ['https://example.com/first.png'],
			}),
		),
	},
	format: 'mp4',
	makes: 'media',
};
