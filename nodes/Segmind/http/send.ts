import type { ByteStream } from '../core/bytes';
import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { toError } from '../errors/problem';
import { bytesWithoutKey, withoutKey } from '../errors/presentable';
import { clock, Stopped } from '../core/clock';
import type { Credential } from './context';
import { toNoAnswer } from './networkError';
import {
	breakOff,
	guardAgainstStall,
	receive,
	MAX_ANSWER_BYTES,
	TooLarge,
	type HttpResponse,
	type Received,
} from './response';

export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	/** Text, or a stream whose length `headers` states. */
	readonly body?: string | ByteStream;
	readonly headers?: Record<string, string>;
	/** True for the two hosts of the credential only. */
	readonly withKey: boolean;
	/** `stream` hands the body of a success on unread. */
	readonly answer: 'bytes' | 'stream';
	/** For the answer to begin; an answer as bytes must also have come to its end by then. */
	readonly timeoutMs: number;
	/** Longest answer that is read here, unpacked; a megabyte where nothing is said. */
	readonly limitBytes?: number;
	/** True to get redirects handed out; a call with the key never follows one. */
	readonly staysHere?: boolean;
	/** Ends the call early, besides the stop of the execution. */
	readonly signal?: AbortSignal;
}

/** Node's timers can't be longer, and end at once when they are set to more. */
const MAX_TIMER_MS = 2_147_483_647;

function optionsFor(call: HttpRequest): IHttpRequestOptions {
	return {
		method: call.method,
		url: call.url,
		headers: { accept: 'application/json, text/plain, */*', ...call.headers },
		...(call.body !== undefined && { body: call.body as IHttpRequestOptions['body'] }),
		// only a stream can be read with a limit, and n8n hands it out unpacked
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// core keeps x-api-key on redirects to other hosts
		disableFollowRedirect: call.withKey || call.staysHere === true,
		timeout: Math.min(MAX_TIMER_MS, Math.max(1, Math.ceil(call.timeoutMs))),
		...(call.signal && { abortSignal: call.signal }),
	};
}

/** Reads a body to its end, but not for longer than the call may take. */
async function readBounded(
	stream: ByteStream,
	limitBytes: number,
	signal: AbortSignal | undefined,
	untilMs: number,
): Promise<Received> {
	const guard = guardAgainstStall({ signal }, { abort: () => breakOff(stream) }, 0, untilMs);
	try {
		return await receive(stream, limitBytes, guard.moved);
	} finally {
		guard.end();
	}
}

/** A request ID or a figure is shown and kept, so it must not be the key. */
const headersWithoutKey = (
	headers: Readonly<Record<string, unknown>>,
	key: string,
): HttpResponse['headers'] =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			typeof value === 'string' ? withoutKey(value, key) : value,
		]),
	);

/** What is no success is of use as far as it came. @throws TooLarge, or what broke it off */
function bodyOf(status: number, { bytes, end, cause }: Received, limitBytes: number): Buffer {
	if (status >= 300 || end === 'complete') return bytes;
	throw end === 'tooLarge' ? new TooLarge(limitBytes) : toError(cause);
}

/**
 * The one function that talks HTTP.
 * @throws NetworkError, Blocked, TooLarge, or Stopped when the execution was stopped meanwhile
 */
export async function send(
	ctx: IExecuteFunctions,
	credential: Credential,
	call: HttpRequest,
): Promise<HttpResponse> {
	const stop = ctx.getExecutionCancelSignal();
	if (stop?.aborted) throw new Stopped();
	const untilMs = clock.now() + call.timeoutMs;
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
		const status = response.statusCode;
		const headers = headersWithoutKey(response.headers, credential.key);
		const body = response.body as unknown as HttpResponse['body'];
		if (Buffer.isBuffer(body) || (call.answer === 'stream' && status < 300)) {
			return { status, headers, body };
		}
		const limit = status < 300 ? (call.limitBytes ?? MAX_ANSWER_BYTES) : MAX_ANSWER_BYTES;
		const received = await readBounded(body, limit, stop, untilMs);
		if (stop?.aborted) throw new Stopped();
		const bytes = bodyOf(status, received, limit);
		return { status, headers, body: bytesWithoutKey(bytes, credential.key) };
	} catch (thrown) {
		throw thrown instanceof TooLarge ? thrown : toNoAnswer(thrown, stop);
	}
}
