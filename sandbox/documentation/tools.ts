import {
	base64,
	choice,
	flag,
	integer,
	list,
	mask,
	number,
	optional,
	picture,
	prompt,
	text,
	type Table,
} from './table';

/** Of models that do one thing to a picture. */
export const TOOLS: Readonly<Record<string, Table>> = {
	'automatic-mask-generator': {
		title: 'Automatic Mask Generator',
		// The only known page with another path than /v1/{slug}; none is known for the queue.
		endpointPath: '/v1/models/automatic-mask-generator',
		queue: false,
		seconds: 1.49,
		priceUsd: 0.001,
		parameters: {
			image: base64(),
			prompt: prompt(),
			base64: flag(false),
			grow_mask: integer({ default: 10, range: [0, 100] }),
			invert_mask: flag(false),
			return_alpha: flag(false),
			return_mask: flag(true),
			seed: integer({ default: -1, range: [-1, 999999999999999] }),
			stop_on_empty_mask: flag(false),
			threshold: number({ default: 0.2, range: [0, 1] }),
		},
		makes: 'mask',
	},
	'bg-removal-v2': {
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
	},
	'bria-eraser': {
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
	},
	esrgan: {
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
	},
	'faceswap-v5': {
		title: 'Segmind Faceswap v5',
		seconds: 9.82,
		priceUsd: 0.05,
		parameters: {
			source_image: picture(),
			target_image: picture(),
			additional_prompt: optional(prompt({ default: '' })),
			image_format: choice('png, jpeg, webp', 'png'),
			quality: integer({ default: 95, range: [10, 100] }),
			seed: integer({ default: 8005332 }),
		},
		makes: 'swap',
	},
	'ideogram-3-reframe': {
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
	},
	'ideogram-reframe': {
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
	},
	'sam-img2img': {
		title: 'Segment Anything Model',
		// No figures on the page: these are the averages of the directory.
		seconds: 3.81,
		priceUsd: 0.0076,
		parameters: {
			image: picture(),
		},
		makes: 'mask',
	},
};
