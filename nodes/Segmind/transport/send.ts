import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { Stopped } from '../run/pause';
import type { Credential } from '../run/credential';

/** A stream as n8n hands it out. `stream` may not be imported, so only what is used is named. */
export type ByteStream = AsyncIterable<Uint8Array | string> & { destroy(): void };

export interface Call {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	/** Text, or a stream whose length `headers` states. */
	readonly body?: string | ByteStream;
	readonly headers?: Record<string, string>;
	/** True for the two hosts of the credential only. */
	readonly withKey: boolean;
	/** `stream` hands the body on unread. */
	readonly answer: 'bytes' | 'stream';
	readonly timeoutMs: number;
	/** Ends the call early, besides the stop of the execution. */
	readonly signal?: AbortSignal;
}

export interface Answer {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Buffer | ByteStream;
}

/** No answer. `unreachable` is certain that nothing was sent; `silence` is not. */
export class NoAnswer extends Error {
	constructor(
		readonly kind: 'unreachable' | 'silence',
		readonly code: string,
	) {
		super(kind);
	}
}

/** Codes of attempts that ended before a request could leave: no address, no route, no trust. */
const NEVER_SENT = new Set([
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REVOKED',
	'CERT_UNTRUSTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'EADDRNOTAVAIL',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'ERR_INVALID_URL',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_UNESCAPED_CHARACTERS',
	'HOSTNAME_MISMATCH',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What Node was doing when a connection could not be made; `ETIMEDOUT` alone doesn't tell. */
const BEFORE_CONNECTED = new Set(['connect', 'getaddrinfo']);

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** A text of a network fault, wherever n8n's or axios's error class keeps it. */
function textOf(thrown: unknown, keys: readonly string[], depth = 0): string {
	if (!isRecord(thrown) || depth > 3) return '';
	for (const key of keys) {
		const value = thrown[key];
		if (typeof value === 'string' && value !== '') return value;
	}
	return textOf(thrown.cause, keys, depth + 1) || textOf(thrown.errorResponse, keys, depth + 1);
}

function optionsFor(call: Call): IHttpRequestOptions {
	return {
		method: call.method,
		url: call.url,
		headers: { accept: 'application/json, text/plain, */*', ...call.headers },
		...(call.body !== undefined && { body: call.body as IHttpRequestOptions['body'] }),
		encoding: call.answer === 'stream' ? 'stream' : 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// core keeps x-api-key on redirects to other hosts
		disableFollowRedirect: call.withKey,
		timeout: Math.max(1, Math.ceil(call.timeoutMs)),
		...(call.signal && { abortSignal: call.signal }),
	};
}

/**
 * The one function that talks HTTP.
 * @throws NoAnswer, or Stopped when the execution was stopped meanwhile
 */
export async function send(
	ctx: IExecuteFunctions,
	credential: Credential,
	call: Call,
): Promise<Answer> {
	const stop = ctx.getExecutionCancelSignal();
	if (stop?.aborted) throw new Stopped();
	try {
		const options = optionsFor(call);
		const response = (
			call.withKey
				? // n8n sets its own abort signal here, and needs no second decryption
					await ctx.helpers.httpRequestWithAuthentication.call(ctx, 'segmindApi', options, {
						credentialsDecrypted: credential.decrypted,
					})
				: await ctx.helpers.httpRequest(options)
		) as IN8nHttpFullResponse;
		return {
			status: response.statusCode,
			headers: response.headers,
			body: response.body as unknown as Answer['body'],
		};
	} catch (thrown) {
		throw toNoAnswer(thrown, stop);
	}
}

function toNoAnswer(thrown: unknown, stop: AbortSignal | undefined): NoAnswer | Stopped {
	if (stop?.aborted) return new Stopped();
	const code = textOf(thrown, ['code', 'httpCode']);
	const neverSent = NEVER_SENT.has(code) || BEFORE_CONNECTED.has(textOf(thrown, ['syscall']));
	return new NoAnswer(neverSent ? 'unreachable' : 'silence', code);
}
