export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number, also where it comes as text. */
export function numberOrNull(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** No answer is nested so deep; walking one that is would overflow the stack, here or in n8n. */
const MAX_LEVELS = 100;

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
				if (depth >= MAX_LEVELS) parent[key] = TOO_DEEP;
				else next.push(child);
			}
		}
		level = next;
	}
	return root;
}

/** A text with more of them is no answer: nested, they take the parser seconds and gigabytes. */
const MAX_OPENING_BRACKETS = 100_000;

/** Counts outside quotes; what is quoted, such as base64, is passed over. */
function hasTooManyBrackets(text: string): boolean {
	let count = 0;
	let isQuoted = false;
	for (const [mark] of text.matchAll(/\\.|["[{]/gs)) {
		if (mark === '"') isQuoted = !isQuoted;
		else if (!isQuoted && mark.length === 1) count += 1;
		if (count > MAX_OPENING_BRACKETS) return true;
	}
	return false;
}

/** The value of a JSON text, at most a hundred levels of it; undefined where it is no JSON. */
export function parseJson(text: string): unknown {
	if (hasTooManyBrackets(text)) return undefined;
	try {
		return cutDeep(JSON.parse(text.replace(/^\ufeff/, '')) as unknown);
	} catch {
		return undefined;
	}
}

/** A value as a message shows it: as JSON, and not all of a long one. */
export function formatValue(value: unknown): string {
	// JSON would write null for NaN
	if (typeof value === 'number') return String(value);
	try {
		return JSON.stringify(value)?.slice(0, 200) ?? 'nothing';
	} catch {
		return 'a value that JSON has no words for';
	}
}

/** The same with its kind, for a value that is of the wrong one. */
export function describeValue(value: unknown): string {
	if (value === undefined || value === null) return String(value);
	if (typeof value === 'string' && value.trim() === '') return 'an empty text';
	if (typeof value !== 'object') return formatValue(value);
	const kind = Array.isArray(value) ? 'list' : 'object';
	if (Object.keys(value).length === 0) return `an empty ${kind}`;
	return `${kind === 'list' ? 'a list' : 'an object'}: ${formatValue(value)}`;
}

/** The value of a resource locator, which n8n hands over as it is where it can't take it out. */
export function locatorValue(given: unknown): string {
	const value =
		typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
	return String(value ?? '').trim();
}

const CENT = 0.01;

/** An amount in USD as everything says it: cents, or two digits of what is less than one. */
export const money = (usd: number): string =>
	`$${usd === 0 || usd >= CENT ? usd.toFixed(2) : String(Number(usd.toPrecision(2)))}`;
