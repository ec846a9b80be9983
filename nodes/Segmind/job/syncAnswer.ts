import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import { bytesWithoutKey } from '../errors/withoutKey';
import { clock, Stopped } from '../core/clock';
import type { ByteStream } from '../core/streams';
import { problemOfRefusal } from '../http/problems';
import {
	guardAgainstStall,
	MAX_RESULT_BYTES,
	readBody,
	receiveWhole,
	TooLarge,
	type OpenResponse,
} from '../http/response';
import { contentProblem } from '../files/downloadProblems';
import { SNIFF_BYTES, sniffMedia } from '../files/fileType';
import { isRejected, storeBuffer, storeStream } from '../files/store';
import { metricsOf, metricsOfHeaders, type JobMetrics } from '../results/image';
import type { ResultReader } from '../results/readers';
import type { JobContext } from './context';
import { namingOf, type JobResult, type ResultSpec } from './jobSpec';
import { unreadable } from './submission';

type Headers = Readonly<Record<string, unknown>>;

/** Time that the body of an answer gets, in milliseconds, however late its headers came. */
const SHORTEST_BODY_MS = 60_000;

export function requestIdOf(headers: Headers): string | null {
	const id = headers['x-request-id'];
	return typeof id === 'string' && id !== '' ? id : null;
}

const withoutNulls = (metrics: JobMetrics): Partial<JobMetrics> =>
	Object.fromEntries(Object.entries(metrics).filter(([, value]) => value !== null));

/** A file that a server calls a text: as one, it would be spoiled, and it is paid. */
const isFileAsText = (body: Buffer, reader: ResultReader): boolean => {
	const { mimeType = 'text/' } = sniffMedia(body.subarray(0, SNIFF_BYTES)) ?? {};
	return !mimeType.startsWith('text/') && reader.files.typeOf(body, {}) !== undefined;
};

/**
 * Both are documented: the page says "Returns: Image", and its sample reads JSON.
 * @param moved called with every chunk, so that a stalled connection can be noticed
 */
async function readAnswer(
	{ ctx, credential }: JobContext,
	answer: OpenResponse,
	spec: ResultSpec,
	moved: () => void,
): Promise<JobResult> {
	const { status, headers } = answer;
	const stream = answer.stream as ByteStream;
	const rule = spec.reader.files;
	const requestId = requestIdOf(headers);
	const known = metricsOfHeaders(headers);
	const naming = namingOf(spec, requestId);
	const stored = (outcome: Awaited<ReturnType<typeof storeBuffer>>): JobResult => {
		if (isRejected(outcome)) throw contentProblem(outcome, requestId ?? undefined, null);
		return { requestId, metrics: known, stored: [outcome], files: [] };
	};
	const contentType = String(headers['content-type'] ?? '');
	if (rule.isFile(contentType)) {
		const options = { rule, hint: { contentType }, moved };
		return stored(await storeStream(ctx, stream, naming, options));
	}
	const received = await receiveWhole(stream, MAX_RESULT_BYTES, moved);
	const body = bytesWithoutKey(received, credential.key);
	if (isFileAsText(body, spec.reader)) return stored(await storeBuffer(ctx, body, naming, rule));
	const { json, text } = readBody({ status, headers, body });
	const reading = spec.reader.read(json, text);
	if (reading.files.length > 0 || reading.output !== undefined) {
		return { requestId, metrics: { ...metricsOf(json), ...withoutNulls(known) }, ...reading };
	}
	throw unreadable(text, { httpCode: status, ...(requestId && { requestId }) });
}

/** The answer had begun, so the image was made: its rest is lost with the connection. */
function brokeOff(thrown: unknown, { headers }: OpenResponse): Problem {
	const requestId = requestIdOf(headers);
	const named = requestId !== null && { requestId };
	if (thrown instanceof TooLarge) return problemOfRefusal({ step: 'sync', ...named }, thrown);
	const detail = thrown instanceof Error ? `Cause: ${thrown.message}.` : '';
	return new Problem(API_ERRORS.directAnswerLost, { detail, ...named });
}

/**
 * Reads the answer of the synchronous endpoint. A server that stands still in the middle of it is
 * waited for until the deadline, not for ever.
 * @param deadlineMs by `clock.now`
 * @throws Problem, Stopped
 */
export async function readInTime(
	session: JobContext,
	deadlineMs: number,
	answer: OpenResponse,
	spec: ResultSpec,
): Promise<JobResult> {
	const stall = new AbortController();
	stall.signal.addEventListener('abort', () => answer.stream?.destroy(), { once: true });
	// what has begun to arrive is paid: it gets a minute at least
	const untilMs = Math.max(deadlineMs, clock.now() + SHORTEST_BODY_MS);
	const { moved, end } = guardAgainstStall(session, stall, deadlineMs, untilMs);
	try {
		return await readAnswer(session, answer, spec, moved);
	} catch (thrown) {
		if (thrown instanceof Problem || thrown instanceof Stopped) throw toError(thrown);
		throw brokeOff(thrown, answer);
	} finally {
		end();
	}
}
