import {
	choice,
	file,
	flag,
	integer,
	number,
	optional,
	picture,
	prompt,
	required,
	text,
	type Table,
} from './table';

const view = (side: string) =>
	optional(picture({ nullable: true, default: null, description: `The thing from the ${side}` }));

/** Of models of Segmind without a file in the project, which are reached through Run only. */
export const UNBUNDLED: Readonly<Record<string, Table>> = {
	'eleven-labs-transcript': {
		title: 'Elevenlabs Transcript',
		returns: 'Text/JSON',
		category: 'Audio-to-Text (Transcription)',
		seconds: 7.73,
		priceUsd: 0.0034717734729493893,
		parameters: {
			audio_url: required(
				file({
					description: 'What is to be written down',
					examples: ['https://example.com/talk.mp3'],
				}),
			),
			model_id: required(
				choice('scribe_v1, scribe_v1_experimental', 'scribe_v1', {
					description: 'Which model listens',
				}),
			),
			diarize: flag(false, { description: 'Whether to tell the speakers apart' }),
			language_code: text({ description: 'Language that is spoken', examples: ['en'] }),
			tag_audio_events: flag(false, { description: 'Whether to name laughter and the like' }),
		},
		makes: 'text',
	},
	/** The known part of its page. */
	'hunyuan3d-2mv': {
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
	},
	'llava-v1.6': {
		title: 'LLAVA 1.6 7B',
		returns: 'Text/JSON',
		category: 'Image-to-Text (Vision)',
		seconds: 3.59,
		priceUsd: 0.005302737698586939,
		parameters: {
			images: picture({
				description: 'URL of the image that is asked about',
				examples: ['https://example.com/shelf.jpg'],
			}),
			prompt: prompt({ description: 'The question' }),
		},
		makes: 'text',
	},
	'orpheus-3b-0.1': {
		title: '3B Orpheus TTS (0.1)',
		source: { page: 'https://www.segmind.com/models/orpheus-3b-0.1/llms.txt', read: '2026-11' },
		returns: 'Audio',
		category: 'Text-to-Audio Generation',
		seconds: 117.62,
		priceUsd: 0.12419483106004443,
		parameters: {
			text: prompt({ description: 'Words to be spoken' }),
			top_p: number({
				default: 0.95,
				range: [0.1, 1],
				description: 'Share of likely sounds that is drawn from',
			}),
			// the voices are not listed
			voice: text({ default: 'dan', description: 'Who speaks' }),
			temperature: number({
				default: 0.6,
				range: [0.1, 1.5],
				description: 'How lively the delivery is',
			}),
			max_new_tokens: integer({
				default: 1200,
				range: [100, 2000],
				description: 'Upper bound of the length',
			}),
			repetition_penalty: number({
				default: 1.1,
				range: [1, 2],
				description: 'Holds back what was said before',
			}),
		},
		// The text names no format; this one is the sandbox's choice.
		format: 'wav',
		makes: 'media',
	},
	'ray-flash-2-720p': {
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
	},
	'wan-2.2-t2v-fast': {
		title: 'Wan 2.2 Text to Video Fast',
		source: { page: 'https://www.segmind.com/models/wan-2.2-t2v-fast/llms.txt', read: '2026-11' },
		returns: 'Video',
		category: 'textToVideo',
		seconds: 96.2,
		priceUsd: 0.09856787724935734,
		parameters: {
			// Labelled required, and null by default.
			seed: required(
				integer({
					nullable: true,
					default: null,
					description: 'Starting point of the noise; the same one gives the same film',
				}),
			),
			prompt: prompt({
				default: 'A red kite above a grey sea, seen from the cliffs, slow camera',
				description: 'What the film shows',
			}),
			go_fast: required(flag(true, { description: 'Trades care for time' })),
			num_frames: integer({
				default: 81,
				range: [81, 100],
				description: 'Length in frames',
			}),
			resolution: choice('480p, 720p', '480p', { description: 'Lines of the film' }),
			aspect_ratio: choice('16:9, 9:16', '16:9', { description: 'Lying or standing' }),
			sample_shift: number({
				default: 12,
				range: [1, 20],
				description: 'Shift of the sampler',
			}),
			frames_per_second: integer({
				default: 16,
				range: [5, 24],
				description: 'Speed of playback',
			}),
		},
		format: 'mp4',
		makes: 'media',
	},
};
