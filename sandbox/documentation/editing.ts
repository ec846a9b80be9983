import {
	choice,
	flag,
	integer,
	mask,
	number,
	optional,
	picture,
	pictures,
	prompt,
	required,
	text,
	type Table,
} from './table';

/** Of models that edit a picture. */
export const EDITING: Readonly<Record<string, Table>> = {
	'flux-kontext-pro': {
		title: 'Flux Kontext Pro',
		seconds: 20.69,
		priceUsd: 0.05,
		parameters: {
			prompt: prompt(),
			// Ten of 14 values are printed.
			aspect_ratio: choice(
				'match_input_image, 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, 4:5, 5:4, more',
				'match_input_image',
			),
			input_image: optional(picture()),
			output_format: choice('jpg, png', 'png'),
			safety_tolerance: integer({ default: 2 }),
			// The known text of the page breaks off here.
			seed: integer(),
		},
	},
	'gpt-image-1-edit-mini': {
		title: 'GPT Image 1 Edit Mini',
		seconds: 42.74,
		priceUsd: 0.028,
		parameters: {
			image_urls: pictures(),
			// Labelled required, and null in the page's own sample.
			mask: mask({ nullable: true }),
			prompt: prompt(),
			background: choice('transparent, opaque', 'opaque'),
			moderation: choice('low, auto', 'auto'),
			// The known text of the page breaks off here: names and types are those of its sample.
			output_compression: integer(),
			output_format: text(),
			quality: text(),
			size: text(),
		},
		maskMeans: 'transparent',
	},
	'gpt-image-1-edit': {
		title: 'GPT Image 1 Edit',
		seconds: 58.03,
		priceUsd: 0.14,
		parameters: {
			image_urls: pictures(),
			// Labelled required, and null in the page's own sample.
			mask: mask({ nullable: true }),
			prompt: prompt({ default: '' }),
			background: choice('transparent, opaque', 'opaque'),
			moderation: choice('low, auto', 'auto'),
			// The bounds stand in the description of this page only.
			output_compression: integer({ default: 100, range: [1, 100] }),
			output_format: choice('png, jpeg, webp', 'png'),
			quality: choice('low, medium, high, auto', 'auto'),
			size: choice('1024x1024, 1536x1024, 1024x1536, auto', 'auto'),
		},
		maskMeans: 'transparent',
	},
	'gpt-image-1.5-edit': {
		title: 'GPT Image 1.5 Edit',
		seconds: 56.95,
		priceUsd: 0.24,
		parameters: {
			image_urls: pictures(),
			// Labelled required, and null in the page's own sample.
			mask: mask({ nullable: true }),
			prompt: prompt({ default: '' }),
			background: choice('transparent, opaque', 'opaque'),
			moderation: choice('low, auto', 'auto'),
			// No bounds on this page; its sample sends 100.
			output_compression: integer({ default: 95 }),
			output_format: choice('png, jpeg, webp', 'png'),
			quality: choice('low, medium, high, auto', 'high'),
			size: choice('1024x1024, 1536x1024, 1024x1536, auto', 'auto'),
		},
		maskMeans: 'transparent',
	},
	'nano-banana': {
		title: 'Nano Banana',
		returns: 'Text/JSON',
		seconds: 14.28,
		priceUsd: 0.04,
		parameters: {
			// The page's default is demo text, so an absent prompt is refused all the same.
			prompt: prompt({ default: 'Dancing Banana' }),
			aspect_ratio: choice('1:1, 2:3, 3:2, 4:3, 3:4, 4:5, 5:4, 16:9, 9:16, 21:9', '1:1'),
			image_urls: optional(pictures()),
			response_modalities: choice('TEXT_AND_IMAGE, IMAGE', 'TEXT_AND_IMAGE'),
		},
		// The page names no format; this one is the sandbox's choice.
		format: 'png',
	},
	'p-image-edit': {
		title: 'Pruna P Image Edit',
		seconds: 7.53,
		priceUsd: 0.01,
		parameters: {
			image_urls: pictures(),
			prompt: prompt(),
			aspect_ratio: choice(
				'match_input_image, 1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3',
				'match_input_image',
			),
			disable_safety_checker: flag(false),
			seed: integer({ default: 42, range: [-1, 999999999999999] }),
		},
		// The page names no format; this one is the sandbox's choice.
		format: 'jpeg',
	},
	'runway-gen4-image': {
		title: 'Runway Gen 4 Image',
		seconds: 30.64,
		priceUsd: 0.1,
		parameters: {
			promptText: prompt(),
			referenceImages: {
				type: 'object[]',
				required: true,
				carries: 'picture',
				items: {
					uri: { type: 'string (uri)', required: false },
					tag: { type: 'string', required: true },
				},
			},
			ratio: choice(
				'1280:720, 720:1280, 1104:832, 832:1104, 960:960, 1584:672, 1920:1080, 1080:1920',
				'1280:720',
			),
		},
		// The page names no format; this one is the sandbox's choice.
		format: 'png',
	},
	'seededit-v3': {
		title: 'SeedEdit 3.0 i2i',
		seconds: 10.87,
		priceUsd: 0.05,
		parameters: {
			image_url: picture(),
			prompt: prompt(),
			guidance_scale: number({ default: 5.5, range: [1, 10] }),
			seed: integer({ default: 42, range: [1, 999999] }),
			size: choice('adaptive, original, square', 'adaptive'),
		},
		// The page names no format; this one is the sandbox's choice.
		format: 'jpeg',
	},
	'segmind-relighting': {
		title: 'Segmind Relighting',
		seconds: 10.34,
		priceUsd: 0.05,
		parameters: {
			image: picture(),
			// Labelled required, each with a default.
			light_direction: required(choice('left, right, top, back', 'top')),
			light_intensity: required(choice('mood, bright, medium, strong', 'medium')),
			light_temperature: required(choice('warm, cool, neutral, sunset', 'neutral')),
			light_type: required(choice('softbox, sunlight, spotlight, ambient', 'ambient')),
		},
	},
};
