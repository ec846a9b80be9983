import { kindInWords } from '../../../nodes/Segmind/models/directory';
import { modelRows, rowsWith } from '../../../nodes/Segmind/models/searchModels';
import { nearestSlugs } from '../../../nodes/Segmind/models/documentation/source';

const IMAGE = 'Image-to-Image Transformation';
const AUDIO = 'Text-to-Audio Generation';

/** As Segmind's directory had them in August 2026: slug, title, heading. */
const DIRECTORY = [
	['orpheus-3b-0.1', '3B Orpheus TTS (0.1)', AUDIO],
	['chatterbox-tts', 'Chatterbox TTS', AUDIO],
	['dia', 'Dia (Text to Speech)', AUDIO],
	['eleven-labs-transcript', 'Elevenlabs Transcript', 'Audio-to-Text (Transcription)'],
	['meta-musicgen-medium', 'Meta MusicGen Medium', AUDIO],
	['bg-removal', 'Background Removal', IMAGE],
	['bria-remove-background', 'Bria RMBG 2.0', IMAGE],
	['background-eraser', 'Background Eraser', 'Text-to-Image Generation'],
	['recraft-v3-svg', 'Recraft V3 Svg', 'Text-to-Image Generation'],
	['veed-lipsync', 'VEED Lipsync', 'videoToVideo'],
	['sync.so-lipsync-2-pro', 'Sync.so Lipsync 2 Pro', 'videoToVideo'],
	['esrgan', 'ESRGAN', IMAGE],
	['clarity-upscaler', 'Clarity Upscaler', IMAGE],
	['topaz-image-upscale', 'Topaz Labs Image Upscale', IMAGE],
	['flux-kontext-pro', 'Flux Kontext Pro', IMAGE],
	['multi-image-kontext-max', 'Multi Image Kontext Max', IMAGE],
	['seedance-pro', 'Seedance 1.0 Pro', 'Image-to-Video Generation'],
	['hunyuan3d-2mv', 'Hunyuan-3d 2mv', 'imageTo3d'],
	['claude-4-sonnet', 'Claude 4 Sonnet', 'Text Generation (LLM)'],
	['deepseek-chat', 'DeepSeek Chat', 'Text Generation (LLM)'],
	['faceswap-v3', 'Faceswap V3', IMAGE],
].map(([slug = '', title = '', section = '']) => ({
	...{ slug, title, section, description: '', averageUsd: 0.427, averageSeconds: 42 },
}));

const ROWS = modelRows(DIRECTORY);

it.each([
	['text to speech', 'dia orpheus-3b-0.1 chatterbox-tts'],
	['speech to text', 'eleven-labs-transcript'],
	['TTS', 'orpheus-3b-0.1 chatterbox-tts'],
	['background remover', 'background-eraser bg-removal bria-remove-background'],
	['logo', 'recraft-v3-svg'],
	['lip sync', 'sync.so-lipsync-2-pro veed-lipsync'],
	['lip-sync', 'sync.so-lipsync-2-pro veed-lipsync'],
	['upscaler', 'clarity-upscaler esrgan topaz-image-upscale'],
	['image upscale', 'topaz-image-upscale'],
	['kontext', 'flux-kontext-pro multi-image-kontext-max'],
	['photo editor', 'flux-kontext-pro'],
	['music', 'meta-musicgen-medium'],
	['chat', 'deepseek-chat'],
	['image to video', 'seedance-pro'],
	['imagetovideo', 'seedance-pro'],
	['face swap', 'faceswap-v3'],
	['3d', 'hunyuan3d-2mv'],
])('%s finds first: %s', (typed, slugs) => {
	const wanted = slugs.split(' ');
	const found = rowsWith(ROWS, typed).map(({ value }) => value);
	expect(found.slice(0, wanted.length)).toEqual(wanted);
});

it.each([['no such model'], ['(*)+$'], ['=']])(
	'%s finds none, or all where it is no word',
	(typed) => {
		expect([0, ROWS.length]).toContain(rowsWith(ROWS, typed).length);
	},
);

it('a row is title, kind, price and seconds', () => {
	const names = ROWS.map(({ name }) => name);
	expect(names).toContain('Seedance 1.0 Pro · image to video · $0.43 · 42 s');
	expect(names).toContain('Hunyuan-3d 2mv · image to 3d · $0.43 · 42 s');
	expect(names).toContain('Claude 4 Sonnet · text · $0.43 · 42 s');
	expect(names).toContain('Elevenlabs Transcript · audio to text · $0.43 · 42 s');
	const [first] = DIRECTORY;
	expect(first && kindInWords({ ...first, section: 'Another Heading' })).toBeUndefined();
});

it.each([
	['flux-kontext', ['flux-kontext-pro', 'multi-image-kontext-max']],
	['seedance', ['seedance-pro']],
	['chaterbox_tts', ['chatterbox-tts']],
	['backgroundremoval', ['bria-remove-background', 'background-eraser']],
	['qqqq', []],
	['x', []],
	['', []],
])('nearest to %s: %j', (slug, wanted) => {
	const near = nearestSlugs(slug, DIRECTORY);
	expect(near.slice(0, wanted.length)).toEqual(wanted);
	expect(near.length).toBeLessThanOrEqual(wanted.length === 0 ? 0 : 3);
});
