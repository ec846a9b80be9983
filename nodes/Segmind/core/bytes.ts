/** The start of a data URL is never longer, in characters. */
const MAX_PREFIX_LENGTH = 256;

const PREFIX = /^data:[^,]*;base64,/;

/** Blanks stand in sentences, line breaks in both. */
const FOREIGN = /[^A-Za-z0-9+/=\r\n]/;

/** What stands behind `data:…;base64,`, or undefined for a text that does not begin so. */
export function dataUrlContent(text: string): string | undefined {
	const prefix = PREFIX.exec(text.slice(0, MAX_PREFIX_LENGTH))?.[0];
	return prefix === undefined ? undefined : text.slice(prefix.length);
}

/** Whether a text is base64 and nothing else. Each letter is read once. */
export function isBase64(text: string): boolean {
	const trimmed = text.trimEnd();
	if (trimmed === '' || FOREIGN.test(trimmed)) return false;
	const padding = trimmed.indexOf('=');
	return padding < 0 || /^={1,2}$/.test(trimmed.slice(padding, padding + 3));
}

/**
 * Short name for content: the first 16 hexadecimal digits of its SHA-256. Compares inputs of one
 * execution with each other; protects nothing.
 */
export async function shortHash(content: string | Uint8Array): Promise<string> {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const digest = await crypto.subtle.digest('SHA-256', Buffer.from(bytes));
	return Buffer.from(digest).toString('hex').slice(0, 16);
}

/** A stream as n8n hands it out. `stream` may not be imported, so only what is used is named. */
export type ByteStream = AsyncIterable<Uint8Array | string> & {
	destroy(): void;
	emit?(event: 'error', error: Error): unknown;
	on?(event: 'error', listener: () => void): unknown;
};

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
