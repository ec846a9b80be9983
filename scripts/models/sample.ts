import type { Line } from './lines';

const BODY = /\b(?:data|payload)\s*=\s*\{/;

/** The text from the opening brace to the one that closes it, strings left aside. */
function untilClosed(text: string): string | undefined {
	let depth = 0;
	for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]/g)) {
		if (match[0] === '{') depth += 1;
		if (match[0] === '}') depth -= 1;
		if (depth === 0 && match[0] === '}') return text.slice(0, match.index + 1);
	}
	return undefined;
}

const WORDS: Record<string, string> = { True: 'true', False: 'false', None: 'null' };

/** Python's words as JSON has them, outside of strings; a comma before a closing bracket goes. */
const asJson = (python: string): string =>
	python
		.replace(/"(?:[^"\\]|\\.)*"|\b(?:True|False|None)\b/g, (part) => WORDS[part] ?? part)
		.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === ',' ? '' : part));

/**
 * The body that the printed sample sends, or undefined where it can't be read: only whether it sends
 * null is taken from it.
 * @param lines with the numbers that the page prints before them
 */
export function readSample(lines: Line[]): Record<string, unknown> | undefined {
	const code = lines.map(({ text }) => text.replace(/^\s*\d+/, '')).join('\n');
	const start = BODY.exec(code);
	const body = start && untilClosed(code.slice(start.index + start[0].length - 1));
	if (!body) return undefined;
	try {
		return JSON.parse(asJson(body)) as Record<string, unknown>;
	} catch {
		return undefined;
	}
}
