/** A stream as n8n hands it out. `stream` may not be imported, so only what is used is named. */
export type ByteStream = AsyncIterable<Uint8Array | string> & { destroy(): void };

/** What a stream of bytes gives, one after the other. */
export type Chunks = AsyncIterable<Uint8Array | string>;

/** Streams give buffers, which stay what they are: copied, each piece would take its memory twice. */
export const asBuffer = (piece: Uint8Array | string): Buffer =>
	Buffer.isBuffer(piece) ? piece : Buffer.from(piece as Uint8Array);

/**
 * Looks at the beginning of a stream.
 * @param count bytes that are wanted; more may come, less only from a shorter stream
 * @returns the beginning, and everything with the beginning put back. Whoever doesn't read all of it
 * to the end has to destroy the stream.
 */
export async function peek(
	stream: Chunks,
	count: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
	const pieces = stream[Symbol.asyncIterator]();
	const taken: Buffer[] = [];
	for (let length = 0; length < count; length += taken.at(-1)?.length ?? 0) {
		const next = await pieces.next();
		if (next.done) break;
		taken.push(asBuffer(next.value));
	}
	async function* all(): AsyncGenerator<Buffer> {
		for (let piece = taken.shift(); piece; piece = taken.shift()) yield piece;
		for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
			yield asBuffer(next.value);
		}
	}
	const [first] = taken;
	return { head: first && taken.length === 1 ? first : Buffer.concat(taken), all: all() };
}

interface StreamMaker {
	from(pieces: AsyncIterable<Uint8Array>, options: { objectMode: boolean }): ByteStream;
}

/**
 * A stream out of pieces, of the same class as another. `stream` may not be imported, but every
 * stream of n8n inherits `from` from it.
 */
export function streamLike(like: ByteStream, pieces: AsyncIterable<Uint8Array>): ByteStream {
	const maker = like.constructor as unknown as StreamMaker;
	return maker.from(pieces, { objectMode: false });
}
