import { choice, prompt, type Table } from './table';

export const model: Table = {
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
};
