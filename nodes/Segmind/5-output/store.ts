import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { asIs } from '../errors/asIs';
import { SNIFF_BYTES, type FileType } from '../2-images/sniff';
import { endFinder } from '../2-images/whole';
import type { ByteStream } from '../transport/send';
import { fileNameFor, type Naming } from './naming';
import { IMAGES, type Hint, type Taking } from './taking';

/** A file in n8n's binary storage. */
export interface StoredFile {
	readonly binary: IBinaryData;
	readonly fileName: string;
	readonly mimeType: string;
	/** Without a dot. */
	readonly extension: string;
	readonly bytes: number;
}

/** Why bytes were not kept. `head` is the beginning of what came instead. */
export type Rejected = {
	readonly rejected: 'notAnImage' | 'notTheFile' | 'incomplete' | 'empty';
	readonly head: string;
};

/** How a stream is kept. */
export interface Keeping {
	/** Images where nothing is said. */
	readonly taking?: Taking;
	readonly hint?: Hint;
	/** Length that was announced, in bytes. */
	readonly expected?: number;
	/** Told of every piece, so that a standstill can be noticed. */
	readonly moved?: () => void;
}

export const isRejected = (outcome: StoredFile | Rejected): outcome is Rejected =>
	'rejected' in outcome;

interface StreamMaker {
	from(pieces: AsyncIterable<Uint8Array>, options: { objectMode: boolean }): ByteStream;
}

/** First bytes of a stream, and the rest with them put back. */
async function peek(stream: AsyncIterable<Uint8Array | string>): Promise<{
	head: Buffer;
	all: AsyncGenerator<Buffer>;
}> {
	const pieces = stream[Symbol.asyncIterator]();
	const taken: Buffer[] = [];
	let length = 0;
	while (length < SNIFF_BYTES) {
		const next = await pieces.next();
		if (next.done) break;
		taken.push(Buffer.from(next.value as Uint8Array));
		length += next.value.length;
	}
	async function* all(): AsyncGenerator<Buffer> {
		yield* taken;
		for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
			yield Buffer.from(next.value as Uint8Array);
		}
	}
	return { head: Buffer.concat(taken), all: all() };
}

/** Thrown inside a stream so that n8n's storage gives up a file that turned out incomplete. */
class Incomplete extends Error {}

/** Passes bytes on, and at the end makes sure that the image is whole. */
async function* checked(
	bytes: AsyncIterable<Buffer>,
	type: FileType,
	expected: number | undefined,
	count: (size: number) => void,
): AsyncGenerator<Buffer> {
	let size = 0;
	const end = endFinder(type);
	for await (const piece of bytes) {
		size += piece.length;
		end.feed(piece);
		yield piece;
	}
	count(size);
	const cut = expected !== undefined && size !== expected;
	if (cut || !end.whole()) throw new Incomplete();
}

/**
 * Puts an image into n8n's binary storage as it comes in, under the type that its bytes have. What
 * is no image (or nothing that `taking` takes), or not all of one, is not kept.
 * @throws what the stream throws when it breaks off
 */
export async function storeStream(
	ctx: IExecuteFunctions,
	stream: ByteStream,
	naming: Naming,
	{ taking = IMAGES, hint = {}, expected, moved }: Keeping = {},
): Promise<StoredFile | Rejected> {
	const { head, all } = await peek(stream);
	const type = taking.typeOf(head, hint);
	if (!type) {
		stream.destroy();
		const text = head.toString('utf8', 0, 200);
		return { rejected: head.length === 0 ? 'empty' : taking.refused, head: text };
	}
	let bytes = 0;
	let complete = true;
	const watched = async function* (): AsyncGenerator<Buffer> {
		try {
			for await (const piece of checked(all, type, expected, (size) => (bytes = size))) {
				moved?.();
				yield piece;
			}
		} catch (thrown) {
			complete = !(thrown instanceof Incomplete);
			throw asIs(thrown);
		}
	};
	const maker = stream.constructor as unknown as StreamMaker;
	const fileName = fileNameFor(naming, type);
	try {
		const binary = await ctx.helpers.prepareBinaryData(
			maker.from(watched(), { objectMode: false }) as never,
			fileName,
			type.mimeType,
		);
		return { binary, fileName, ...type, bytes };
	} catch (thrown) {
		if (!complete) return { rejected: 'incomplete', head: '' };
		throw asIs(thrown);
	}
}

/** The same for bytes that came as base64 text. */
export async function storeBuffer(
	ctx: IExecuteFunctions,
	content: Buffer,
	naming: Naming,
	taking: Taking = IMAGES,
): Promise<StoredFile | Rejected> {
	const type = taking.typeOf(content, {});
	if (!type) {
		const rejected = content.length === 0 ? 'empty' : taking.refused;
		return { rejected, head: content.toString('utf8', 0, 200) };
	}
	const end = endFinder(type);
	end.feed(content);
	if (!end.whole()) return { rejected: 'incomplete', head: '' };
	const fileName = fileNameFor(naming, type);
	const binary = await ctx.helpers.prepareBinaryData(content, fileName, type.mimeType);
	return { binary, fileName, ...type, bytes: content.length };
}
