import type { DocumentedModel } from '../documentation/types';

export const model: DocumentedModel = {
	slug: 'ray-flash-2-720p',
	title: 'Luma Ray flash 2 (720p)',
	source: { page: 'https://www.segmind.com/models/ray-flash-2-720p/api', read: '2026-11' },
	endpointPath: '/v1/ray-flash-2-720p',
	queue: true,
	returns: 'Video',
	category: 'Image-to-Video Generation',
	seconds: 60.62,
	priceUsd: 0.4267106325842696,
	parameters: {
		prompt: {
			...{ type: 'string', required: true, carries: 'prompt' },
			description: 'What happens in the video',
		},
		aspect_ratio: {
			...{ type: 'string', required: false, default: '16:9' },
			allowed: ['1:1', '3:4', '4:3', '9:16', '16:9', '9:21', '21:9'],
			description: 'Shape of the video, width to height',
		},
		duration: {
			...{ type: 'integer', required: false, default: 5, allowed: [5, 9] },
			description: 'Length in seconds',
		},
		end_image_url: {
			...{ type: 'string (uri)', required: false, nullable: true, default: null },
			...{ carries: 'picture', examples: ['https://example.com/last.png'] },
			description: 'URL of the image with which the video ends',
		},
		loop: {
			...{ type: 'boolean', required: false, default: false },
			description: 'Whether the end leads back to the beginning',
		},
		start_image_url: {
			...{ type: 'string (uri)', required: false, nullable: true, default: null },
			...{ carries: 'picture', examples: ['https://example.com/first.png'] },
			description: 'URL of the image with which the video begins',
		},
	},
	format: 'mp4',
	makes: 'media',
};
