/** Elements whose text a browser does not copy. */
const UNSEEN =
	/<(script|style|noscript|svg|template|head|select|textarea)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi;

/** Between two of these a browser leaves an empty line. */
const BLOCKS =
	/<\/?(?:p|h[1-6]|section|article|table|ul|ol|dl|blockquote|header|footer|main|nav|form)\b[^>]*>/gi;
const LINES = /<(?:br|\/?(?:div|li|tr|dt|dd|button))\b[^>]*>/gi;
const PRE = /(<pre\b[\s\S]*?<\/pre\s*>)/i;

const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	middot: '\u00b7',
	ndash: '\u2013',
	mdash: '\u2014',
};

const unescaped = (text: string): string =>
	text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
		if (decimal) return String.fromCodePoint(Number(decimal));
		if (hex) return String.fromCodePoint(parseInt(String(hex), 16));
		return ENTITIES[String(name).toLowerCase()] ?? whole;
	});

/** Whether a saved page is its source instead of its text. */
export const looksLikeHtml = (text: string): boolean =>
	/^\s*(?:<!doctype html|<html)\b/i.test(text);

/** Code keeps its line breaks; elsewhere they are spaces, as in a browser. */
function flowing(html: string): string {
	return html
		.split(PRE)
		.map((part, index) => {
			if (index % 2 === 1) return `\n\n${part.replace(LINES, '\n')}\n\n`;
			return part.replace(/\s+/g, ' ').replace(BLOCKS, '\n\n').replace(LINES, '\n');
		})
		.join('');
}

/** A tag, or several, between digits: in the browser they are cells or labels beside each other. */
const BETWEEN_NUMBERS = /(\d)((?:\s*<[^<>]*>)+)(?=[\d.-])/g;

/** The text of a page, roughly as a browser copies it. */
export function textOfHtml(html: string): string {
	const text = flowing(html.replace(UNSEEN, '').replace(BETWEEN_NUMBERS, '$1 $2')).replace(
		/<[^>]+>/g,
		'',
	);
	return unescaped(text)
		.replace(/ *\n */g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
