import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import { bytesWithoutKey } from '../errors/withoutKey';
import { SNIFF_BYTES } from '../files/imageType';
import { sniffMedia } from '../files/mediaType';
import { contentProblem, openBody, type OpenResponse } from '../files/download';
import type { FileNaming } from '../files/fileName';
import { isRejected, storeBuffer, storeStream, type StoredFile } from '../files/store';
import { IMAGE_RESULT, type ResultReader } from '../results/readers';
import type { JobContext } from './context';
import type { Ledger } from './ledger';
import type { JobEntry } from './ledgerEntry';
import { clock, Stopped, submitDeadline } from '../core/clock';
import { requestWithRetry } from '../http/request';
import { problemOfResponse, problemOfRefusal } from '../http/problems';
import { readBody } from '../http/response';
import { type RequestContext } from '../http/requestContext';
import { endpoints } from '../http/endpoints';
import { guardAgainstStall, LARGEST_RESULT_BYTES, receiveWhole, TooLarge } from '../http/receive';
import type { ByteStream } from '../core/streams';
import type { HttpRequest } from '../http/send';
import { metricsOf, metricsOfHeaders, type FileRef, type JobMetrics } from '../results/image';
import { Submission, type JobRequest } from './submission';

/** What the synchronous endpoint answered: stored images, or where to find them. */
export interface SyncResult {
	readonly entry: JobEntry;
	readonly requestId: string | null;
	readonly metrics: JobMetrics;
	readonly stored?: readonly StoredFile[];
	readonly files: readonly FileRef[];
	readonly output?: unknown;
}

const contentTypeOf = (headers: Readonly<Record<string, unknown>>): string =>
	String(headers['content-type'] ?? '');

function requestIdOf(headers: Readonly<Record<string, unknown>>): string | null {
	const id = headers['x-request-id'];
	return typeof id === 'string' && id !== '' ? id : null;
}

/** How an answer is read. */
interface Reading {
	readonly naming: (requestId: string | null) => FileNaming;
	readonly reader: ResultReader;
	/** Told of every piece, so that a standstill can be noticed. */
	readonly moved: () => void;
}

/** A file that a server calls a text: as one, it would be spoiled, and it is paid. */
const isFileAsText = (body: Buffer, reader: ResultReader): boolean => {
	const { mimeType = 'text/' } = sniffMedia(body.subarray(0, SNIFF_BYTES)) ?? {};
	return !mimeType.startsWith('text/') && reader.files.typeOf(body, {}) !== undefined;
};

/** Both are documented: the page says "Returns: Image", and its sample reads JSON. */
async function readDirect(
	run: JobContext,
	entry: JobEntry,
	answer: OpenResponse,
	{ naming, reader, moved }: Reading,
): Promise<SyncResult> {
	const requestId = requestIdOf(answer.headers);
	const known = metricsOfHeaders(answer.headers);
	const stream = answer.stream as ByteStream;
	const id = requestId ?? undefined;
	const contentType = contentTypeOf(answer.headers);
	if (reader.files.isFile(contentType)) {
		const kept = { rule: reader.files, hint: { contentType }, moved };
		const outcome = await storeStream(run.ctx, stream, naming(requestId), kept);
		if (isRejected(outcome)) throw contentProblem(outcome, id, null);
		return { entry, requestId, metrics: known, stored: [outcome], files: [] };
	}
	const received = await receiveWhole(stream, LARGEST_RESULT_BYTES, moved);
	const body = bytesWithoutKey(received, run.credential.key);
	if (isFileAsText(body, reader)) {
		const outcome = await storeBuffer(run.ctx, body, naming(requestId), reader.files);
		if (isRejected(outcome)) throw contentProblem(outcome, id, null);
		return { entry, requestId, metrics: known, stored: [outcome], files: [] };
	}
	const { json, text } = readBody({ status: answer.status, headers: answer.headers, body });
	const reading = reader.read(json, text);
	if (reading.files.length > 0 || reading.output !== undefined) {
		const inBody = metricsOf(json);
		const metrics = { ...inBody, ...withoutNulls(known) };
		return { entry, requestId, metrics, ...reading };
	}
	const row = text === '' ? API_ERRORS.emptyAnswer : API_ERRORS.unreadableAnswer;
	throw new Problem(row, {
		apiText: text,
		httpCode: answer.status,
		...(id !== undefined && { requestId: id }),
	});
}

/** Time that the body of an answer gets, in milliseconds, however late its headers came. */
const SHORTEST_BODY_MS = 60_000;

/** A server that stands still in the middle of its answer is waited for until the deadline, not for ever. */
async function readInTime(
	run: JobContext,
	deadlineMs: number,
	entry: JobEntry,
	answer: OpenResponse,
	reading: Omit<Reading, 'moved'>,
): Promise<SyncResult> {
	const stall = new AbortController();
	stall.signal.addEventListener('abort', () => answer.stream?.destroy(), { once: true });
	// what has begun to arrive is paid: it gets a minute at least
	const untilMs = Math.max(deadlineMs, clock.now() + SHORTEST_BODY_MS);
	const { moved, end } = guardAgainstStall(run, stall, deadlineMs, untilMs);
	try {
		return await readDirect(run, entry, answer, { ...reading, moved });
	} catch (thrown) {
		if (thrown instanceof TooLarge) throw tooLarge(thrown, answer, deadlineMs);
		if (thrown instanceof Problem || thrown instanceof Stopped) throw toError(thrown);
		throw brokeOff(thrown, answer);
	} finally {
		end();
	}
}

function tooLarge(thrown: TooLarge, { headers }: OpenResponse, atMs: number): Problem {
	const requestId = requestIdOf(headers) ?? undefined;
	return problemOfRefusal(
		{ step: 'sync', deadline: { atMs }, ...(requestId && { requestId }) },
		thrown,
	);
}

/** The answer had begun, so the image was made: its rest is lost with the connection. */
function brokeOff(thrown: unknown, { headers }: OpenResponse): Problem {
	const requestId = requestIdOf(headers);
	return new Problem(API_ERRORS.directAnswerLost, {
		detail: thrown instanceof Error ? `Cause: ${thrown.message}.` : '',
		...(requestId !== null && { requestId }),
	});
}

const withoutNulls = (metrics: JobMetrics): Partial<JobMetrics> =>
	Object.fromEntries(Object.entries(metrics).filter(([, value]) => value !== null));

/**
 * Submits a job to the synchronous endpoint and waits for its answer.
 * @param path the documented path of the model
 * @param naming names the file once the request ID is known
 * @throws Problem, Stopped
 */
export async function submitSync(
	run: JobContext,
	request: JobRequest,
	path: string,
	naming: (requestId: string | null) => FileNaming,
	reader: ResultReader = IMAGE_RESULT,
): Promise<SyncResult> {
	const { ledger, credential } = run;
	const submission = new Submission(run, request, 'sync');
	const makeCall = (): HttpRequest => ({
		method: 'POST',
		url: endpoints.sync(credential.base, path),
		body: JSON.stringify(request.body),
		headers: { 'content-type': 'application/json' },
		withKey: true,
		answer: 'stream',
		timeoutMs: request.maxWaitMs,
	});
	try {
		// the wait for a place among the calls is not counted
		return await run.semaphores.sync(async () => {
			const errand: RequestContext = {
				step: 'sync',
				deadline: submitDeadline(request.maxWaitMs),
				rateLimited: true,
				beforeTry: submission.beforeTry,
				afterTry: submission.afterTry,
			};
			const answer = await requestWithRetry(run, errand, makeCall, openBody);
			if (answer.refusal) throw problemOfResponse(errand, answer.refusal);
			const entry = submission.accepted();
			const deadlineMs = submission.sentAtMs + request.maxWaitMs;
			try {
				return await readInTime(run, deadlineMs, entry, answer, { naming, reader });
			} catch (thrown) {
				rememberRequestId(ledger, entry, answer);
				throw toError(thrown);
			}
		});
	} catch (thrown) {
		throw toError(submission.fail(thrown));
	}
}

/** The headers came before the image was lost: a later run can name the job at least. */
function rememberRequestId(ledger: Ledger, entry: JobEntry, { headers }: OpenResponse): void {
	const { cost, remainingCredits, inferenceTime } = metricsOfHeaders(headers);
	const requestId = requestIdOf(headers);
	if (requestId === null) return;
	const metrics = [cost, remainingCredits, inferenceTime] as const;
	ledger.recordDirectResult(entry, { requestId, metrics, count: 1 });
}
