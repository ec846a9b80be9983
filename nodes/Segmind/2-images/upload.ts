import { API_ROWS } from '../errors/apiRows';
import { Problem } from '../errors/problem';
import type { Run } from '../run/context';
import type { Deadline } from '../run/pause';
import { ask, problemOf, readBody, type Errand } from '../transport/ask';
import { endpoints, webAddress } from '../transport/endpoints';
import type { Call } from '../transport/send';
import { bodyLength, uploadBody } from './encode';
import { SNIFF_BYTES } from './sniff';
import { mimeTypeOf } from './sniffFile';
import {
	binaryOf,
	headOf,
	identityOf,
	openFile,
	type FileSource,
	type ImageSource,
} from './source';

const UPLOAD_TIMEOUT_MS = 120_000;

/** The address in the answer: `file_urls`, or `urls` as the documentation still prints it. */
export function addressIn(json: unknown): string | undefined {
	const { file_urls: current, urls: older } = (json ?? {}) as Record<string, unknown>;
	const list = Array.isArray(current) ? current : older;
	return Array.isArray(list) && list.length === 1 ? webAddress(list[0]) : undefined;
}

async function uploadCall(run: Run, source: FileSource): Promise<Call> {
	const { ctx, credential } = run;
	const head = await headOf(await openFile(ctx, source), SNIFF_BYTES);
	const mimeType = mimeTypeOf(head, binaryOf(ctx, source).mimeType);
	const file = await openFile(ctx, source);
	return {
		method: 'POST',
		url: endpoints.upload(credential.uploadBase),
		body: uploadBody(mimeType, file),
		headers: {
			'content-type': 'application/json',
			'content-length': String(bodyLength(mimeType, file.bytes)),
		},
		withKey: true,
		answer: 'bytes',
		timeoutMs: UPLOAD_TIMEOUT_MS,
	};
}

async function upload(run: Run, source: FileSource, deadline: Deadline): Promise<string> {
	const errand: Errand = { step: 'upload', deadline };
	const answer = await run.gates.upload(
		async () => await ask(run, errand, async () => await uploadCall(run, source), readBody),
	);
	if (answer.status >= 300) throw problemOf(errand, answer);
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
