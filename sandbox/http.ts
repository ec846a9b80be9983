import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultKind, RecordedRequest, ServerName, Step } from './types';
import type { Subject } from './faults/plan';
import type { Job } from './jobs';
import type { World } from './world';
import { createHash } from 'node:crypto';

/** One request, its body read. */
export interface Exchange {
	world: World;
	server: ServerName;
	method: string;
	path: string;
	query: URLSearchParams;
	/** Lower-case names. */
	headers: Record<string, string>;
	/** Where the answer goes. */
	response: ServerResponse;
	raw: Buffer;
	/** The body parsed, undefined when it is no JSON. */
	json: unknown;
	record: RecordedRequest;
	/** A fault that the handler itself has to act out; see faults/kinds.ts. */
	fault?: FaultKind;
	/** The job that a submit or sync call made, for `answered`. */
	job?: Job;
}

export interface Reply {
	status: number;
	headers: Record<string, string>;
	pieces: readonly Buffer[];
	/** Called when the whole answer, unspoiled, has left for the client. */
	delivered?: () => unknown;
}

export interface Route {
	server: ServerName;
	method: 'GET' | 'POST';
	/** Matched against the path; its groups go to the functions. */
	path: RegExp;
	step?: Step;
	subject?: (exchange: Exchange, groups: string[]) => Subject;
	handle: (exchange: Exchange, groups: string[]) => Promise<Reply>;
}

export function bytesReply(
	status: number,
	contentType: string,
	pieces: readonly Buffer[],
	headers: Record<string, string> = {},
): Reply {
	return { status, headers: { 'content-type': contentType, ...headers }, pieces };
}

export function jsonReply(
	status: number,
	json: unknown,
	headers: Record<string, string> = {},
): Reply {
	return bytesReply(status, 'application/json', [Buffer.from(JSON.stringify(json))], headers);
}

/** The documented envelope of an error. */
export function errorReply(status: number, error: string, headers: Record<string, string> = {}) {
	return jsonReply(status, { error }, headers);
}

export function htmlReply(status: number, title: string): Reply {
	const html = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
	return bytesReply(status, 'text/html; charset=utf-8', [Buffer.from(html)]);
}

/** The body as JSON, or undefined when it is none. */
export function parseJson(raw: Buffer): unknown {
	try {
		return JSON.parse(raw.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}

/** The whole body; rejects when the client goes away in the middle of it. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

export const MISSING_KEY = 'Missing Authorization or x-api-key in header';
export const INVALID_KEY = 'Unauthorized. API key is invalid or may have expired.';

/** The documented body of a 401, which differs from that of other errors. */
export function unauthorized(error: string): Reply {
	return jsonReply(401, { error, error_description: error, status_code: 401 });
}

/** Undefined when the request carries the right key in `x-api-key`, else the refusal. */
export function refuseKey({ headers, world }: Exchange): Reply | undefined {
	const key = headers['x-api-key'];
	// A bearer token counts as no key: the inference gateway refuses it.
	if (key === undefined || key === '') return unauthorized(MISSING_KEY);
	return key === world.settings.apiKey ? undefined : unauthorized(INVALID_KEY);
}

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
