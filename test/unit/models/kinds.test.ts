import type { DirectoryEntry } from '../../../nodes/Segmind/models/documentation/types';
import { kindOfModel, listedBy, type ModelKind } from '../../../nodes/Segmind/models/directory';

const entry = (slug: string, section: string, description = ''): DirectoryEntry => ({
	...{ slug, section, description },
	...{ title: slug, averageUsd: null, averageSeconds: null },
});

const slugsOf = (operation: string, entries: DirectoryEntry[]) =>
	listedBy(operation, entries).map(({ slug }) => slug);

/** The headings of the directory on 22 August 2026, with a model of each and the list that it stands in. */
const HEADINGS: ReadonlyArray<[section: string, slug: string, operation: string]> = [
	['Image-to-Video Generation', 'seedance-pro', 'video.generate'],
	['Text-to-Video Generation', 'veo-3', 'video.generate'],
	['videoToVideo', 'veed-subtitles', 'video.generate'],
	['Image-to-Image Transformation', 'flux-2-pro', 'image.runAnotherModel'],
	['Text-to-Image Generation', 'imagen-4-fast', 'image.runAnotherModel'],
	['Image Inpainting', 'sdxl-inpaint', 'image.runAnotherModel'],
	['imageTOImage', 'sd3-med-img2img', 'image.runAnotherModel'],
	['Text-to-Audio Generation', 'lyria-2', 'audio.generate'],
	['Video-to-Audio Generation', 'sonilo-video-to-audio', 'audio.generate'],
	['audioToAudio', 'sts-eleven-labs', 'audio.generate'],
	['voice', 'kling-create-voice', 'audio.generate'],
	['imageTo3d', 'sam-3d-body', 'threeD.generate'],
	['Text Generation (LLM)', 'qwen3-max', 'text.generate'],
	// of these three headings a slug tells the kind
	['Audio-to-Text (Transcription)', 'eleven-labs-transcript', 'audio.transcribe'],
	['Audio-to-Text (Transcription)', 'tts-elevenlabs-with-timestamps', 'audio.generate'],
	['Audio-to-Text (Transcription)', 'elevenlabs-dialogue-with-timestamps', 'audio.generate'],
	['Audio-to-Text (Transcription)', 'elevenlabs-voice-clone', 'audio.generate'],
	['Audio-to-Text (Transcription)', 'elevenlabs-voice-design', 'audio.generate'],
	['Image-to-Text (Vision)', 'llava-v1.6', 'text.describeImage'],
	['Image-to-Text (Vision)', 'ideogram-describe', 'text.describeImage'],
	['Image-to-Text (Vision)', 'bria-fibo-generate', 'image.runAnotherModel'],
	['Image-to-Text (Vision)', 'bria-mask-generator', 'image.runAnotherModel'],
	['Image-to-Text (Vision)', 'sam-v21-hiera-large', 'image.runAnotherModel'],
	['Image-to-Text (Vision)', 'google-translate', 'text.generate'],
	['Image-to-Text (Vision)', 'bria-prompt-enhancer', 'text.generate'],
	['Image-to-Text (Vision)', 'bria-fibo-generate-structured-prompt', 'text.generate'],
];

/** Rows that stand in Model: Run alone. */
const OTHERS: ReadonlyArray<[section: string, slug: string, kind: ModelKind | undefined]> = [
	['textToEmbed', 'text-embedding-3-small', 'embedding'],
	['Audio-to-Text (Transcription)', 'elevenlabs-forced-alignment', undefined],
	['videoToText', 'heygen-avatar-v-create', undefined],
	// three that nobody knows: by headings that say too little
	['Audio-to-Text (Transcription)', 'whisper-9', undefined],
	['Image-to-Text (Vision)', 'blip-7', undefined],
	['', 'new-model', undefined],
	['Agents', 'toString', undefined],
	['constructor', 'agent-1', undefined],
];

const DIRECTORY = [...HEADINGS, ...OTHERS].map(([section, slug]) => entry(slug, section));

const OPERATIONS = [...new Set(HEADINGS.map(([, , operation]) => operation))];

it.each(OPERATIONS)('%s lists the models of its kind, and no other', (operation) => {
	const wanted = HEADINGS.filter(([, , one]) => one === operation).map(([, slug]) => slug);
	expect(slugsOf(operation, DIRECTORY)).toEqual(wanted);
});

it('Model: Run lists all', () => {
	expect(listedBy('model.run', DIRECTORY)).toEqual(DIRECTORY);
});

it.each(OTHERS)('under "%s", %s is of kind %s', (section, slug, kind) => {
	expect(kindOfModel(entry(slug, section))).toBe(kind);
});

it.each([
	['audioToVideo', 'video.generate'],
	['Text-to-3D Generation', 'threeD.generate'],
	['textToAudio', 'audio.generate'],
	['Video-to-Image Extraction', 'image.runAnotherModel'],
])('a heading that is new says itself what its models make: %s', (section, operation) => {
	const found = OPERATIONS.filter((one) => slugsOf(one, [entry('some-model', section)]).length > 0);
	expect(found).toEqual([operation]);
});

it.each<[slug: string, description: string, listed: boolean]>([
	['gpt-5-mini', 'Rapid high-quality AI across text, images, and files.', true],
	['qvq-max', 'Chain-of-thought visual reasoning for math, charts, and diagrams.', true],
	['qwen3-vl-flash', 'Fast, affordable vision-language model.', true],
	['gemini-3-flash', 'Frontier-class reasoning and Multimodal AI at scale.', true],
	['claude-4-sonnet', 'Advanced coding and multi-step agentic reasoning model.', true],
	['gpt-5-nano', 'Ultra-fast LLM responses for real-time AI applications.', false],
	['deep-thinker', 'Imagines, envisions and supervises.', false],
])('Describe Image lists language models that take an image: %s', (slug, description, listed) => {
	const one = entry(slug, 'Text Generation (LLM)', description);
	expect(slugsOf('text.describeImage', [one])).toEqual(listed ? [slug] : []);
	expect(slugsOf('text.generate', [one])).toEqual([slug]);
});

it.each([
	['bria-prompt-enhancer', 'Image-to-Text (Vision)', 'High-quality images.'],
	['some-model', 'Text-to-Image Generation', 'A multimodal model for images.'],
	['some-embedding', 'textToEmbed', 'Multimodal embeddings: text, image.'],
])('Describe Image lists no model that makes something of an image: %s', (...row) => {
	expect(slugsOf('text.describeImage', [entry(...row)])).toEqual([]);
});
