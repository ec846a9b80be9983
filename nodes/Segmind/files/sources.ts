import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { asBuffer, type ByteStream, peek, shortHash } from '../core/bytes';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { Problem } from '../errors/problem';
import { codeOf } from '../http/networkError';

/** An image that the user named: a public URL, or a file of the incoming item. */
export type ImageSource = (
	| { readonly kind: 'url'; readonly url: string }
	| { readonly kind: 'file'; readonly itemIndex: number; readonly field: string | IBinaryData }
) & {
	/** Name that goes with the image, for models that document one. */
	readonly tag?: string;
};

/** A file of an item, opened. In n8n's memory mode there is no stream, only all of it at once. */
export interface OpenFile {
	readonly bytes: number;
	readonly stream?: ByteStream;
	readonly buffer?: Buffer;
}

export type FileSource = Extract<ImageSource, { kind: 'file' }>;

/**
 * The description of a file. n8n's helper knows every way of keeping binaries, dot paths of the
 * combined mode included; its errors carry the item's number.
 */
export const binaryOf = (ctx: IExecuteFunctions, source: FileSource): IBinaryData =>
	ctx.helpers.assertBinaryData(source.itemIndex, source.field);

/** Base64 text is part of the request, so the whole file is in memory while it is sent. */
export const MAX_INLINE_BYTES = 50_000_000;

/** A multiple of three: each chunk is whole base64, and its text is short-lived garbage to V8. */
const CHUNK_BYTES = 48 * 1024;

/** How a message names the field that a file comes from. */
export const fieldText = ({ field }: FileSource): string =>
	typeof field === 'string' ? `'${field}'` : 'from an expression';

export const fieldDetail = (source: FileSource): string => `Field: ${fieldText(source)}.`;

/** What an item or pinned data names can be gone: n8n deletes it with its execution. */
function goneProblem(source: FileSource, thrown: unknown): Problem {
	const code = codeOf(thrown);
	const detail = code ? `${fieldDetail(source)} Cause: ${code}.` : fieldDetail(source);
	return new Problem(INPUT_ERRORS.fileGoneFromStorage, { detail });
}

/** @throws Problem when the storage has no such file */
async function openStored(
	{ helpers }: IExecuteFunctions,
	source: FileSource,
	id: string,
): Promise<OpenFile> {
	try {
		const { fileSize } = await helpers.getBinaryMetadata(id);
		const stream = (await helpers.getBinaryStream(id, CHUNK_BYTES)) as ByteStream;
		return { bytes: fileSize, stream };
	} catch (thrown) {
		throw goneProblem(source, thrown);
	}
}

/**
 * Opens a file: as a stream where n8n keeps it outside of memory. The stream has to be destroyed by
 * whoever opens it: n8n 2 has opened the file then, read or not.
 * @throws Problem when it is gone
 */
export async function openFile(ctx: IExecuteFunctions, source: FileSource): Promise<OpenFile> {
	const binary = binaryOf(ctx, source);
	if (binary.id) return await openStored(ctx, source, binary.id);
	const buffer = await ctx.helpers.getBinaryDataBuffer(source.itemIndex, source.field);
	return { bytes: buffer.length, buffer };
}

/** The first bytes of a file, which is closed then. */
export async function headOf({ buffer, stream }: OpenFile, count: number): Promise<Buffer> {
	if (!stream) return buffer?.subarray(0, count) ?? Buffer.alloc(0);
	try {
		return (await peek(stream, count)).head.subarray(0, count);
	} finally {
		stream.destroy();
	}
}

/** In memory mode the content is read for it, so it is made once. */
const identities = new WeakMap<FileSource, Promise<string>>();

async function identityOfFile(ctx: IExecuteFunctions, source: FileSource): Promise<string> {
	const { id } = binaryOf(ctx, source);
	if (id) return await shortHash(id.split(/[/:]/).at(-1) ?? id);
	return await shortHash(await ctx.helpers.getBinaryDataBuffer(source.itemIndex, source.field));
}

/** Content of files, hashed chunk by chunk; each file once. */
const contents = new WeakMap<FileSource, Promise<string>>();

async function hashOfContent(ctx: IExecuteFunctions, source: FileSource): Promise<string> {
	const { stream, buffer = Buffer.alloc(0) } = await openFile(ctx, source);
	let hash = '';
	let rest: Uint8Array = Buffer.alloc(0);
	for await (const chunk of stream ?? [buffer]) {
		rest = Buffer.concat([rest, asBuffer(chunk)]);
		// storages cut their streams as they like, also the same file
		for (; rest.length >= CHUNK_BYTES; rest = rest.subarray(CHUNK_BYTES)) {
			hash = await shortHash(hash + (await shortHash(rest.subarray(0, CHUNK_BYTES))));
		}
	}
	return await shortHash(hash + (await shortHash(rest)));
}

/** What makes two images the same in different executions: the URL, or the content of the file. */
export async function contentOf(ctx: IExecuteFunctions, source: ImageSource): Promise<string> {
	if (source.kind === 'url') return source.url;
	const content = contents.get(source) ?? hashOfContent(ctx, source);
	contents.set(source, content);
	return await content;
}

/**
 * What makes two images the same within an execution and its retries: the URL, n8n's own part of the
 * ID of the stored file, or (memory mode) the content. n8n moves the files of a webhook to another
 * folder when its execution ends, and changes their IDs with it; the last part stays.
 */
export async function identityOf(ctx: IExecuteFunctions, source: ImageSource): Promise<string> {
	if (source.kind === 'url') return source.url;
	const identity = identities.get(source) ?? identityOfFile(ctx, source);
	identities.set(source, identity);
	return await identity;
}
