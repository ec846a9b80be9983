import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	NodeApiError,
} from 'n8n-workflow';
import { money } from '../core/json';
import { findModel, kindInWords, listedBy } from './directory';
import { directoryOf } from './documentation/source';
import type { DirectoryEntry } from './documentation/types';

/** Small letters and words: `videoToVideo` and `Lip-Sync (v2)` as people type them. */
const plain = (text: string): string =>
	text
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}.]+/gu, ' ')
		.trim();

/** What people call models whose titles have another word for it. */
const CALLED: ReadonlyArray<readonly [RegExp, string]> = [
	[/\btts\b|text to speech/, 'tts text to speech voice generator'],
	[/transcri|audio to text/, 'speech to text transcribe transcription'],
	[/lip ?sync/, 'lip sync lipsync'],
	[/upscal|esrgan/, 'upscaler upscale image video enlarge enhancer'],
	[
		/(?:background|bg) (?:remov|eras)|remove background|rmbg|transparent background/,
		'background remover remove background removal eraser',
	],
	[/\bsvg\b|vector/, 'svg vector logo maker'],
	[/face ?swap/, 'face swap faceswap swapper'],
	[/kontext|\bedit\b/, 'edit photo image editor'],
	[/eraser?\b|inpaint/, 'erase object remover eraser inpainting'],
	[/music|song/, 'music song generator'],
	[/text generation/, 'chat llm language model'],
];

/** What a model is searched by. */
interface Searched {
	readonly title: string;
	/** Slug, heading, and what people call such a model. */
	readonly more: string;
}

function moreWords({ title, slug, section }: DirectoryEntry): string {
	const own = `${plain(slug)} ${plain(section)}`;
	const all = `${plain(title)} ${own}`;
	const called = CALLED.flatMap(([pattern, words]) => (pattern.test(all) ? [words] : []));
	return [own, section.replace(/[^a-z0-9]+/gi, '').toLowerCase(), ...called].join(' ');
}

/** Three for a whole word, two for its beginning, one anywhere, none where it is missing. */
function fitOf(word: string, text: string): number {
	const words = ` ${text} `;
	if (words.includes(` ${word} `)) return 3;
	return words.includes(` ${word}`) ? 2 : words.includes(word) ? 1 : 0;
}

/** More than any word weighs. */
const PHRASE = 10;

/** The rows that hold every word that was typed, those that fit best first: its title before the rest. */
export function rowsWith<T extends Searched>(rows: readonly T[], typed: string): T[] {
	const phrase = plain(typed);
	const wanted = phrase.split(' ');
	const scored = rows.map((row) => {
		const fits = wanted.map((word) => {
			const inTitle = fitOf(word, row.title);
			return inTitle > 0 ? inTitle + 3 : fitOf(word, row.more);
		});
		// `speech to text` is the opposite of `text to speech`
		const inOrder = `${row.title}\n${row.more}`.includes(phrase) ? PHRASE : 0;
		return { row, score: fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, inOrder) };
	});
	const found = scored.filter(({ score }) => score > 0);
	return found.sort((a, b) => b.score - a.score).map(({ row }) => row);
}

const seconds = (value: number): string =>
	`${value < 1 ? Number(value.toPrecision(1)) : Math.round(value)} s`;

/** In a list, in characters; n8n keeps the name of what is chosen. */
const MAX_TITLE_LENGTH = 200;

function nameOf(entry: DirectoryEntry): string {
	const { title, slug, averageUsd, averageSeconds } = entry;
	const kind = kindInWords(entry);
	const costAndTime = [
		...(averageUsd !== null && averageUsd > 0 ? [money(averageUsd)] : []),
		...(averageSeconds !== null && averageSeconds > 0 ? [seconds(averageSeconds)] : []),
	];
	// n8n keeps the name of what is chosen in the workflow, and runs a text that begins with `=` as an
	// expression; this one comes from a public page
	const shown = title
		// among them those that turn the direction of the price behind it
		.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
		.replace(/^[=\s]+/, '')
		.slice(0, MAX_TITLE_LENGTH)
		.trimEnd();
	return [shown || slug, ...(kind ? [kind] : []), ...costAndTime].join(' · ');
}

/** A model in the list of the editor, with what it is found by. */
interface ModelRow extends INodeListSearchItems, Searched {}

/** The models of the directory as the list shows them, by title and without retired ones. */
export const modelRows = (entries: readonly DirectoryEntry[]): ModelRow[] =>
	entries
		.filter(({ slug }) => findModel(slug)?.status !== 'retired')
		.map((entry) => ({
			name: nameOf(entry),
			value: entry.slug,
			url: `https://www.segmind.com/models/${entry.slug}`,
			title: plain(entry.title),
			more: moreWords(entry),
		}))
		.sort((a, b) => a.name.localeCompare(b.name));

/**
 * The models of Segmind's public directory by what was typed, those that fit best first.
 * @throws NodeApiError where the directory can't be read: n8n shows that in place of the list, and of
 * this class the description too
 */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const place = ['resource', 'operation'].map((name) => String(this.getNodeParameter(name)));
	const rows = modelRows(listedBy(place.join('.'), (await directoryOf(this)) ?? []));
	if (rows.length === 0) {
		const message = "Segmind's list of models can't be reached";
		const description = 'Try again later, or switch to By Slug and enter the name of the model.';
		throw new NodeApiError(this.getNode(), { message }, { message, description });
	}
	return { results: rowsWith(rows, filter).map(({ name, value, url }) => ({ name, value, url })) };
}
