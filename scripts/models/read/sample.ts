import { nextFilled, type Line } from './lines';

/** What the printed sample says about the body of a request. */
export interface Sample {
	/** Names of the body, undefined where it could not be read. */
	keys: string[] | undefined;
	/** Names for which null is sent. */
	nulls: Set<string>;
	/** Slugs of the synchronous endpoints that the sample calls. */
	slugs: string[];
	/** Keys of an object, or of the objects in a list, by the name of it. */
	itemKeys: Map<string, string[]>;
}

export const NO_SAMPLE: Sample = {
	keys: undefined,
	nulls: new Set(),
	slugs: [],
	itemKeys: new Map(),
};

const FIRST_CODE =
	/^(?:import\s|from\s+\w+\s+import|const\s|let\s|var\s|curl\s|#!|\/\/|fetch\(|(?:url|api_key)\s*=)/;

/**
 * Index of the first line of the sample, or undefined. Its lines begin with their number, which most
 * browsers copy along.
 */
export function findCode(lines: Line[]): number | undefined {
	const found = lines.findIndex(({ text }, index) => {
		if (FIRST_CODE.test(text.replace(/^\s*1?/, ''))) return true;
		const next = lines[nextFilled(lines, index + 1)]?.text ?? '';
		return /^\s*1(?![\d.])/.test(text) && /^\s*2(?![\d.])/.test(next);
	});
	if (found < 0) return undefined;
	// some browsers copy the numbers as lines of their own
	return lines[found - 1]?.text.trim() === '1' ? found - 1 : found;
}

/** Takes the numbers away: each line begins with the one that is due, or has none. */
function withoutNumbers(lines: Line[]): string {
	let due = 1;
	if (!/^\s*1/.test(lines[0]?.text ?? '')) return lines.map(({ text }) => text).join('\n');
	return lines
		.map(({ text }) => {
			const [number] = new RegExp(`^\\s*${due}`).exec(text) ?? [];
			if (number === undefined) return text;
			due += 1;
			return text.slice(number.length);
		})
		.join('\n');
}

const BODY =
	/(?:\b(?:data|payload|body|json|params)\s*=\s*|JSON\.stringify\(\s*|(?:-d|--data(?:-raw)?)\s+')(?=\{)/;
const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

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

const inDoubleQuotes = (text: string): string =>
	text.startsWith("'")
		? `"${text
				.slice(1, -1)
				.replace(/\\'/g, "'")
				.replace(/(?<!\\)"/g, '\\"')}"`
		: text;

/** Python's words and quotes as JSON has them; a comma before a closing bracket goes. */
function asJson(python: string): string {
	const part = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\b(?:True|False|None)\b|,(?=\s*[}\]])/g;
	return python.replace(part, (found) => {
		if (found === ',') return '';
		return WORDS[found] ?? inDoubleQuotes(found);
	});
}

function readBody(code: string): Record<string, unknown> | undefined {
	const start = BODY.exec(code);
	const body = start && untilClosed(code.slice(start.index + start[0].length));
	if (!body) return undefined;
	try {
		return JSON.parse(asJson(body)) as Record<string, unknown>;
	} catch {
		return undefined;
	}
}

function keysOfItems(value: unknown): string[] {
	const items: unknown[] = Array.isArray(value) ? value : [value];
	return items.flatMap((item) =>
		item !== null && typeof item === 'object' ? Object.keys(item) : [],
	);
}

const CALLED = /api\.segmind\.com\/v1\/(?:models\/)?([A-Za-z0-9._-]+)["'`]/g;

const NULL = /(?<![\w.])["']?([A-Za-z_]\w*)["']?\s*[=:]\s*(?:None|null)\b/g;

/** What the printed sample sends. @param lines with the numbers that the page prints before them */
export function readSample(lines: Line[]): Sample {
	const code = withoutNumbers(lines);
	const body = readBody(code);
	// the call of a client has the same as arguments: mask=None
	const rest = code.replace(STRING, (text) => (!body && /^.\w+.$/.test(text) ? text : '""'));
	const named = [...rest.matchAll(NULL)].flatMap(([, name]) => (name ? [name] : []));
	const entries = Object.entries(body ?? {});
	const nulls = entries.flatMap(([key, value]) => (value === null ? [key] : []));
	return {
		keys: body && Object.keys(body),
		slugs: [...code.matchAll(CALLED)].flatMap(([, slug]) => (slug ? [slug] : [])),
		nulls: new Set([...nulls, ...named]),
		itemKeys: new Map(entries.map(([key, value]) => [key, keysOfItems(value)])),
	};
}
