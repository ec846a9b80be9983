import { asUploadError } from '../errors/asUploadError';
import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import type { FilesContext } from './context';
import type { Deadline } from '../core/clock';
import { requestWithRetry } from '../http/request';
import { problemOfResponse } from '../http/problems';
import { readBody, type ReadResponse } from '../http/response';
import type { RequestContext } from '../http/requestContext';
import { endpoints, httpUrl } from '../http/endpoints';
import type { ByteStream } from '../core/streams';
import type { HttpRequest } from '../http/send';
import { bodyLength, uploadBody } from './encodeUpload';
import { peek } from '../core/streams';
import { SNIFF_BYTES, mimeTypeOf } from './fileType';
import { binaryOf, identityOf, openFile, type FileSource, type ImageSource } from './sources';

const UPLOAD_TIMEOUT_MS = 120_000;

/** The URL in the answer: `file_urls`, or `urls` as the documentation still prints it. */
export function urlIn(json: unknown): string | undefined {
	const { file_urls: current, urls: older } = (json ?? {}) as Record<string, unknown>;
	const list = Array.isArray(current) ? current : older;
	return Array.isArray(list) && list.length === 1 ? httpUrl(list[0]) : undefined;
}

/** A body, and what closes the file behind it. */
interface Opened {
	readonly body: string | ByteStream;
	readonly mimeType: string;
	readonly bytes: number;
	readonly close: () => void;
}

async function openBody(run: FilesContext, source: FileSource): Promise<Opened> {
	const stated = binaryOf(run.ctx, source).mimeType;
	const file = await openFile(run.ctx, source);
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

const callWith = (run: FilesContext, { body, mimeType, bytes }: Opened): HttpRequest => ({
	method: 'POST',
	url: endpoints.upload(run.credential.uploadBase),
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
async function send(
	run: FilesContext,
	source: FileSource,
	request: RequestContext,
): Promise<ReadResponse> {
	let opened: Opened | undefined;
	try {
		return await requestWithRetry(
			run,
			request,
			async () => {
				opened?.close();
				opened = await openBody(run, source);
				return callWith(run, opened);
			},
			readBody,
		);
	} finally {
		opened?.close();
	}
}

async function upload(run: FilesContext, source: FileSource, deadline: Deadline): Promise<string> {
	const request: RequestContext = { step: 'upload', deadline, semaphore: run.semaphores.upload };
	const answer = await send(run, source, request);
	if (answer.status >= 300) throw asUploadError(problemOfResponse(request, answer));
	const url = urlIn(answer.json);
	if (url === undefined) {
		throw new Problem(API_ERRORS.uploadUnclear, { apiText: answer.text, httpCode: answer.status });
	}
	return url;
}

/**
 * The URL under which Segmind finds a file: its own, or that of its upload. Each distinct
 * file is uploaded once in an execution, however many items name it.
 * @throws Problem
 */
export async function urlOf(
	run: FilesContext,
	source: ImageSource,
	deadline: Deadline,
): Promise<string> {
	if (source.kind === 'url') return source.url;
	const identity = await identityOf(run.ctx, source);
	const known = run.ledger.uploadedUrl(identity);
	if (known !== undefined) return known;
	const underWay = run.uploads.get(identity);
	if (underWay) return await underWay;
	const started = upload(run, source, deadline);
	run.uploads.set(identity, started);
	try {
		const url = await started;
		run.ledger.rememberUpload(identity, url);
		return url;
	} finally {
		run.uploads.delete(identity);
	}
}
