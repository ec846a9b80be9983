import type { DocumentedModel } from '../documentation/types';

/** Models whose tables hold every kind of parameter that documentation has been seen with. */
const COMMON = {
	source: { page: 'made up for the sandbox', read: '2026-11' },
	queue: true,
	seconds: 5,
} as const;

const PICTURES = ['https://example.com/one.png', 'https://example.com/two.png'];

const STYLES = [
	...['none', 'ink', 'chalk', 'oil', 'pencil', 'pastel', 'collage', 'woodcut', 'mosaic'],
	...['stencil', 'enamel', 'fresco', 'etching', 'gouache'],
];

/** Everything but files. */
export const form: DocumentedModel = {
	...COMMON,
	slug: 'sandbox-form',
	title: 'Sandbox Form',
	endpointPath: '/v1/sandbox-form',
	returns: 'Image',
	category: 'Text-to-Image Generation',
	priceUsd: 0.0123456789012345,
	parameters: {
		seed: {
			...{ type: 'integer', required: true, nullable: true, default: null },
			description: 'The same number gives the same picture.\n- Leave it empty for another one',
		},
		prompt: {
			...{ type: 'string', required: true, carries: 'prompt' },
			default: 'A paper boat on a still lake',
		},
		sampler: {
			...{ type: 'string', required: true, allowed: ['plain', 'careful', 'wild'] },
			description: 'How it is drawn',
		},
		negative_prompt: { type: 'string', required: false, default: 'blurry, low quality' },
		steps: { type: 'integer', required: false, default: 20, minimum: 1, maximum: 50 },
		guidance_scale: { type: 'number', required: false, default: 3.5, minimum: 1, maximum: 20 },
		strength: { type: 'number', required: false, default: 0.8, minimum: 0 },
		max_area: { type: 'integer', required: false, maximum: 4_000_000 },
		count: { type: 'integer', required: false, default: 1, allowed: [1, 2, 4] },
		scale: { type: 'number', required: false, default: 1.5, allowed: [0.5, 1, 1.5, 2] },
		style: { type: 'string', required: false, default: 'none', allowed: STYLES },
		aspect_ratio: {
			...{ type: 'string', required: false, default: '1:1', open: true },
			allowed: ['1:1', '16:9', '9:16', '4:3'],
		},
		go_fast: { type: 'boolean', required: false, default: true },
		transparent: { type: 'boolean', required: false },
		camera: { type: 'object', required: false, examples: [{ lens: 35 }] },
		tags: { type: 'string[]', required: false, examples: [['sea', 'evening']] },
		loras: {
			...{ type: 'object[]', required: false },
			items: {
				path: { type: 'string', required: true },
				scale: { type: 'number', required: false },
			},
		},
		reference: { type: 'string | string[]', required: false },
		palette: { type: 'Palette', required: false, examples: ['warm'] },
		format: {
			...{ type: 'string', required: false, default: 'png', allowed: ['png', 'jpeg', 'webp'] },
		},
	},
	formatParameter: 'format',
	format: 'png',
	sizeParameter: 'aspect_ratio',
	makes: 'edit',
};

/** Files: one, several, with a role, required and not. */
export const portrait: DocumentedModel = {
	...COMMON,
	slug: 'sandbox-portrait',
	title: 'Sandbox Portrait',
	endpointPath: '/v1/sandbox-portrait',
	returns: 'Image',
	category: 'imageTOImage',
	priceUsd: 0.03,
	parameters: {
		prompt: { type: 'string', required: true, carries: 'prompt' },
		face_image: {
			...{ type: 'string (uri)', required: true, carries: 'picture' },
			examples: ['https://example.com/face.png'],
		},
		// a demonstration, which nobody wants to be sent
		background_url: {
			...{ type: 'string (uri)', required: false, carries: 'picture' },
			default: 'https://example.com/beach.jpg',
		},
		reference_images: {
			...{ type: 'string[]', required: false, carries: 'picture' },
			examples: [PICTURES],
		},
		mask: { type: 'string (uri)', required: false, nullable: true, carries: 'mask' },
		face_strength: { type: 'number', required: false, default: 0.5, minimum: 0, maximum: 1 },
		image_format: { type: 'string', required: false, default: 'png', allowed: ['png', 'webp'] },
	},
	formatParameter: 'image_format',
	format: 'png',
	makes: 'edit',
	maskMeans: 'white',
};

/** Files that are no pictures, and a list that must not be empty. */
export const dub: DocumentedModel = {
	...COMMON,
	slug: 'sandbox-dub',
	title: 'Sandbox Dub',
	endpointPath: '/v1/sandbox-dub',
	returns: 'Video',
	category: 'videoToVideo',
	priceUsd: 0.4,
	parameters: {
		video_url: {
			...{ type: 'string (uri)', required: true },
			examples: ['https://example.com/clip.mp4'],
		},
		audio_urls: {
			...{ type: 'string[]', required: true },
			examples: [['https://example.com/voice.mp3']],
		},
		start_from: { type: 'string (uri)', required: false, examples: ['https://example.com/a.png'] },
		voice: { type: 'string', required: false, default: 'ann' },
		generate_audio: { type: 'boolean', required: false, default: false },
	},
	format: 'mp4',
	makes: 'media',
};

export const FORM_MODELS: readonly DocumentedModel[] = [dub, form, portrait];
