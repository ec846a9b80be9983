import type { DirectoryEntry } from './documentation/types';

/** Small letters and words: `videoToVideo` and `Lip-Sync (v2)` as people type them. */
export const plain = (text: string): string =>
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
export interface Searched {
	readonly title: string;
	/** Slug, heading, and what people call such a model. */
	readonly more: string;
}

export function moreWords({ title, slug, section }: DirectoryEntry): string {
	const own = `${plain(slug)} ${plain(section)}`;
	const all = `${plain(title)} ${own}`;
	const called = CALLED.flatMap(([pattern, words]) => (pattern.test(all) ? [words] : []));
	return [own, section.replace(/[^a-z0-9]+/gi, '').toLowerCase(), ...called].join(' ');
}

const pairsOf = (slug: string): Set<string> => {
	const text = slug.toLowerCase().replace(/[^a-z0-9]+/g, '');
	return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
};

const NEAREST = 3;

/** The slugs that look most like one, by the pairs of letters that both have; none where few are shared. */
export function nearestSlugs(slug: string, entries: readonly DirectoryEntry[]): string[] {
	const wanted = pairsOf(slug.slice(0, 100));
	const scored = entries.map((entry) => {
		const pairs = pairsOf(entry.slug);
		const shared = [...pairs].filter((pair) => wanted.has(pair)).length;
		return { slug: entry.slug, likeness: (2 * shared) / (pairs.size + wanted.size) };
	});
	const alike = scored.filter(({ likeness }) => likeness > 0.3);
	return alike
		.sort((a, b) => b.likeness - a.likeness)
		.slice(0, NEAREST)
		.map(({ slug: found }) => found);
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
