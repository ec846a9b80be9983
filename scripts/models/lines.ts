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
		.replace(/[\u00a0\u2007\u202f]/g, ' ')
		.replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
		.trimEnd();

/** The lines of a saved page, whatever system saved it. */
export const linesOf = (page: string): Line[] =>
	page.split(/\r\n|\n|\r/).map((text, index) => ({ text: cleaned(text), number: index + 1 }));

export const isBlank = ({ text }: Line): boolean => text.trim() === '';

/** Text of a line without the spaces around it. */
export const textOf = (line: Line | undefined): string => line?.text.trim() ?? '';
