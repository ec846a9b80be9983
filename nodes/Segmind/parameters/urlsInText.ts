/*
 * URLs in a text as people have it: a cell with several, an answer of a language model, Markdown, a
 * message of Slack. Texts come from outside, so that each letter is looked at a bounded number of
 * times: no pattern here can run on from each of its starts.
 */

const SCHEME = /https?:\/\//gi;
const SEPARATOR = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069,;|，；、]/;
const DELIMITERS = /[,;|，；、]/g;
const LETTER = /[\p{L}\p{N}]/u;
/** `2.` before an entry of a list. */
const LIST_NUMBER = /(?<![\p{L}\p{N}])\d{1,3}[.)]/gu;

/** What may stand right before a URL, or right behind it, and is not part of it. */
const OPENING = '<([{"\'`*“‘”’„‚«‹「『【（';
const BEHIND = '.,;:!?|"\'`*…”’“‘»，；、。！？';
const PAIRS: Readonly<Record<string, string>> = {
	...{ ')': '(', ']': '[', '}': '{', '>': '<' },
	...{ '）': '（', '」': '「', '』': '『', '】': '【', '›': '‹' },
};

interface Start {
	/** Where its scheme begins. */
	readonly at: number;
	/** Where that begins which belongs to it: brackets, quotes, the label of a Markdown link. */
	readonly lead: number;
	/** Whether it is the target of a Markdown link. */
	readonly isTarget: boolean;
}

/** Where a URL begins: not where one stands within another. Undefined where a link has no label. */
function startsIn(text: string): Start[] | undefined {
	const starts: Start[] = [];
	for (const { index: at } of text.matchAll(SCHEME)) {
		let lead = at;
		let isTarget = false;
		while (lead > 0 && OPENING.includes(text[lead - 1] ?? '')) lead -= 1;
		if (text[lead] === '(' && text[lead - 1] === ']') {
			const last = starts.at(-1);
			const from = last?.lead ?? 0;
			const label = text.slice(from, lead).lastIndexOf('[');
			if (label < 0) return undefined;
			lead = from + label;
			if (last && lead <= last.at) {
				// a label that is a URL itself: the target counts; not so in a link around an image
				if (text[last.at - 1] !== '[') return undefined;
				starts.pop();
			}
			if (text[lead - 1] === '!') lead -= 1;
			isTarget = text[at - 1] === '(';
		} else if (lead > 0 && !SEPARATOR.test(text[lead - 1] ?? '')) continue;
		starts.push({ at, lead, isTarget });
	}
	return starts;
}

const count = (text: string, part: string): number => text.split(part).length - 1;

/** Without what follows a URL in a sentence. A bracket is part of it where it was opened within. */
function withoutTail(url: string): string {
	const unopened: Record<string, number> = {};
	for (const [closing, opening] of Object.entries(PAIRS)) {
		unopened[closing] = count(url, closing) - count(url, opening);
	}
	let end = url.length;
	for (; end > 0; end -= 1) {
		const last = url[end - 1] ?? '';
		const more = unopened[last];
		const isBehind = BEHIND.includes(last) || SEPARATOR.test(last);
		if (more === undefined ? !isBehind : more <= 0) break;
		if (more !== undefined) unopened[last] = more - 1;
	}
	return url.slice(0, end);
}

const endsAsFile = (text: string): boolean => /\.[a-z0-9]{2,5}$/i.test(text.slice(-6));

/** `…/Blue Shirt.png` is one URL; words behind a URL that is whole are none of it. */
const goesOn = (token: string, rest: string): boolean =>
	!token.includes('?') &&
	!endsAsFile(withoutTail(token)) &&
	endsAsFile(rest) &&
	!/[\r\n\t]/.test(rest);

function bareUrl(chunk: string): string {
	const [token = ''] = /^\S*/.exec(chunk) ?? [];
	const rest = withoutTail(chunk.slice(token.length).trimEnd());
	return goesOn(token, rest) ? token + rest : withoutTail(token);
}

const TITLE = /^\s+(?:"[^"]*"|'[^']*'|“[^”]*”|\([^()]*\))\s*\)/;

/** Where the target of a Markdown link ends, and the link with its title; undefined where it has none. */
function endsOfTarget(inside: string): readonly [url: number, link: number] | undefined {
	let open = 0;
	let end = 0;
	for (; end < inside.length && !/\s/.test(inside[end] ?? ''); end += 1) {
		if (inside[end] === '(') open += 1;
		if (inside[end] === ')') open -= 1;
		if (open < 0) return [end, end + 1];
	}
	const [title] = TITLE.exec(inside.slice(end)) ?? [];
	return title === undefined ? undefined : [end, end + title.length];
}

const SRC = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;

/** `<img … src="https://…">` as `<https://…>`. */
const withoutImgTags = (text: string): string =>
	text.replace(/<img\s[^<>]*>/gi, (tag) => {
		const [, ...quoted] = SRC.exec(tag) ?? [];
		const url = quoted.find((one) => one !== undefined)?.trim() ?? '';
		return /^https?:\/\//i.test(url) ? `<${url.replace(/\|/g, '%7C')}>` : tag;
	});

/** What an expression makes of a missing value in a list that it writes as text. */
const MISSING = /(^|[,;|]\s*)(?:undefined|null|NaN)(?=\s*(?:[,;|]|$))/g;

/** `<https://…|label>`, as Slack writes it: `&` is `&amp;` there. */
const slackUrl = (inside: string): string => (inside.split('|')[0] ?? '').replace(/&amp;/g, '&');

/** How many separators stand in what is between two URLs; undefined where words do. */
function separatorsIn(between: string): number | undefined {
	if (LETTER.test(between.replace(LIST_NUMBER, ''))) return undefined;
	return between.match(DELIMITERS)?.length ?? 0;
}

const holes = (count: number): undefined[] =>
	Array.from({ length: Math.max(0, count) }, () => undefined);

/**
 * The URLs that make up a text, not yet checked; `undefined` in the place of one that is missing
 * between two separators, before the first one or behind the last.
 * @returns undefined where the text is more than URLs: which of them is meant would be a guess
 */
export function urlsInText(given: string): Array<string | undefined> | undefined {
	const text = withoutImgTags(given).replace(MISSING, '$1');
	const starts = startsIn(text);
	if (!starts || starts.length === 0) return undefined;
	const lastClosing = text.lastIndexOf('>');
	const urls: Array<string | undefined> = [];
	let done = 0;
	for (const [n, { at, lead, isTarget }] of starts.entries()) {
		// within the label of the one before
		if (at < done) continue;
		const separators = separatorsIn(text.slice(done, lead));
		if (separators === undefined) return undefined;
		const isSlack = text[at - 1] === '<' && at < lastClosing;
		const end = isSlack ? text.indexOf('>', at) : (starts[n + 1]?.lead ?? text.length);
		const inside = text.slice(at, end);
		const target = isTarget ? endsOfTarget(inside) : undefined;
		const bare = target ? inside.slice(0, target[0]) : bareUrl(inside);
		const url = isSlack ? slackUrl(inside) : bare;
		if (url.includes('](') || (isSlack && /\s/.test(url))) return undefined;
		urls.push(...holes(urls.length === 0 ? separators : separators - 1), url);
		done = isSlack ? end + 1 : at + (target?.[1] ?? url.length);
	}
	const behind = separatorsIn(text.slice(done));
	return behind === undefined ? undefined : [...urls, ...holes(behind)];
}
