import { documentationFromFile } from '../../../../nodes/Segmind/models/documentation/source';
import {
	isDemonstration,
	mediaOf,
	mediaParameters,
} from '../../../../nodes/Segmind/models/documentation/media';
import type { DocumentedParameter } from '../../../../nodes/Segmind/models/documentation/types';
import { CATALOG } from '../../../../nodes/Segmind/models/catalog.generated';

const parameter = (name: string, more: Partial<DocumentedParameter> = {}): DocumentedParameter => ({
	...{ name, type: 'string', kind: 'string', required: false, description: '' },
	...more,
});
const list = { type: 'list<string>', kind: 'list' } as const;

const named = (media: string, names: string): Array<[string, string]> =>
	names.split(' ').map((name) => [name, media]);
const none = (name: string): [string, Partial<DocumentedParameter>] => [name, {}];

describe('a parameter that takes files', () => {
	it.each([
		...named('image', 'image image_url image_2 input_image_1 init_image image_file initImageUrl'),
		...named('image', 'face source_face mask mask_image end_image_url first_frame subject'),
		...named('image', 'image_tail imageTail logo_url brandLogoUrl first_frame_ref promptImage'),
		...named('video', 'driving_video video_url video_tail clip_reference motion_video_sample'),
		...named('audio', 'audio voice_url voice_samples instrumental_reference song speaker'),
		...named('audio', 'audio_prompt audioPromptUrl cover_song vocal_ref speaker_2 music_file'),
		...named('3D', 'mesh input_mesh mesh_url base_mesh_file'),
	])('by its name: %s', (name, media) => {
		expect(mediaOf(parameter(name))).toMatchObject({ name, media, list: false, required: false });
	});

	it.each([
		...['image_urls', 'image_input', 'reference_images', 'referenceImages', 'frames'],
		...['keyframes', 'key_frames', 'subjects', 'end_frames'],
	])('as a list: %s', (name) => {
		expect(mediaOf(parameter(name, list))).toMatchObject({ media: 'image', list: true });
		for (const type of ['list', 'string[]', 'list<str>', 'list<string | null>', 'array[uri]']) {
			expect(mediaOf(parameter(name, { ...list, type }))).toMatchObject({ media: 'image' });
		}
		for (const type of ['list<integer>', 'list[int]', 'number[]', 'list<dict>', 'list<Keyframe>']) {
			expect(mediaOf(parameter(name, { ...list, type }))).toBeUndefined();
		}
	});

	it.each('image_base64 image_b64 imageBase64 imageB64 mask_base_64 face_b64_1'.split(' '))(
		'as base64: %s',
		(name) => {
			expect(mediaOf(parameter(name))).toMatchObject({ media: 'image', base64: true });
		},
	);

	it.each([
		['source', 'https://example.com/a.PNG?x=1', 'image'],
		['start', 'https://example.com/a.mp4', 'video'],
		['reference', 'data:audio/wav;base64,AAAA', 'audio'],
		['image', 'https://example.com/without-an-ending', 'image'],
		['image', 'sample text', 'image'],
		['image', '', 'image'],
	])('by its example: %s, %s', (name, example, media) => {
		expect(mediaOf(parameter(name, { examples: [example] }))).toMatchObject({ media });
		expect(mediaOf(parameter(name, { default: example }))).toMatchObject({ media });
		expect(mediaOf(parameter(name, { ...list, examples: [[example]] }))).toMatchObject({ media });
	});

	it.each<[string, Partial<DocumentedParameter>]>([
		['voice', { default: 'dan' }],
		['image', { default: 'none' }],
		...['prompt', 'voice', 'image_size', 'image_format', 'image_prompt'].map(none),
		...['mask_prompt', 'video_quality', 'music_prompt', 'voice_samples_text'].map(none),
		['generate_audio', { type: 'boolean', kind: 'boolean' }],
		['face_strength', { type: 'number', kind: 'number' }],
		['image', { allowed: ['a', 'b'] }],
		['images', { type: 'list<Object>', kind: 'list' }],
		['webhook_url', { examples: ['https://example.com/hook'] }],
		['lora_url', { examples: ['https://example.com/a.safetensors'] }],
		...['frames', 'num_images', 'numImages', 'max_frames', 'total_video', 'n_image'].map(none),
		...['grow_mask', 'invert_mask', 'return_mask', 'blur_face', 'output_image'].map(none),
		...['negative_prompt_image', 'transcript_video', 'image_caption', 'output_file'].map(none),
		...['base64', 'logo'].map(none),
		['speaker', { examples: ['maya'] }],
		['song', { default: 'Happy' }],
	])('is none: %s %j', (name, more) => {
		expect(mediaOf(parameter(name, more))).toBeUndefined();
	});

	it.each('image photo_2 input_image voice_url faceUrl mask logo_file audios'.split(' '))(
		'is one beyond doubt: %s',
		(name) => expect(mediaOf(parameter(name))?.sure).toBe(true),
	);

	it.each([...['subject', 'face', 'song', 'speaker', 'frame', 'mesh', 'voice_sample']])(
		'is one by a guess: %s',
		(name) => {
			expect(mediaOf(parameter(name))).toBeDefined();
			expect(mediaOf(parameter(name))?.sure).toBeUndefined();
			const examples = ['https://example.com/a.png'];
			expect(mediaOf(parameter(name, { examples }))?.sure).toBe(true);
		},
	);

	it('is found in every model that has a file here', () => {
		for (const model of CATALOG) {
			const needed = new Set(model.parameters.flatMap(({ name, role }) => (role ? [name] : [])));
			const media = mediaParameters(documentationFromFile(model).parameters);
			// further references have controls of their own
			const found = media.filter(({ name, required }) => required || needed.has(name));
			const roles = model.parameters
				.filter(({ role, type }) => role && role !== 'prompt' && type !== 'objects')
				.map(({ name, type, base64, required, nullable }) => ({
					...{ name, media: 'image', list: type === 'list', required: required && !nullable },
					...(base64 && { base64 }),
					sure: true,
				}));
			expect(found).toEqual(roles);
		}
	});
});

describe('a default', () => {
	it.each<[string, DocumentedParameter['default']]>([
		['prompt', 'A cat'],
		['promptText', 'A cat'],
		['image', 'https://example.com/a.png'],
		['anything', 'see http://example.com'],
		['anything', 'data:image/png;base64,AAAA'],
		['style', 'x'.repeat(61)],
		['images', ['https://example.com/a.png']],
		['objects', [{ uri: 'https://example.com/a.png' }]],
		...named('Hello', 'text script lyrics title caption garment_des character_description'),
		...named('Hello', 'tts_text input_text text_2 songTitle video_prompt question dialogue'),
		...named('Hello', 'product_desc headline story subject alt_texts voice_script'),
		['texts', ['', 'Hello']],
	])('of %s is content of a demonstration: %j', (name, preset) => {
		expect(isDemonstration(parameter(name, { default: preset }))).toBe(true);
	});

	it.each<[string, DocumentedParameter['default']]>([
		['prompt', ''],
		['prompt', null],
		['prompt', undefined],
		['negative_prompt', 'blurry, low quality'],
		['style', 'x'.repeat(60)],
		['seed', 42],
		['loras', []],
		['ratio', '16:9'],
		...named(
			'Hello',
			'negative_caption system_prompt text_color title_font caption_style language',
		),
		['text', ''],
		['text_strength', 0.5],
		['keywords', []],
	])('of %s may be filled in: %j', (name, preset) => {
		const more = preset === undefined ? {} : { default: preset };
		expect(isDemonstration(parameter(name, more))).toBe(false);
	});
});
