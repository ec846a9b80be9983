/** The start of a data URL is never longer, in characters. */
const LONGEST_PREFIX = 256;

const PREFIX = /^data:[^,]*;base64,/;

/** Blanks stand in sentences, line breaks in both. */
const FOREIGN = /[^A-Za-z0-9+/=\r\n]/;

/** What stands behind `data:…;base64,`, or undefined for a text that does not begin so. */
export function dataUrlContent(text: string): string | undefined {
	const prefix = PREFIX.exec(text.slice(0, LONGEST_PREFIX))?.[0];
	return prefix === undefined ? undefined : text.slice(prefix.length);
}

/** Whether a text is base64 and nothing else. Each letter is read once. */
export function isBase64(text: string): boolean {
	const trimmed = text.trimEnd();
	if (trimmed === '' || FOREIGN.test(trimmed)) return false;
	const padding = trimmed.indexOf('=');
	return padding < 0 || /^={1,2}$/.test(trimmed.slice(padding, padding + 3));
}
