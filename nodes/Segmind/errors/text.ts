/** Longest piece of somebody else's text that a description carries, in characters. */
const LONGEST_TEXT = 600;

/** What a Segmind key looks like, should an answer ever repeat it. */
const KEY_LIKE = /SG_[A-Za-z0-9]+/g;

/** Text from outside, fit to be shown: no markup, no keys, no line breaks, not endless. */
export function presentable(text: string, key?: string): string {
	const bare = text
		.replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(KEY_LIKE, 'SG_…')
		.replace(/\s+/g, ' ')
		.trim();
	const hidden = key ? bare.split(key).join('…') : bare;
	return hidden.length > LONGEST_TEXT ? `${hidden.slice(0, LONGEST_TEXT)}…` : hidden;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/**
 * The words in an answer that is not a success: `error`, `error_description` or `message` of a JSON
 * body, else the body as text (405 comes as HTML).
 */
export function apiTextOf(body: unknown, raw: string): string {
	if (isRecord(body)) {
		for (const key of ['error', 'error_description', 'error_message', 'message', 'detail']) {
			const value = body[key];
			if (typeof value === 'string' && value !== '') {
				const more = key === 'error' ? body.error_description : undefined;
				return typeof more === 'string' && more !== value ? `${value}: ${more}` : value;
			}
			if (Array.isArray(value)) return JSON.stringify(value);
			// a failed workflow says why within an object
			if (isRecord(value)) return apiTextOf(value, JSON.stringify(value));
		}
	}
	return raw;
}
