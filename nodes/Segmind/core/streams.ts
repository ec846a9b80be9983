/** A stream as n8n hands it out. `stream` may not be imported, so only what is used is named. */
export type ByteStream = AsyncIterable<Uint8Array | string> & { destroy(): void };

/** What a stream of bytes gives, one after the other. */
export type Chunks = AsyncIterable<Uint8Array | string>;

/** Streams give buffers, which stay what they are: copied, each chunk would take its memory twice. */
export const asBuffer = (chunk: Uint8Array | string): Buffer =>
	Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as Uint8Array);

/**
 * Reads the beginning of a stream.
 * @param count bytes that are wanted; more may come, less only from a shorter stream
 * @param moved called for every chunk that is read for it
 * @returns the beginning, and everything with the beginning put back. Whoever doesn't read all of it
 * to the end has to destroy the stream.
 */
export async function peek(
	stream: Chunks,
	count: number,
	moved?: () => void,
): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
	const chunks = stream[Symbol.asyncIterator]();
	const taken: Buffer[] = [];
	for (let length = 0; length < count; length += taken.at(-1)?.length ?? 0) {
		const next = await chunks.next();
		if (next.done) break;
		moved?.();
		taken.push(asBuffer(next.value));
	}
	async function* all(): AsyncGenerator<Buffer> {
		for (let chunk = taken.shift(); chunk; chunk = taken.shift()) yield chunk;
		for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
			yield asBuffer(next.value);
		}
	}
	const [first] = taken;
	return { head: first && taken.length === 1 ? first : Buffer.concat(taken), all: all() };
}

interface StreamMaker {
	from(chunks: AsyncIterable<Uint8Array>, options: { objectMode: boolean }): ByteStream;
}

/**
 * A stream out of chunks, of the same class as another. `stream` may not be imported, but every
 * stream of n8n inherits `from` from it.
 */
export function streamLike(like: ByteStream, chunks: AsyncIterable<Uint8Array>): ByteStream {
	const maker = like.constructor as unknown as StreamMaker;
	return maker.from(chunks, { objectMode: false });
}
