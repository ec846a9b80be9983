import type { ByteStream } from '../core/streams';
import { asBuffer, streamLike, type Chunks } from '../core/streams';
import type { OpenFile } from './sources';

const opening = (mimeType: string): string => `{"data_urls":["data:${mimeType};base64,`;
const CLOSING = '"]}';

/** Length of the upload's body in bytes. */
export const bodyLength = (mimeType: string, fileBytes: number): number =>
	opening(mimeType).length + Math.ceil(fileBytes / 3) * 4 + CLOSING.length;

/**
 * Base64 of bytes that come in chunks: three bytes make four characters, so up to two of them wait
 * for the next chunk. Chunks are not joined, as that would copy the whole file once more.
 */
async function* base64Of(chunks: Chunks): AsyncGenerator<string> {
	let rest = Buffer.alloc(0);
	for await (const given of chunks) {
		const chunk = asBuffer(given);
		const missing = rest.length === 0 ? 0 : 3 - rest.length;
		const from = Math.min(missing, chunk.length);
		if (from > 0) rest = Buffer.concat([rest, chunk.subarray(0, from)]);
		if (rest.length === 3) {
			yield rest.toString('base64');
			rest = Buffer.alloc(0);
		}
		if (rest.length > 0) continue;
		const until = chunk.length - ((chunk.length - from) % 3);
		if (until > from) yield chunk.toString('base64', from, until);
		rest = Buffer.from(chunk.subarray(until));
	}
	if (rest.length > 0) yield rest.toString('base64');
}

async function* bodyOf(mimeType: string, chunks: Chunks): AsyncGenerator<Buffer> {
	yield Buffer.from(opening(mimeType));
	for await (const text of base64Of(chunks)) yield Buffer.from(text, 'latin1');
	yield Buffer.from(CLOSING);
}

/**
 * The body of `upload-asset` for one file: a stream that never holds the file, or text in memory mode.
 * @param chunks what the file's stream gives, where its beginning was read already
 */
export function uploadBody(
	mimeType: string,
	{ buffer, stream }: OpenFile,
	chunks: Chunks | undefined = stream,
): string | ByteStream {
	if (!stream || !chunks) return opening(mimeType) + (buffer?.toString('base64') ?? '') + CLOSING;
	return streamLike(stream, bodyOf(mimeType, chunks));
}
