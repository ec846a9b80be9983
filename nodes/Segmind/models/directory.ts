import { isSlug } from '../http/endpoints';
import type { DirectoryEntry } from './documentation/types';
import { CATALOG } from './catalog.generated';
import type { ModelFacts } from './facts';

const COLUMNS = 7;

const figureIn = (cell: string, pattern: RegExp): number | null => {
	const [, figure] = pattern.exec(cell.slice(0, 60)) ?? [];
	const value = Number(figure);
	return figure !== undefined && Number.isFinite(value) ? value : null;
};

const USD = /^\$(\d+(?:\.\d+)?(?:e-?\d{1,3})?)$/i;
const SECONDS = /^(\d+(?:\.\d+)?(?:e-?\d{1,3})?)s$/i;

/** Cells of a row of the table. A description may hold a `|`: the cells behind it count from the end. */
function entryIn(line: string, section: string): DirectoryEntry | undefined {
	const cells = line
		.slice(1, line.endsWith('|') ? -1 : undefined)
		.split('|')
		.map((cell) => cell.trim());
	const [title = '', slug = ''] = cells;
	const isHeading = title === 'Model' && slug === 'Slug';
	if (isHeading || cells.length < COLUMNS || !isSlug(slug)) return undefined;
	const [, cost = '', latency = ''] = cells.slice(-4);
	return {
		slug,
		title: title || slug,
		description: cells.slice(2, -4).join(' | ').replace(/\s+/g, ' '),
		section,
		averageUsd: figureIn(cost, USD),
		averageSeconds: figureIn(latency, SECONDS),
	};
}

/**
 * Reads the directory of all models, a table of Markdown under headings: each model once, in the
 * directory's order. Never throws, in time linear to the text.
 * @returns undefined for what is no directory
 */
export function readDirectory(text: string): DirectoryEntry[] | undefined {
	const entries = new Map<string, DirectoryEntry>();
	let section = '';
	// some descriptions hold a carriage return, so that only \n ends a row
	for (const raw of text.split('\n')) {
		const line = raw.trim();
		if (line.startsWith('## ')) section = line.slice(3).trim();
		const entry = line.startsWith('|') ? entryIn(line, section) : undefined;
		if (entry && !entries.has(entry.slug)) entries.set(entry.slug, entry);
	}
	return entries.size > 0 ? [...entries.values()] : undefined;
}

/** What a model makes, or of an image or a recording: reads. */
export const MODEL_KINDS = [
	...(['audio', 'embedding', 'image', 'imageToText'] as const),
	...(['text', 'threeD', 'transcription', 'video'] as const),
];

export type ModelKind = (typeof MODEL_KINDS)[number];

const LANGUAGE = 'Text Generation (LLM)';

/** What a heading of Segmind's directory says that its models make: `Image-to-Video Generation`, `imageTo3d`. */
const MADE = /to-?(video|image|audio|3d|embed)/i;

const KINDS: ReadonlyMap<string, ModelKind> = new Map([
	['video', 'video'],
	['image', 'image'],
	['audio', 'audio'],
	['3d', 'threeD'],
	['embed', 'embedding'],
	// headings that say it in other words, as they stood on 22 August 2026
	['Image Inpainting', 'image'],
	['voice', 'audio'],
	[LANGUAGE, 'text'],
]);

/**
 * Kinds by slug, for headings that end in text and mislead: under transcription most speak or make
 * voices, under vision most make images or prompts. Of no kind are two models: one aligns a text
 * with a recording, one trains an avatar for others.
 */
const SLUGS: ReadonlyMap<string, ModelKind> = new Map([
	['eleven-labs-transcript', 'transcription'],
	['elevenlabs-dialogue-with-timestamps', 'audio'],
	['elevenlabs-voice-clone', 'audio'],
	['elevenlabs-voice-design', 'audio'],
	['tts-elevenlabs-with-timestamps', 'audio'],
	['ideogram-describe', 'imageToText'],
	['llava-v1.6', 'imageToText'],
	['bria-fibo-generate', 'image'],
	['bria-mask-generator', 'image'],
	['sam-v21-hiera-large', 'image'],
	['bria-fibo-generate-structured-prompt', 'text'],
	['bria-prompt-enhancer', 'text'],
	['google-translate', 'text'],
]);

/** Language models whose page shows an image in a message, while the directory doesn't say so. */
const SHOWN_WITH_IMAGES = ['claude-4-sonnet', 'gemini-3.1-flash-lite'];

/**
 * Whether a language model takes an image, by the words that the directory has for it: to read the
 * documentation of each of the fifty would take as many requests whenever the list is opened.
 */
const seesImages = ({ slug, section, description }: DirectoryEntry): boolean =>
	section === LANGUAGE &&
	(SHOWN_WITH_IMAGES.includes(slug) ||
		/\b(?:images?|vision|visual|multimodal)\b/i.test(description));

/** @returns undefined for a model that no table knows */
export const kindOfModel = ({ slug, section }: DirectoryEntry): ModelKind | undefined =>
	SLUGS.get(slug) ?? KINDS.get(MADE.exec(section)?.[1]?.toLowerCase() ?? section);

const IN_WORDS: Readonly<Partial<Record<ModelKind, string>>> = {
	imageToText: 'image to text',
	threeD: '3D',
	transcription: 'audio to text',
};

/** What a list calls the kind of a model, `image to video`: its heading, where that is right. */
export function kindInWords(entry: DirectoryEntry): string | undefined {
	const kind = kindOfModel(entry);
	const [, from = '', to = ''] = /([a-z]+?)-?to-?([a-z0-9]+)/i.exec(entry.section) ?? [];
	if (kind && KINDS.get(to.toLowerCase()) === kind) return `${from} to ${to}`.toLowerCase();
	return kind && (IN_WORDS[kind] ?? kind);
}

const ofKind =
	(kind: ModelKind) =>
	(entry: DirectoryEntry): boolean =>
		kindOfModel(entry) === kind;

/** The models that an operation lists, by `resource.operation`; any other one lists all. */
const LISTS: ReadonlyMap<string, (entry: DirectoryEntry) => boolean> = new Map([
	['audio.generate', ofKind('audio')],
	['audio.transcribe', ofKind('transcription')],
	// those that have controls of their own have operations of their own
	['image.runAnotherModel', (entry) => ofKind('image')(entry) && !findModel(entry.slug)],
	['text.describeImage', (entry) => ofKind('imageToText')(entry) || seesImages(entry)],
	['text.generate', ofKind('text')],
	['threeD.generate', ofKind('threeD')],
	['video.generate', ofKind('video')],
]);

/** The entries that an operation lists. What it runs is not checked against them. */
export const listedBy = (
	operation: string,
	entries: readonly DirectoryEntry[],
): readonly DirectoryEntry[] => {
	const isListed = LISTS.get(operation);
	return isListed ? entries.filter(isListed) : entries;
};

/** Facts of a model by slug, or undefined for a model without a file. */
export function findModel(slug: string): ModelFacts | undefined {
	return CATALOG.find((model) => model.slug === slug);
}
