/** One line of a page, with the number that a person finds it by. */
export interface Line {
	text: string;
	/** From 1. */
	number: number;
}

/** Text that is not understood is never guessed at: this says where it stands. */
export class NotUnderstood extends Error {
	constructor(
		readonly line: number,
		readonly what: string,
	) {
		super(`line ${line}: ${what}`);
	}
}

/** No-break spaces and marks without width come along when a page is copied out of a browser. */
const cleaned = (text: string): string =>
	text
		.replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]/g, ' ')
		.replace(/[\u200b-\u200f\u2060\u00ad\ufeff]/g, '')
		.trimEnd();

/** The lines of a saved page, whatever system saved it. */
export const linesOf = (page: string): Line[] =>
	page.split(/\r\n|\n|\r/).map((text, index) => ({ text: cleaned(text), number: index + 1 }));

export const isBlank = ({ text }: Line): boolean => text.trim() === '';

/** Text of a line without the spaces around it. */
export const textOf = (line: Line | undefined): string => line?.text.trim() ?? '';

/** Index of the first line from `from` on that is not blank, or the number of lines. */
export function nextFilled(lines: Line[], from: number): number {
	const found = lines.findIndex((line, index) => index >= from && !isBlank(line));
	return found < 0 ? lines.length : found;
}

/** A text for messages, cut to what a line of a terminal holds. */
export const quoted = (text: string): string =>
	`"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
