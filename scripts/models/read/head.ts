import { isBlank, NotUnderstood, quoted, textOf, type Line } from './lines';

/** What stands above the sample. */
export interface Head {
	/** Without the page's own suffix. */
	title: string;
	/** Printed averages; null where there is none, and for a price that is a span. */
	seconds: number | null;
	usd: number | null;
}

const NUMBER = '(\\d+(?:\\.\\d+)?)';
const UNIT = '(?: ?(?:per|/) ?(?:generation|image|run|call|request))?(?! ?(?:per|/))';

/** A price for something else than one call: what a call costs is not said. */
const OTHER =
	'(?:seconds?|minutes?|hours?|megapixels?|mp|frames?|steps?|tokens?|characters?|words?)';
const PER_OTHER = new RegExp(
	`(?:(?:starts |starting )?from |up to )?[~\u2248]?\\s*\\$\\s*\\d+(?:\\.\\d+)? ?(?:per|/) ?(?:\\d+[km]? )?(?:[a-z]+ )?${OTHER}(?: of [a-z]+)?(?![a-z])`,
	'iy',
);
const DASH = '\\s*[-\u2013\u2014]\\s*';
const SECONDS = new RegExp(`[~\u2248]?\\s*${NUMBER}\\s*s(?:ec(?:onds?)?)?(?![a-z])`, 'y');
const USD = new RegExp(`([~\u2248]?)\\s*\\$\\s*${NUMBER}${UNIT}(?![a-z\\d/.,])`, 'y');
const SPAN = new RegExp(
	`[~\u2248]?\\s*\\$\\s*${NUMBER}${DASH}\\$?\\s*${NUMBER}${UNIT}(?![a-z\\d/.,])`,
	'y',
);
const QUEUE = /(?:POST\s*)?\/v2\/([A-Za-z0-9._-]+)(?:\s*[\u00b7\u2022|-]\s*submit ?\+ ?poll)?/y;
const BETWEEN = /[\s\u00b7\u2022|,]+/y;

/** What looks like time, money or a path must be understood; anything else says nothing. */
const SAYS_SOMETHING =
	/^[~\u2248<>]|[$\u20ac\u00a3]\s*\d|\d\s*(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|credits?|cents?|USD)\b|^POST\b.|\/v\d+\//i;

/** The sentence below the title may speak of seconds and dollars; it is longer than a price. */
const PRICE_LENGTH = 48;
const SENTENCE_WORDS = 4;
const PRICE_START = /^(?:[a-z]+ )?[~\u2248$]/i;

interface Averages {
	seconds: number[];
	/** An average has a tilde, a list price has none. */
	prices: Array<{ usd: number; average: boolean }>;
	spans: number;
	paths: string[];
}

/** Reads a line that holds nothing but averages; undefined for any other. */
function readAverages(text: string): Averages | undefined {
	const found: Averages = { seconds: [], prices: [], spans: 0, paths: [] };
	let at = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match) at = pattern.lastIndex;
		return match;
	};
	while (at < text.length) {
		if (take(SPAN)) found.spans += 1;
		else {
			const price = take(USD);
			const seconds = price ? null : take(SECONDS);
			const path = price || seconds ? null : take(QUEUE);
			if (price) found.prices.push({ usd: Number(price[2]), average: price[1] !== '' });
			else if (seconds) found.seconds.push(Number(seconds[1]));
			else if (path) found.paths.push(path[1] ?? '');
			else if (take(PER_OTHER)) found.spans += 1;
			else return undefined;
		}
		take(BETWEEN);
	}
	return found;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
const SUFFIX = /\s+Serverless API$/i;
const titleIn = (line: Line): string => textOf(line).replace(SUFFIX, '');

/** Blocks of lines with empty lines between. */
function blocks(lines: Line[]): Line[][] {
	const found: Line[][] = [[]];
	for (const line of lines) {
		if (isBlank(line)) found.push([]);
		else found.at(-1)?.push(line);
	}
	return found.filter((block) => block.length > 0);
}

/** Words of menus and of the tabs above the sample; none is the title of a model. */
const CONTROL =
	/^(?:python|javascript|typescript|node(?:\.?js)?|curl|http|shell|bash|go|php|java|ruby|c#|rust|copy(?: code)?|api|playground|docs|documentation|pricing|models|examples?|try it|get api key|log ?in|sign ?(?:in|up)|home)$/i;

/** The title comes first; menus copied along with the page may stand before it. */
function findTitle(head: Line[], prose: Line[], slug: string): Line {
	const suffixed = head.filter(
		(line) => SUFFIX.test(textOf(line)) && SUFFIX.exec(textOf(line))?.index,
	);
	// the sentence below the title may end as the title does
	const ofSlug = suffixed.filter((line) => plain(titleIn(line)) === plain(slug));
	const named = ofSlug.length > 0 ? ofSlug : suffixed;
	const first = blocks(prose.filter((line) => !CONTROL.test(textOf(line))));
	const lines = first.flat();
	const [line] = lines;
	if (!line) throw new NotUnderstood(1, 'the page has no title');
	const rest = first.slice(1).flat();
	const sentences = rest.every((other) => /[a-z)"\u201d][.!?]$/.test(textOf(other)));
	const clear =
		first[0]?.length === 1
			? first.length <= 2 || sentences
			: first.length <= 2 && lines.length <= 2;
	if (named.length === 0 && clear) return line;
	const alike = lines.filter((other) => plain(textOf(other)) === plain(slug));
	const found = named.length > 0 ? named : alike;
	const titles = new Set(found.map(titleIn));
	const title = found.at(-1);
	if (title && titles.size === 1) return title;
	throw new NotUnderstood(
		line.number,
		'which line is the title is not clear; delete what stands before it',
	);
}

function one(found: Array<{ value: number; line: Line }>, what: string): number | null {
	const [first, ...others] = found;
	const other = others.find(({ value }) => value !== first?.value);
	if (other) throw new NotUnderstood(other.line.number, `a second ${what}, unlike the first`);
	if (first?.value === 0) {
		throw new NotUnderstood(first.line.number, `a ${what} of 0; delete it if it is none`);
	}
	return first?.value ?? null;
}

/**
 * Reads what stands above the sample.
 * @param slug the model's, from its endpoint: finds the title among the lines of a menu
 * @throws NotUnderstood at a line that says something about time or price and is not understood
 */
export function readHead(lines: Line[], slug: string): Head {
	const withAverages = (some: Line[]) =>
		some.map((line) => ({
			line,
			averages: isBlank(line) ? undefined : readAverages(textOf(line)),
		}));
	const begins = withAverages(lines).findIndex(({ averages }) => averages);
	const titleLine = findTitle(lines, begins < 0 ? lines : lines.slice(0, begins), slug);
	const read = withAverages(lines.filter(({ number }) => number > titleLine.number));
	const averagesFrom = read.findIndex(({ averages }) => averages);
	const subtitle = read.find(({ line }) => !isBlank(line));
	read.forEach(({ line, averages }, index) => {
		const text = textOf(line);
		const ofWords = line === subtitle?.line && text.split(' ').length >= SENTENCE_WORDS;
		const isSentence = text.length > PRICE_LENGTH || index < averagesFrom || ofWords;
		const sentence = isSentence && !PRICE_START.test(text);
		if (!averages && !sentence && SAYS_SOMETHING.test(text)) {
			throw new NotUnderstood(line.number, `${quoted(text)} is neither a time nor a price`);
		}
	});
	const all = read.flatMap(({ line, averages }) => (averages ? [{ line, ...averages }] : []));
	const wrong = all.find(({ paths }) => paths.some((path) => path !== slug));
	if (wrong) throw new NotUnderstood(wrong.line.number, 'the page names another model here');
	const prices = all.flatMap(({ line, prices: found }) =>
		found.map(({ usd, average }) => ({ value: usd, average, line })),
	);
	const averages = prices.filter(({ average }) => average);
	const seconds = all.flatMap(({ line, seconds: found }) =>
		found.map((value) => ({ value, line })),
	);
	return {
		title: titleIn(titleLine),
		seconds: one(seconds, 'time'),
		usd: one(averages.length > 0 ? averages : prices, 'price'),
	};
}
