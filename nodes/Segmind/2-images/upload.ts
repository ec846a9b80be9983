import { aboutFile } from '../errors/aboutFile';
import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { Problem } from '../errors/problem';
import type { Run } from '../run/context';
import type { Deadline } from '../run/pause';
import { ask, problemOf, readBody, type Errand, type ReadAnswer } from '../transport/ask';
import { endpoints, webAddress } from '../transport/endpoints';
import type { ByteStream, Call } from '../transport/send';
import { bodyLength, uploadBody } from './encode';
import { peek } from './pieces';
import { SNIFF_BYTES } from './sniff';
import { mimeTypeOf } from './sniffFile';
import { binaryOf, identityOf, openFile, type FileSource, type ImageSource } from './source';

const UPLOAD_TIMEOUT_MS = 120_000;

/** The address in the answer: `file_urls`, or `urls` as the documentation still prints it. */
export function addressIn(json: unknown): string | undefined {
	const { file_urls: current, urls: older } = (json ?? {}) as Record<string, unknown>;
	const list = Array.isArray(current) ? current : older;
	return Array.isArray(list) && list.length === 1 ? webAddress(list[0]) : undefined;
}

/** A body, and what closes the file behind it. */
interface Opened {
	readonly body: string | ByteStream;
	readonly mimeType: string;
	readonly bytes: number;
	readonly close: () => void;
}

async function openBody(run: Run, source: FileSource): Promise<Opened> {
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
		throw asIs(thrown);
	}
}

const callWith = (run: Run, { body, mimeType, bytes }: Opened): Call => ({
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

/** Each try opens the file anew, and none is left open: neither after a stop nor after a refusal. */
async function send(run: Run, source: FileSource, errand: Errand): Promise<ReadAnswer> {
	let opened: Opened | undefined;
	try {
		return await ask(
			run,
			errand,
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

async function upload(run: Run, source: FileSource, deadline: Deadline): Promise<string> {
	const errand: Errand = { step: 'upload', deadline, gate: run.gates.upload };
	const answer = await send(run, source, errand);
	if (answer.status >= 300) throw aboutFile(problemOf(errand, answer));
	const address = addressIn(answer.json);
	if (address === undefined) {
		throw new Problem(API_ROWS.uploadUnclear, { apiText: answer.text, httpCode: answer.status });
	}
	return address;
}

/**
 * The address under which Segmind finds an image or another file: its own, or that of its upload. Each distinct
 * file is uploaded once in an execution, however many items name it.
 * @throws Problem
 */
export async function addressOf(
	run: Run,
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
		const address = await started;
		run.ledger.rememberUpload(identity, address);
		return address;
	} finally {
		run.uploads.delete(identity);
	}
}
