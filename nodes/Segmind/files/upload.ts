import { asBuffer, type ByteStream, type Chunks, peek, streamLike } from '../core/bytes';
import type { Deadline } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem, toError } from '../errors/problem';
import { asUploadError } from '../errors/rewordings';
import type { FilesContext } from '../http/context';
import { endpoints, httpUrl, type Upload } from '../http/endpoints';
import { problemOfResponse } from '../http/problems';
import { type RequestContext, requestWithRetry } from '../http/request';
import { readBody } from '../http/response';
import type { HttpRequest } from '../http/send';
import { mimeTypeOf, SNIFF_BYTES } from './fileType';
import {
	binaryOf,
	fieldDetail,
	fieldText,
	type FileSource,
	identityOf,
	type ImageSource,
	openFile,
	type OpenFile,
} from './sources';
import { INPUT_ERRORS } from '../errors/inputErrors';
import { isReachableBySegmind } from '../http/allowedHosts';

const opening = (mimeType: string): string => `{"data_urls":["data:${mimeType};base64,`;
const CLOSING = '"]}';

/** Length of the upload's body in bytes. */
export const bodyLength = (mimeType: string, fileBytes: number): number =>
	opening(mimeType).length + Math.ceil(fileBytes / 3) * 4 + CLOSING.length;

/** Base64 of bytes that come in chunks: three bytes make four characters, so up to two wait for the next. */
async function* base64Of(chunks: Chunks): AsyncGenerator<string> {
	let rest = Buffer.alloc(0);
	for await (const given of chunks) {
		const chunk = asBuffer(given);
		const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
		const whole = bytes.length - (bytes.length % 3);
		if (whole > 0) yield bytes.toString('base64', 0, whole);
		rest = Buffer.from(bytes.subarray(whole));
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

const UPLOAD_TIMEOUT_MS = 120_000;

/** The URL in the answer: `file_urls`, or `urls` as the documentation still prints it. */
export function urlIn(json: unknown): string | undefined {
	const { file_urls: current, urls: older } = (json ?? {}) as Record<string, unknown>;
	const list = Array.isArray(current) ? current : older;
	return Array.isArray(list) && list.length === 1 ? httpUrl(list[0]) : undefined;
}

/** A body, what it holds, and what closes the file behind it. */
interface Opened extends Omit<Upload, 'url'> {
	readonly body: string | ByteStream;
	readonly close: () => void;
}

async function openFormData(session: FilesContext, source: FileSource): Promise<Opened> {
	const stated = binaryOf(session.ctx, source).mimeType;
	const file = await openFile(session.ctx, source);
	const { bytes, buffer, stream } = file;
	if (!stream) {
		const mimeType = mimeTypeOf(buffer ?? Buffer.alloc(0), stated);
		return { body: uploadBody(mimeType, file), mimeType, bytes, close: () => {} };
	}
	try {
		const { head, all } = await peek(stream, SNIFF_BYTES);
		const mimeType = mimeTypeOf(head, stated);
		const body = uploadBody(mimeType, file, all) as ByteStream;
		const close = () => {
			body.destroy();
			// a body that nobody has begun to read would never let go of the file
			stream.destroy();
		};
		return { body, mimeType, bytes, close };
	} catch (thrown) {
		stream.destroy();
		throw toError(thrown);
	}
}

const callWith = (session: FilesContext, { body, mimeType, bytes }: Opened): HttpRequest => ({
	method: 'POST',
	url: endpoints.upload(session.credential.uploadBase),
	body,
	headers: {
		'content-type': 'application/json',
		'content-length': String(bodyLength(mimeType, bytes)),
	},
	withKey: true,
	answer: 'bytes',
	timeoutMs: UPLOAD_TIMEOUT_MS,
});

/** Each try opens the file again, and none is left open: neither after a stop nor after a refusal. */
async function upload(
	session: FilesContext,
	source: FileSource,
	deadline: Deadline,
): Promise<Upload> {
	const request: RequestContext = {
		step: 'upload',
		deadline,
		semaphore: session.semaphores.upload,
	};
	let opened: Opened | undefined;
	try {
		const answer = await requestWithRetry(
			session,
			request,
			async () => {
				opened?.close();
				opened = await openFormData(session, source);
				return callWith(session, opened);
			},
			readBody,
		);
		if (answer.status >= 300) throw asUploadError(problemOfResponse(request, answer));
		const url = urlIn(answer.json);
		if (url !== undefined && opened) {
			return { url, mimeType: opened.mimeType, bytes: opened.bytes };
		}
		throw new Problem(API_ERRORS.uploadUnclear, { apiText: answer.text, httpCode: answer.status });
	} finally {
		opened?.close();
	}
}

/** Uploads a file, once in an execution, however many items name it. @throws Problem, Stopped */
export async function uploadOf(
	session: FilesContext,
	source: FileSource,
	deadline: Deadline,
): Promise<Upload> {
	const identity = await identityOf(session.ctx, source);
	const known = session.ledger.uploaded(identity) ?? session.uploads.get(identity);
	if (known) return await known;
	const started = upload(session, source, deadline);
	session.uploads.set(identity, started);
	try {
		const uploaded = await started;
		session.ledger.rememberUpload(identity, uploaded);
		return uploaded;
	} finally {
		session.uploads.delete(identity);
	}
}

/**
 * The URL under which Segmind finds a file: its own, that of its upload, or that of n8n.
 * @throws Problem, Stopped
 */
export async function urlOf(
	session: FilesContext,
	source: ImageSource,
	deadline: Deadline,
	links?: Set<string>,
): Promise<string> {
	if (source.kind === 'url') return source.url;
	if (!links) return (await uploadOf(session, source, deadline)).url;
	links.add(fieldText(source));
	return signedLink(session, source);
}

/** How long a link can be opened, as n8n's helper takes it. */
const LINK_LIFE = '1 hour';

/**
 * A URL under which n8n itself hands a file out, without a login. Whoever has it can read the file, so
 * that it goes into the request and nowhere else: `withoutKey` strikes it out of what comes back.
 */
export const signedLink = ({ ctx }: FilesContext, source: FileSource): string =>
	ctx.helpers.createBinarySignedUrl(binaryOf(ctx, source), LINK_LIFE);

/**
 * @param waits whether the execution waits for the result
 * @throws Problem for a file to which n8n can't give a link that Segmind can open
 */
export function checkLink(session: FilesContext, source: FileSource, waits: boolean): void {
	const detail = fieldDetail(source);
	if (!waits) throw new Problem(INPUT_ERRORS.linkWithoutWait, { detail });
	// n8n's helper throws for it
	if (!binaryOf(session.ctx, source).id) throw new Problem(INPUT_ERRORS.linkIntoMemory, { detail });
	const url = httpUrl(signedLink(session, source));
	if (url !== undefined && isReachableBySegmind(url, session.credential.base)) return;
	const where = url === undefined ? 'none that starts with https://' : new URL(url).origin;
	throw new Problem(INPUT_ERRORS.linkNotPublic, { detail: `${detail} n8n's URL: ${where}.` });
}
