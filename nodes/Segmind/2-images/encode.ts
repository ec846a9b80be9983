import type { ByteStream } from '../transport/send';
import type { OpenFile } from './source';

const opening = (mimeType: string): string => `{"data_urls":["data:${mimeType};base64,`;
const CLOSING = '"]}';

/** Length of the upload's body in bytes. */
export const bodyLength = (mimeType: string, fileBytes: number): number =>
	opening(mimeType).length + Math.ceil(fileBytes / 3) * 4 + CLOSING.length;

/** Base64 of a stream, piece by piece: three bytes make four characters, the rest waits for its turn. */
async function* base64Of(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
	let rest = Buffer.alloc(0);
	for await (const chunk of stream) {
		const bytes = Buffer.concat([rest, Buffer.from(chunk as Uint8Array)]);
		const whole = bytes.length - (bytes.length % 3);
		rest = bytes.subarray(whole);
		if (whole > 0) yield bytes.toString('base64', 0, whole);
	}
	if (rest.length > 0) yield rest.toString('base64');
}

async function* bodyOf(mimeType: string, stream: ByteStream): AsyncGenerator<string> {
	yield opening(mimeType);
	yield* base64Of(stream);
	yield CLOSING;
}

interface StreamMaker {
	from(pieces: AsyncIterable<string>, options: { objectMode: boolean }): ByteStream;
}

/**
 * The class that can make a stream out of pieces. `stream` may not be imported, but every stream of
 * n8n inherits `from` from it.
 */
const makerOf = (stream: ByteStream): StreamMaker => stream.constructor as unknown as StreamMaker;

/** The body of `upload-asset` for one file: a stream that never holds the file, or text in memory mode. */
export function uploadBody(mimeType: string, file: OpenFile): string | ByteStream {
	if (file.buffer) return opening(mimeType) + file.buffer.toString('base64') + CLOSING;
	const stream = file.stream as ByteStream;
	return makerOf(stream).from(bodyOf(mimeType, stream), { objectMode: false });
}
