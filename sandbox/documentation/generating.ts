import { choice, flag, integer, number, prompt, required, text, type Table } from './table';

/** Of models that make a picture of words. */
export const GENERATING: Readonly<Record<string, Table>> = {
	'fast-flux-schnell': {
		title: 'Fast Flux.1 Schnell',
		// No figures on the page: these are the averages of the directory.
		seconds: 2.45,
		priceUsd: 0.0055,
		parameters: {
			prompt: prompt(),
			aspect_ratio: choice('1:1, 16:9, 21:9, 2:3, 3:2, 4:5, 5:4, 9:16, 9:21', '1:1'),
			base64: flag(false),
			// Of the seed a demonstration value is known only; the row of the steps breaks off.
			seed: integer(),
			steps: integer(),
		},
		format: 'jpeg',
	},
	'imagen-4': {
		title: 'Imagen 4',
		returns: 'Text/JSON',
		seconds: 11.17,
		priceUsd: 0.06,
		parameters: {
			prompt: prompt(),
			aspect_ratio: choice('1:1, 4:3, 3:4, 9:16, 16:9', '4:3'),
			negative_prompt: text({ default: 'blurry, pixelated' }),
		},
	},
	'p-image': {
		title: 'Pruna P Image',
		returns: 'Text/JSON',
		seconds: 6.3,
		priceUsd: 0.005,
		parameters: {
			prompt: prompt(),
			aspect_ratio: choice('1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3, custom', '16:9'),
			disable_safety_checker: flag(false),
			// Height and width count with the aspect ratio "custom" only.
			height: integer({ default: 576, range: [256, 1440] }),
			seed: integer({ default: 42, range: [-1, 999999999999999] }),
			width: integer({ default: 1024, range: [256, 1440] }),
		},
	},
	'qwen-image': {
		title: 'Qwen Image',
		seconds: 28.4,
		priceUsd: 0.121,
		parameters: {
			prompt: prompt(),
			steps: required(integer({ default: 30, range: [1, 50] })),
			aspect_ratio: choice('1:1, 16:9, 9:16, 4:3, 3:4, 3:2, 2:3', '16:9'),
			base64: flag(false),
			guidance: number({ default: 3.5, range: [1, 20] }),
			image_format: choice('png, jpeg, webp', 'png'),
			negative_prompt: text({ default: 'blurry, cartoonish' }),
			// The known text of the page breaks off here: names and types are those of its sample.
			quality: integer(),
			seed: integer(),
		},
	},
	'recraft-v3-svg': {
		title: 'Recraft V3 Svg',
		returns: 'Text/JSON',
		seconds: 18.15,
		priceUsd: 0.1,
		parameters: {
			prompt: prompt(),
			// Ten of fifteen values are printed.
			size: choice(
				'1024x1024, 1365x1024, 1024x1365, 1536x1024, 1024x1536, 1820x1024, 1024x1820, 1024x2048, 2048x1024, 1434x1024, more',
				'1024x1024',
			),
			style: choice('any, engraving, line_art, line_circuit, linocut', 'any'),
		},
		format: 'svg',
		makes: 'vector',
	},
};
