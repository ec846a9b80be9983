import { clock } from '../core/clock';
import { parseJson } from '../core/json';
import { asBuffer, type ByteStream } from '../core/bytes';
import { toError } from '../errors/problem';

export interface HttpResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Buffer | ByteStream;
}

/** What tells of a job, an upload or the account, in bytes. */
export const MAX_ANSWER_BYTES = 1_000_000;

/** Base64 text in an answer may be as long as an image. Counted unpacked, in bytes. */
export const MAX_RESULT_BYTES = 100_000_000;

/** The largest file that is fetched, in bytes. */
export const MAX_FILE_BYTES = 2_000_000_000;

/** An answer that sends nothing for so long has stalled. */
const STALL_MS = 30_000;

/** An answer is longer than such an answer may be. */
export class TooLarge extends Error {
	/** @param limitBytes what it may have */
	constructor(readonly limitBytes: number) {
		super('too large');
	}
}

/** How often it is looked at what is being read: no timers are available here. */
const CHECK_MS = 1000;

/**
 * Ends a read that stalls.
 * @param stall aborted then, and when the execution is stopped
 * @param notBeforeMs moment before which nothing is ended
 * @param untilMs moment at which it is ended, moving or not
 */
export function guardAgainstStall(
	{ signal }: { readonly signal: AbortSignal | undefined },
	stall: { abort(): void },
	notBeforeMs = 0,
	untilMs = Infinity,
): { moved: () => void; end: () => void } {
	let movedAtMs = clock.now();
	let isOver = false;
	const abort = () => stall.abort();
	const end = () => {
		isOver = true;
		signal?.removeEventListener('abort', abort);
	};
	const watch = async () => {
		while (!isOver && !signal?.aborted) {
			await clock.sleep(CHECK_MS);
			const nowMs = clock.now();
			const stalled = nowMs - movedAtMs > STALL_MS && nowMs > notBeforeMs;
			if (isOver || (!stalled && nowMs < untilMs)) continue;
			end();
			abort();
		}
	};
	if (signal?.aborted) abort();
	signal?.addEventListener('abort', abort, { once: true });
	void watch();
	return { moved: () => (movedAtMs = clock.now()), end };
}

/**
 * Ends the reading of a body. n8n hands it out as a generator around the connection, and to destroy
 * one that waits for its next piece wakes nobody (axios from 1.18 on, in n8n 1.123 and 2.41).
 */
export function breakOff(stream: ByteStream): void {
	// where nobody reads at that moment, an error that nobody hears ends n8n's process
	stream.on?.('error', () => undefined);
	stream.emit?.('error', new Error('The connection stood still'));
	stream.destroy();
}

/** What came of a body. `cause` is what ended it early. */
export interface Received {
	readonly bytes: Buffer;
	readonly end: 'complete' | 'tooLarge' | 'brokeOff';
	readonly cause?: unknown;
}

/**
 * Reads a body as far as it comes and may come; never rejects.
 * @param limitBytes more is neither read nor kept
 * @param moved called for every chunk, so that a stall is noticed
 */
export async function receive(
	stream: ByteStream,
	limitBytes: number,
	moved?: () => void,
): Promise<Received> {
	const chunks: Buffer[] = [];
	let length = 0;
	const soFar = () => Buffer.concat(chunks);
	try {
		for await (const chunk of stream) {
			moved?.();
			const bytes = asBuffer(chunk);
			const room = limitBytes - length;
			chunks.push(bytes.length > room ? bytes.subarray(0, room) : bytes);
			length += bytes.length;
			if (length > limitBytes) return { bytes: soFar(), end: 'tooLarge' };
		}
		return { bytes: soFar(), end: 'complete' };
	} catch (cause) {
		return { bytes: soFar(), end: 'brokeOff', cause };
	}
}

/**
 * A body as one chunk.
 * @throws TooLarge, or what the stream throws when it breaks off
 */
export async function receiveWhole(
	stream: ByteStream,
	limitBytes: number,
	moved?: () => void,
): Promise<Buffer> {
	const { bytes, end, cause } = await receive(stream, limitBytes, moved);
	if (end === 'tooLarge') throw new TooLarge(limitBytes);
	if (end === 'brokeOff') throw toError(cause);
	return bytes;
}

/** An answer that was read to its end. */
export interface ReadResponse extends Omit<HttpResponse, 'body'> {
	readonly text: string;
	/** The body as JSON, or undefined when it is none. */
	readonly json: unknown;
}

export function readBody({ status, headers, body }: HttpResponse): ReadResponse {
	const text = Buffer.isBuffer(body) ? body.toString('utf8') : '';
	return { status, headers, text, json: text === '' ? undefined : parseJson(text) };
}

/** An answer whose body, when it is a success, is still to be read. */
export interface OpenResponse extends Omit<HttpResponse, 'body'> {
	readonly stream?: ByteStream;
	readonly refusal?: ReadResponse;
}

/** Leaves the body of a success to be streamed; that of a refusal was read already. */
export function openBody(answer: HttpResponse): OpenResponse {
	const { status, headers, body } = answer;
	return {
		status,
		headers,
		...(Buffer.isBuffer(body) ? { refusal: readBody(answer) } : { stream: body }),
	};
}
