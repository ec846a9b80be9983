import { asUploadError } from '../errors/asUploadError';
import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import type { FilesContext, Upload } from '../http/context';
import type { Deadline } from '../core/clock';
import { requestWithRetry, type RequestContext } from '../http/request';
import { problemOfResponse } from '../http/problems';
import { readBody } from '../http/response';
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

/** A body, what it holds, and what closes the file behind it. */
interface Opened extends Omit<Upload, 'url'> {
	readonly body: string | ByteStream;
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
async function upload(run: FilesContext, source: FileSource, deadline: Deadline): Promise<Upload> {
	const request: RequestContext = { step: 'upload', deadline, semaphore: run.semaphores.upload };
	let opened: Opened | undefined;
	try {
		const answer = await requestWithRetry(
			run,
			request,
			async () => {
				opened?.close();
				opened = await openBody(run, source);
				return callWith(run, opened);
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
	run: FilesContext,
	source: FileSource,
	deadline: Deadline,
): Promise<Upload> {
	const identity = await identityOf(run.ctx, source);
	const known = run.ledger.uploaded(identity) ?? run.uploads.get(identity);
	if (known) return await known;
	const started = upload(run, source, deadline);
	run.uploads.set(identity, started);
	try {
		const uploaded = await started;
		run.ledger.rememberUpload(identity, uploaded);
		return uploaded;
	} finally {
		run.uploads.delete(identity);
	}
}

/** The URL under which Segmind finds a file: its own, or that of its upload. @throws Problem, Stopped */
export const urlOf = async (
	run: FilesContext,
	source: ImageSource,
	deadline: Deadline,
): Promise<string> =>
	source.kind === 'url' ? source.url : (await uploadOf(run, source, deadline)).url;
