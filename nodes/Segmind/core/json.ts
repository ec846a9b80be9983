export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number, also where it comes as text. */
export function numberOrNull(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** No answer is nested so deep; walking one that is would overflow the stack, here or in n8n. */
const DEEPEST = 100;

/** Replaces everything below. */
const TOO_DEEP = '…';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** Cuts off what is nested too deep, without recursion. */
function cutDeep(root: unknown): unknown {
	let level = isObject(root) ? [root] : [];
	for (let depth = 1; level.length > 0; depth += 1) {
		const next: Array<Record<string, unknown>> = [];
		for (const parent of level) {
			for (const key of Object.keys(parent)) {
				const child = parent[key];
				if (!isObject(child)) continue;
				if (depth >= DEEPEST) parent[key] = TOO_DEEP;
				else next.push(child);
			}
		}
		level = next;
	}
	return root;
}

/** Nested so deep, a text takes the parser seconds and gigabytes. */
const DEEPEST_TEXT = 100_000;

const [QUOTE, BACKSLASH, OPENING, CLOSING] = ['"', '\\', '[{', ']}'] as const;

/** Where a text in quotes ends. @param from behind its first quote */
function endOfQuoted(text: string, from: number): number {
	for (let end = text.indexOf(QUOTE, from); end >= 0; end = text.indexOf(QUOTE, end + 1)) {
		let before = end;
		while (before > from && text[before - 1] === BACKSLASH) before -= 1;
		if ((end - before) % 2 === 0) return end;
	}
	return text.length;
}

/** Whether a text can be nested too deep by this bracket; most hold few, and are not scanned. */
function hasMany(text: string, bracket: string): boolean {
	let at = -1;
	for (let count = 0; count <= DEEPEST_TEXT / 2; count += 1) {
		at = text.indexOf(bracket, at + 1);
		if (at < 0) return false;
	}
	return true;
}

/** Counts brackets outside quotes; what is quoted, such as base64, is skipped. */
function isTooDeep(text: string): boolean {
	if (!hasMany(text, '[') && !hasMany(text, '{')) return false;
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		const letter = text[at] ?? '';
		if (letter === QUOTE) at = endOfQuoted(text, at + 1);
		else if (OPENING.includes(letter)) depth += 1;
		else if (CLOSING.includes(letter)) depth -= 1;
		if (depth > DEEPEST_TEXT) return true;
	}
	return false;
}

/** The value of a JSON text, at most a hundred levels of it; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
	if (isTooDeep(text)) return undefined;
	try {
		return cutDeep(JSON.parse(text.replace(/^\ufeff/, '')) as unknown);
	} catch {
		return undefined;
	}
}
