/** Bytes, written as Latin-1 text, that stand at `from` or begin anywhere up to `to`. */
export type ByteMark = readonly [bytes: string, from: number, to?: number];

/**
 * What tells a file type. Bytes that are control characters are marks and no regular expression:
 * n8n's lint refuses control characters in those (`no-control-regex`).
 */
export type BytePattern = RegExp | readonly ByteMark[];

const holds = (text: string, [bytes, from, to = from]: ByteMark): boolean => {
	const found = text.indexOf(bytes, from);
	return found !== -1 && found <= to;
};

/**
 * Whether a file has all marks of a pattern.
 * @param text the file's first bytes as Latin-1 text
 */
export function matchesPattern(text: string, pattern: BytePattern): boolean {
	if (pattern instanceof RegExp) return pattern.test(text);
	return pattern.every((mark) => holds(text, mark));
}
