import {
	base64,
	choice,
	documented,
	file,
	flag,
	integer,
	list,
	mask,
	number,
	object,
	optional,
	picture,
	pictures,
	prompt,
	required,
	text,
	type Table,
} from './documentation/table';
import type { DocumentedModel } from './documentation/types';

/** Of a model that exists nowhere but here; nothing of a real one is imitated. */
const invented = (name: string, table: Omit<Table, 'title' | 'seconds'>) =>
	documented(`sandbox-${name.toLowerCase()}`, {
		...{ title: `Sandbox ${name}`, seconds: 5 },
		source: { page: 'made up for the sandbox', read: '2026-11' },
		...table,
	});

/** Every kind of parameter that documentation has been seen with, but files. */
const form = invented('Form', {
	returns: 'Image',
	category: 'Text-to-Image Generation',
	priceUsd: 0.0123456789012345,
	parameters: {
		seed: required(
			integer({
				nullable: true,
				default: null,
				description: 'The same number gives the same picture.\n- Leave it empty for another one',
			}),
		),
		prompt: prompt({ default: 'A paper boat on a still lake' }),
		sampler: required(text({ allowed: 'plain, careful, wild', description: 'How it is drawn' })),
		negative_prompt: text({ default: 'blurry, low quality' }),
		steps: integer({ default: 20, range: [1, 50] }),
		guidance_scale: number({ default: 3.5, range: [1, 20] }),
		strength: number({ default: 0.8, range: [0] }),
		max_area: integer({ range: [undefined, 4_000_000] }),
		count: integer({ default: 1, allowed: [1, 2, 4] }),
		scale: number({ default: 1.5, allowed: [0.5, 1, 1.5, 2] }),
		style: choice(
			'none, ink, chalk, oil, pencil, pastel, collage, woodcut, mosaic, stencil, enamel, fresco, etching, gouache',
			'none',
		),
		aspect_ratio: choice('1:1, 16:9, 9:16, 4:3, more', '1:1'),
		go_fast: flag(true),
		transparent: { type: 'boolean', required: false },
		camera: object({ examples: [{ lens: 35 }] }),
		tags: list({ examples: [['sea', 'evening']] }),
		loras: {
			type: 'object[]',
			required: false,
			items: { path: required(text()), scale: number() },
		},
		reference: { type: 'string | string[]', required: false },
		palette: { type: 'Palette', required: false, examples: ['warm'] },
		format: choice('png, jpeg, webp', 'png'),
	},
});

/** Files: one, several, with a role, required and not. */
const portrait = invented('Portrait', {
	returns: 'Image',
	category: 'imageTOImage',
	priceUsd: 0.03,
	parameters: {
		prompt: prompt(),
		face_image: picture({ examples: ['https://example.com/face.png'] }),
		// a demonstration, which nobody wants to be sent
		background_url: optional(picture({ default: 'https://example.com/beach.jpg' })),
		reference_images: optional(
			pictures({ examples: [['https://example.com/one.png', 'https://example.com/two.png']] }),
		),
		mask: optional(mask({ nullable: true })),
		face_strength: number({ default: 0.5, range: [0, 1] }),
		image_format: choice('png, webp', 'png'),
	},
	maskMeans: 'white',
});

/** Files that are no pictures, and a list that must not be empty. */
const dub = invented('Dub', {
	returns: 'Video',
	category: 'videoToVideo',
	priceUsd: 0.4,
	parameters: {
		video_url: required(file({ examples: ['https://example.com/clip.mp4'] })),
		audio_urls: required(list({ examples: [['https://example.com/voice.mp3']] })),
		start_from: file({ examples: ['https://example.com/a.png'] }),
		voice: text({ default: 'ann' }),
		generate_audio: flag(false),
	},
	format: 'mp4',
	makes: 'media',
});

/** Results that are no images. */
const media = { priceUsd: 0.02, makes: 'media' } as const;

const audio = invented('Audio', {
	...media,
	category: 'Text-to-Audio Generation',
	returns: 'Audio',
	parameters: {
		prompt: prompt(),
		voice: file(),
		format: choice('mp3, wav, ogg, flac, m4a', 'mp3'),
	},
	format: 'mp3',
});

const anyFile = invented('File', {
	...media,
	returns: 'File',
	parameters: { prompt: prompt(), format: choice('pdf, zip, glb, csv, bin', 'pdf') },
	format: 'pdf',
});

const words = invented('Text', {
	returns: 'Text/JSON',
	priceUsd: 0.001,
	parameters: { prompt: prompt(), answer: choice('text, object, json-text', 'text') },
	makes: 'text',
});

const video = invented('Video', {
	...media,
	category: 'Text-to-Video Generation',
	returns: 'Video',
	parameters: {
		prompt: prompt(),
		first_frame: optional(picture()),
		frames: optional(pictures()),
		still: optional(base64()),
		seconds: integer({ default: 5, range: [1, 10] }),
		loop: flag(false),
		format: choice('mp4, webm, mov', 'mp4'),
	},
	format: 'mp4',
});

export const INVENTED_MODELS: readonly DocumentedModel[] = [
	...[dub, form, portrait],
	...[audio, anyFile, words, video],
];
