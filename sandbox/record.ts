import { createHash } from 'node:crypto';
import type { Exchange } from './http';

const DATA_URL = /^data:([\w.+-]+\/[\w.+-]+);base64,/;

/** Replaces data URLs by what tests ask about, so that the records stay small. */
function condense(json: unknown): unknown {
	if (typeof json === 'string') {
		const mimeType = DATA_URL.exec(json.slice(0, 100))?.[1];
		if (mimeType === undefined) return json;
		const bytes = Buffer.from(json.slice(json.indexOf(',') + 1), 'base64');
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		return { bytes: bytes.length, mimeType, sha256 };
	}
	if (Array.isArray(json)) return json.map(condense);
	if (typeof json !== 'object' || json === null) return json;
	return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, condense(value)]));
}

/** The body as it goes into the records: JSON condensed, text as it is, null when there is none. */
export function recordBody({ raw, json, headers }: Exchange): unknown {
	if (raw.length === 0) return null;
	if (headers['content-type']?.startsWith('multipart/')) return { multipartBytes: raw.length };
	return json === undefined ? raw.toString('utf8').slice(0, 2000) : condense(json);
}
