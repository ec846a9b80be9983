import type { DocumentedParameter, JsonValue } from './types';

export type MediaKind = 'image' | 'video' | 'audio';

/** A parameter that takes an image, a video or audio. */
export interface MediaParameter {
	readonly name: string;
	readonly media: MediaKind;
	/** Takes a list of files; otherwise a single one. */
	readonly list: boolean;
	readonly required: boolean;
	/** Takes base64 text instead of a URL. */
	readonly base64?: true;
}

/** Words at the end of a name that say what the parameter takes. */
const WORDS: Readonly<Record<string, MediaKind>> = {
	image: 'image',
	img: 'image',
	picture: 'image',
	photo: 'image',
	selfie: 'image',
	mask: 'image',
	face: 'image',
	frame: 'image',
	video: 'video',
	audio: 'audio',
};

/** Words that are a file only as `voice_url` or `clips_list`: `voice` alone may be a voice's name. */
const WEAK: Readonly<Record<string, MediaKind>> = {
	clip: 'video',
	movie: 'video',
	voice: 'audio',
	sound: 'audio',
	music: 'audio',
	song: 'audio',
	speech: 'audio',
};

/** Words that only say how a file is handed over: `image_url`, `init_image_2`. */
const FORM = /^(?:urls?|uris?|links?|files?|paths?|src|base64|b64|inputs?|list|array|\d{1,3})$/;
const FILE_URL = /^(?:https?:\/\/|data:(?:image|video|audio)\/|s3:\/\/|gs:\/\/)/i;
const DATA = /^data:(image|video|audio)\//i;
const EXTENSIONS: ReadonlyArray<readonly [MediaKind, RegExp]> = [
	['image', /\.(?:png|jpe?g|webp|gif|bmp|tiff?|svg|heic|avif)$/i],
	['video', /\.(?:mp4|webm|mov|mkv|avi)$/i],
	['audio', /\.(?:mp3|wav|ogg|flac|m4a|aac)$/i],
];

const wordsOf = (name: string): string[] =>
	name
		.replace(/([a-z])(\d)/g, '$1_$2')
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.split(/[_.-]+/)
		.filter((word) => word !== '');

function byName(name: string): MediaKind | undefined {
	const words = wordsOf(name);
	const before = words.length;
	while (words.length > 1 && FORM.test(words.at(-1) ?? '')) words.pop();
	const last = (words.at(-1) ?? '').replace(/s$/, '');
	if (Object.hasOwn(WORDS, last)) return WORDS[last];
	return words.length < before && Object.hasOwn(WEAK, last) ? WEAK[last] : undefined;
}

/** Texts in a value, also within lists. */
const textsIn = (value: JsonValue | undefined): string[] =>
	Array.isArray(value) ? value.flatMap(textsIn) : typeof value === 'string' ? [value] : [];

function byExtension(text: string): MediaKind | undefined {
	const [, data] = DATA.exec(text) ?? [];
	if (data !== undefined) return data.toLowerCase() as MediaKind;
	if (/\s/.test(text)) return undefined;
	const [path = ''] = text.split(/[?#]/);
	return EXTENSIONS.find(([, pattern]) => pattern.test(path))?.[0];
}

/** Segmind's own placeholder for a file. */
const isPlaceholder = (text: string): boolean => text === '' || /^sample text$/i.test(text);

/** The kind of file that a parameter takes, by its name and its examples; undefined for none. */
export function mediaOf(parameter: DocumentedParameter): MediaParameter | undefined {
	const { name, kind, type, required, allowed } = parameter;
	if (allowed || !['string', 'list', 'any'].includes(kind) || /object/i.test(type))
		return undefined;
	const texts = [...textsIn(parameter.default), ...(parameter.examples ?? []).flatMap(textsIn)];
	const filled = texts.filter((text) => !isPlaceholder(text));
	const media = filled.map(byExtension).find((found) => found !== undefined);
	// a short word as a default, such as a voice's name, is no file
	const isFile = filled.every((text) => FILE_URL.test(text) || byExtension(text) !== undefined);
	const found = media ?? (isFile ? byName(name) : undefined);
	return (
		found && {
			...{ name, media: found, list: kind === 'list', required },
			...(/base64/i.test(type) && { base64: true as const }),
		}
	);
}

/** All parameters of a model that take files, in the documentation's order. */
export const mediaParameters = (parameters: readonly DocumentedParameter[]): MediaParameter[] =>
	parameters.flatMap((parameter) => mediaOf(parameter) ?? []);

const PROMPTS = ['prompt', 'prompt_text', 'text_prompt', 'positive_prompt'];
const LONGEST_SETTING = 60;

const isDemoText = (text: string): boolean =>
	text.length > LONGEST_SETTING || /:\/\/|^data:|^www\./i.test(text);

const holdsDemoText = (value: JsonValue): boolean => {
	if (typeof value === 'string') return isDemoText(value);
	return value !== null && typeof value === 'object' && Object.values(value).some(holdsDemoText);
};

/**
 * Whether a parameter's default is content of the documentation's demonstration: a prompt, a
 * URL, a long text. Filled in unasked, it would give a strange result for money.
 */
export function isDemonstration(parameter: DocumentedParameter): boolean {
	const { name, default: preset, allowed } = parameter;
	if (preset === undefined || preset === null || allowed) return false;
	const isPrompt = PROMPTS.includes(wordsOf(name).join('_'));
	return (isPrompt && preset !== '') || holdsDemoText(preset);
}
