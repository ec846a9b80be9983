import type { ByteStream } from '../core/streams';
import { asBuffer, streamLike, type Chunks } from '../core/streams';
import type { OpenFile } from './sources';

const opening = (mimeType: string): string => `{"data_urls":["data:${mimeType};base64,`;
const CLOSING = '"]}';

/** Length of the upload's body in bytes. */
export const bodyLength = (mimeType: string, fileBytes: number): number =>
	opening(mimeType).length + Math.ceil(fileBytes / 3) * 4 + CLOSING.length;

/**
 * Base64 of bytes that come in pieces: three bytes make four characters, so up to two of them wait
 * for the next piece. Chunks are not joined, as that would copy the whole file once more.
 */
async function* base64Of(pieces: Chunks): AsyncGenerator<string> {
	let rest = Buffer.alloc(0);
	for await (const given of pieces) {
		const piece = asBuffer(given);
		const missing = rest.length === 0 ? 0 : 3 - rest.length;
		const from = Math.min(missing, piece.length);
		if (from > 0) rest = Buffer.concat([rest, piece.subarray(0, from)]);
		if (rest.length === 3) {
			yield rest.toString('base64');
			rest = Buffer.alloc(0);
		}
		if (rest.length > 0) continue;
		const until = piece.length - ((piece.length - from) % 3);
		if (until > from) yield piece.toString('base64', from, until);
		rest = Buffer.from(piece.subarray(until));
	}
	if (rest.length > 0) yield rest.toString('base64');
}

async function* bodyOf(mimeType: string, pieces: Chunks): AsyncGenerator<Buffer> {
	yield Buffer.from(opening(mimeType));
	for await (const text of base64Of(pieces)) yield Buffer.from(text, 'latin1');
	yield Buffer.from(CLOSING);
}

/**
 * The body of `upload-asset` for one file: a stream that never holds the file, or text in memory mode.
 * @param pieces what the file's stream gives, where its beginning was looked at already
 */
export function uploadBody(
	mimeType: string,
	{ buffer, stream }: OpenFile,
	pieces: Chunks | undefined = stream,
): string | ByteStream {
	if (!stream || !pieces) return opening(mimeType) + (buffer?.toString('base64') ?? '') + CLOSING;
	return streamLike(stream, bodyOf(mimeType, pieces));
}
