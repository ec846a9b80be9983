import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { asIs } from '../errors/asIs';
import { peek, streamLike } from '../2-images/pieces';
import { SNIFF_BYTES } from '../2-images/sniff';
import { sniffMedia } from '../2-images/sniffMedia';
import { endFinder, type EndFinder } from '../2-images/whole';
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

/** Thrown inside a stream so that n8n's storage gives up a file that turned out incomplete. */
class Incomplete extends Error {}

/** Bytes that tell no format have no structure to go by, whatever name or type they came under. */
const endOf = (head: Buffer): EndFinder =>
	endFinder(sniffMedia(head) ?? { mimeType: '', extension: '' });

/** Passes bytes on, and at the end makes sure that the image is whole. */
async function* checked(
	bytes: AsyncIterable<Buffer>,
	end: EndFinder,
	expected: number | undefined,
	count: (size: number) => void,
): AsyncGenerator<Buffer> {
	let size = 0;
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
	const { head, all } = await peek(stream, SNIFF_BYTES);
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
			for await (const piece of checked(all, endOf(head), expected, (size) => (bytes = size))) {
				moved?.();
				yield piece;
			}
		} catch (thrown) {
			complete = !(thrown instanceof Incomplete);
			throw asIs(thrown);
		}
	};
	const fileName = fileNameFor(naming, type);
	try {
		const binary = await ctx.helpers.prepareBinaryData(
			streamLike(stream, watched()) as never,
			fileName,
			type.mimeType,
		);
		return { binary, fileName, ...type, bytes };
	} catch (thrown) {
		// where storing comes to nothing before the end, the connection would stay open
		stream.destroy();
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
	const end = endOf(content);
	end.feed(content);
	if (!end.whole()) return { rejected: 'incomplete', head: '' };
	const fileName = fileNameFor(naming, type);
	const binary = await ctx.helpers.prepareBinaryData(content, fileName, type.mimeType);
	return { binary, fileName, ...type, bytes: content.length };
}
