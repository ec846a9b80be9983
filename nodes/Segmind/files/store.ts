import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { FILE_ERRORS } from '../errors/fileAndWorkflowErrors';
import { Problem, toError } from '../errors/problem';
import { type ByteStream, peek, streamLike } from '../core/bytes';
import { SNIFF_BYTES, sniffMedia } from './fileType';
import { HEADER_BYTES, imageHeader } from './imageSize';
import { completenessOf } from './completeness';
import { MAX_FILE_BYTES, TooLarge } from '../http/response';
import { codeOf } from '../http/networkError';
import { fileNameFor, type FileNaming } from './fileName';
import { type ContentHint, type FileRule, IMAGE_FILES } from './fileRules';

/** A file in n8n's binary storage. */
export interface StoredFile {
	readonly binary: IBinaryData;
	readonly fileName: string;
	readonly mimeType: string;
	/** Without a dot. */
	readonly extension: string;
	readonly bytes: number;
	/** In pixels, as it is to be shown; null for what is no image, or tells none in its beginning. */
	readonly width: number | null;
	readonly height: number | null;
}

/** The size of an image, turned as its EXIF data say. @param bytes its beginning */
export function shownSize(bytes: Buffer): Pick<StoredFile, 'width' | 'height'> {
	const { size, turnedSize = size } = imageHeader(bytes);
	const [width = null, height = null] = turnedSize ?? [];
	return { width, height };
}

/** Why bytes were not kept. `head` is the beginning of what came instead. */
export type RejectedContent = {
	readonly rejected: 'notAnImage' | 'notTheFile' | 'incomplete' | 'empty';
	readonly head: string;
};

/** How a stream is kept. */
export interface StoreOptions {
	/** Images where nothing is said. */
	readonly rule?: FileRule;
	readonly hint?: ContentHint;
	/** Longest file that is kept, in bytes. */
	readonly limitBytes?: number;
	/** Called for every chunk, so that a stall is noticed. */
	readonly moved?: () => void;
}

export const isRejected = (outcome: StoredFile | RejectedContent): outcome is RejectedContent =>
	'rejected' in outcome;

/** Thrown inside a stream so that n8n's storage gives up a file that turned out incomplete. */
class Incomplete extends Error {}

/** Bytes that tell no format have no structure to go by, whatever name or type they came under. */
const checkerOf = (head: Buffer) => completenessOf(sniffMedia(head)?.extension);

/**
 * Passes bytes on, and at the end checks that the file is complete. The length that was announced
 * says nothing more: Node.js ends a connection that falls short of it with an error, and n8n hands
 * out unpacked what came packed.
 */
async function* checked(
	bytes: AsyncIterable<Buffer>,
	checker: ReturnType<typeof checkerOf>,
	limitBytes: number,
	count: (size: number) => void,
): AsyncGenerator<Buffer> {
	let size = 0;
	for await (const chunk of bytes) {
		size += chunk.length;
		if (size > limitBytes) throw new TooLarge(limitBytes);
		checker.feed(chunk);
		yield chunk;
	}
	count(size);
	if (!checker.isComplete()) throw new Incomplete();
}

/** n8n could not keep a file that had come well. @throws Problem */
function storageProblem(naming: FileNaming, thrown: unknown): Problem {
	const name = thrown instanceof Error ? thrown.name : '';
	const cause = codeOf(thrown) || name;
	return new Problem(FILE_ERRORS.storageUnavailable, {
		...(cause !== '' && { detail: `Cause: ${cause}.` }),
		...(naming.requestId !== null && { requestId: naming.requestId }),
	});
}

/** Chunks on their way into n8n's storage, and what broke them off. */
interface Watched {
	readonly chunks: () => AsyncGenerator<Buffer>;
	broken?: { readonly by: unknown };
}

/** @param moved called for every chunk */
function watch(from: AsyncGenerator<Buffer>, moved: (() => void) | undefined): Watched {
	const next = async () => {
		try {
			return await from.next();
		} catch (thrown) {
			watched.broken = { by: thrown };
			throw toError(thrown);
		}
	};
	const watched: Watched = {
		async *chunks() {
			for (let one = await next(); !one.done; one = await next()) {
				moved?.();
				// a storage that gives up throws here, which says nothing of the connection
				yield one.value;
			}
		},
	};
	return watched;
}

/**
 * Puts an image into n8n's binary storage as it comes in, under the type that its bytes have. What
 * is no image (or nothing that `rule` takes), or not all of one, is not kept.
 * @throws what the stream throws when it breaks off; TooLarge; Problem when n8n can't store it
 */
export async function storeStream(
	ctx: IExecuteFunctions,
	stream: ByteStream,
	naming: FileNaming,
	{ rule = IMAGE_FILES, hint = {}, limitBytes = MAX_FILE_BYTES, moved }: StoreOptions = {},
): Promise<StoredFile | RejectedContent> {
	const { head, all } = await peek(stream, HEADER_BYTES, moved);
	const type = rule.typeOf(head.subarray(0, SNIFF_BYTES), hint);
	if (!type) {
		stream.destroy();
		const text = head.toString('utf8', 0, 200);
		return { rejected: head.length === 0 ? 'empty' : rule.refused, head: text };
	}
	let bytes = 0;
	const chunks = checked(all, checkerOf(head), limitBytes, (size) => (bytes = size));
	const source = watch(chunks, moved);
	const fileName = fileNameFor(naming, type);
	try {
		const binary = await ctx.helpers.prepareBinaryData(
			streamLike(stream, source.chunks()) as never,
			fileName,
			type.mimeType,
		);
		return { binary, fileName, ...type, bytes, ...shownSize(head) };
	} catch (thrown) {
		// if storing fails before the end, the connection would stay open
		stream.destroy();
		if (!source.broken) throw storageProblem(naming, thrown);
		if (source.broken.by instanceof Incomplete) return { rejected: 'incomplete', head: '' };
		throw toError(source.broken.by);
	}
}

/** The same for bytes that came as base64 text. @throws Problem when n8n can't store them */
export async function storeBuffer(
	ctx: IExecuteFunctions,
	content: Buffer,
	naming: FileNaming,
	rule: FileRule = IMAGE_FILES,
): Promise<StoredFile | RejectedContent> {
	const type = rule.typeOf(content, {});
	if (!type) {
		const rejected = content.length === 0 ? 'empty' : rule.refused;
		return { rejected, head: content.toString('utf8', 0, 200) };
	}
	const checker = checkerOf(content);
	checker.feed(content);
	if (!checker.isComplete()) return { rejected: 'incomplete', head: '' };
	const fileName = fileNameFor(naming, type);
	try {
		const binary = await ctx.helpers.prepareBinaryData(content, fileName, type.mimeType);
		return {
			binary,
			fileName,
			...type,
			bytes: content.length,
			...shownSize(content.subarray(0, HEADER_BYTES)),
		};
	} catch (thrown) {
		throw storageProblem(naming, thrown);
	}
}
