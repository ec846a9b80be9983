import { toError } from '../errors/toError';
import type { ByteStream } from '../core/streams';
import { receive, SMALL_ANSWER_BYTES } from './receive';
import { readBody, type ReadResponse } from './response';
import type { HttpResponse } from './send';

/** An answer whose body, when it is a success, is still to be read. */
export interface OpenResponse extends Omit<ReadResponse, 'text' | 'json'> {
	readonly stream?: ByteStream;
	readonly refusal?: ReadResponse;
}

/** Leaves the body of a success to be streamed; that of a refusal was read already. */
export async function openBody(answer: HttpResponse): Promise<OpenResponse> {
	const { status, headers, body } = answer;
	if (Buffer.isBuffer(body)) return { status, headers, refusal: readBody(answer) };
	if (status < 300) return { status, headers, stream: body };
	// a refusal that breaks off is one all the same
	const text = await readBeginning(body).catch(() => Buffer.alloc(0));
	return { status, headers, refusal: readBody({ status, headers, body: text }) };
}

/** The beginning of a stream as one chunk, at most a megabyte of it unless more is allowed. */
export async function readBeginning(
	stream: ByteStream,
	limit = SMALL_ANSWER_BYTES,
	moved?: () => void,
): Promise<Buffer> {
	const { bytes, end, cause } = await receive(stream, limit, moved);
	if (end === 'brokeOff') throw toError(cause);
	return bytes;
}
