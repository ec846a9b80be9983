import { parseJson } from '../core/json';
import type { HttpResponse } from './send';

/** An answer that was read to its end. */
export interface ReadResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly text: string;
	/** The body as JSON, or undefined when it is none. */
	readonly json: unknown;
}

export function readBody(answer: HttpResponse): ReadResponse {
	const text = Buffer.isBuffer(answer.body) ? answer.body.toString('utf8') : '';
	const json = text === '' ? undefined : parseJson(text);
	return { status: answer.status, headers: answer.headers, text, json };
}
