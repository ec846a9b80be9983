import { type DocumentedParameter, itemTypeOf, type JsonValue, kindOf } from './types';

export type MediaKind = 'image' | 'video' | 'audio' | '3D';

/** Keys that hold an image among the parts of a message: those of OpenAI, Claude and Gemini. */
export type ImagePart = 'image_url' | 'source' | 'inlineData';

/** A parameter that takes an image, a video, audio or a 3D model. */
export interface MediaParameter {
	readonly name: string;
	readonly media: MediaKind;
	/** Takes a list of files; otherwise a single one. */
	readonly list: boolean;
	readonly required: boolean;
	/** Takes base64 text instead of a URL. */
	readonly base64?: true;
	/** It is a part of the user's message, in which this key holds it. */
	readonly part?: ImagePart;
	/** Beyond doubt: by a documented value, or by a name that means nothing else. */
	readonly sure?: true;
}

type Words = ReadonlyArray<readonly [MediaKind, RegExp]>;

/** Words at the end of a name that say what the parameter takes. */
const WORDS: Words = [
	['image', /^(?:image|img|picture|photo|selfie|mask|face|frame|keyframe|subject)s?$/],
	['video', /^videos?$/],
	['audio', /^(?:audio|song|speaker)s?$/],
	['3D', /^mesh(?:es)?$/],
];

/** Words that are a file only as `voice_url` or `clips_list`: `voice` alone may be a voice's name. */
const WEAK: Words = [
	['image', /^(?:logo|avatar)s?$/],
	['video', /^(?:clip|movie)s?$/],
	['audio', /^(?:voice|sound|music|speech|instrumental|vocal)s?$/],
];

/** Words that only say how a file is handed over, or where it belongs: `image_url`, `init_image_2`. */
const FORM =
	/^(?:urls?|uris?|links?|files?|paths?|src|base|inputs?|list|array|samples?|references?|refs?|tail|\d{1,3})$/;

/** Words at the end of a name that mean nothing but a file, and what makes any name one of a URL. */
const SURE = /^(?:image|img|picture|photo|selfie|mask|video|audio)s?$/;
const OF_URL = /(?:^|_)(?:ur[il]|file|path|src)s?(?:_|$)/;

/** Words before it that make it a text, a number or a switch: `num_images`, `grow_mask`. */
const OTHER =
	/^(?:n|num|number|count|total|max|min|negative|transcript|caption|grow|shrink|expand|blur|invert|feather|dilate|erode|return|output|save|use|enable|with|has|keep|include|generate|add)$/;
const FILE_URL = /^(?:https?:\/\/|data:(?:image|video|audio)\/|s3:\/\/|gs:\/\/)/i;
const DATA = /^data:(image|video|audio)\//i;
const EXTENSIONS: ReadonlyArray<readonly [MediaKind, RegExp]> = [
	['image', /\.(?:png|jpe?g|webp|gif|bmp|tiff?|svg|heic|avif)$/i],
	['video', /\.(?:mp4|webm|mov|mkv|avi)$/i],
	['audio', /\.(?:mp3|wav|ogg|flac|m4a|aac)$/i],
	['3D', /\.(?:glb|gltf|obj|fbx|stl|ply|usdz)$/i],
];

const BASE64 = /base_?64|Base_?64|BASE_?64|(?<![A-Za-z])b64|B64/;

const wordsOf = (name: string): string[] =>
	name
		.replace(BASE64, '_base_')
		.replace(/([a-z])(\d)/g, '$1_$2')
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');

/** The words of a name that say what it is, without those for its form. */
function coreOf(name: string): string[] {
	const words = wordsOf(name);
	while (words.length > 1 && FORM.test(words.at(-1) ?? '')) words.pop();
	return words;
}

function byName(name: string, isList: boolean): MediaKind | undefined {
	const words = coreOf(name);
	const last = words.at(-1) ?? '';
	const kindIn = (found: Words) => found.find(([, word]) => word.test(last))?.[0];
	// one text is no list of frames, but how many there are
	if (words.some((word) => OTHER.test(word)) || (last === 'frames' && !isList)) return undefined;
	if (/(?:^|_)audio_prompt$/.test(words.join('_'))) return 'audio';
	return kindIn(WORDS) ?? (words.length < wordsOf(name).length ? kindIn(WEAK) : undefined);
}

/** Whether a list can hold URLs, as far as its type says what it holds. */
function holdsTexts(type: string): boolean {
	const element = itemTypeOf(type);
	if (element === undefined) return true;
	return kindOf(element).kind === 'string' || /^(?:ur[il]|file|image|video|audio)$/.test(element);
}

/** Texts in a value, also within lists. */
const textsIn = (value: JsonValue | undefined): string[] =>
	Array.isArray(value) ? value.flatMap(textsIn) : typeof value === 'string' ? [value] : [];

/** The kind of file that a text points to, by its ending; undefined where it has none. */
export function mediaAt(text: string): MediaKind | undefined {
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
	const { name, kind, type, allowed } = parameter;
	// null is a value of its own
	const required = parameter.required && !parameter.nullable;
	if (allowed || !['string', 'list', 'any'].includes(kind) || /object/i.test(type))
		return undefined;
	if (kind === 'list' && !holdsTexts(type)) return undefined;
	const words = wordsOf(name);
	const isSure =
		SURE.test(coreOf(name).at(-1) ?? '') || OF_URL.test([...words, ...wordsOf(type)].join('_'));
	const texts = [...textsIn(parameter.default), ...(parameter.examples ?? []).flatMap(textsIn)];
	const filled = texts.filter((text) => !isPlaceholder(text));
	const media = filled.map(mediaAt).find((found) => found !== undefined);
	// a short word as a default, such as a voice's name, is no file
	const isFile = filled.every((text) => FILE_URL.test(text) || mediaAt(text) !== undefined);
	const found = media ?? (isFile ? byName(name, kind === 'list') : undefined);
	return (
		found && {
			...{ name, media: found, list: kind === 'list', required },
			...(BASE64.test(`${type} ${name}`) && { base64: true as const }),
			...((media || isSure) && { sure: true as const }),
		}
	);
}

/**
 * In the place of a parameter's name: the first one that takes what the file is, required ones first.
 * The name under which a paid job is found again holds this word, not what it comes to.
 */
export const AUTO = 'auto';

/** What ends a video, marks a part of an image or comes last is never what a single file is meant for. */
const FURTHER = /mask|^(?:end|last|tail)/;

/** Whether a file may go to a parameter that nobody chose for it. */
export const takesFirstFile = ({ name, sure }: MediaParameter): boolean =>
	sure === true && !wordsOf(name).some((word) => FURTHER.test(word));

/** All parameters of a model that take files, in the documentation's order. */
export const mediaParameters = (parameters: readonly DocumentedParameter[]): MediaParameter[] =>
	parameters.flatMap((parameter) => mediaOf(parameter) ?? []);

/** Words at the end of a name of what a person writes anew each time. */
const CONTENT =
	/^(?:prompt|text|script|lyrics?|title|caption|des|desc|description|query|question|message|instruction|story|scene|topic|subject|dialogue?|speech|transcript|narration|headline|slogan|quote|phrase|sentence|paragraph|content|keyword|tag)s?$/;
const MAX_SETTING_LENGTH = 60;

const isDemoText = (text: string): boolean =>
	text.length > MAX_SETTING_LENGTH || /:\/\/|^data:|^www\./i.test(text);

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
	const words = coreOf(name);
	// what to leave out, and how a model is to behave, are settings
	const isContent =
		CONTENT.test(words.at(-1) ?? '') && !/^(?:negative|system)$/.test(words[0] ?? '');
	return (isContent && textsIn(preset).some((text) => text !== '')) || holdsDemoText(preset);
}
