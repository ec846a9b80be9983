import type { ByteStream } from '../core/bytes';
import { clock, Stopped } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { bytesWithoutKey } from '../errors/presentable';
import { Problem, toError } from '../errors/problem';
import { contentProblem } from '../files/downloadProblems';
import { SNIFF_BYTES, sniffMedia } from '../files/fileType';
import { isRejected, storeBuffer, storeStream } from '../files/store';
import { endpoints } from '../http/endpoints';
import { problemOfRefusal } from '../http/problems';
import {
	breakOff,
	guardAgainstStall,
	MAX_RESULT_BYTES,
	openBody,
	type OpenResponse,
	readBody,
	receiveWhole,
	TooLarge,
} from '../http/response';
import { asItCame } from '../results/answer';
import { type JobMetrics, metricsOf, metricsOfHeaders } from '../results/metrics';
import type { ResultReader } from '../results/readers';
import type { JobContext } from './context';
import { type JobResult, type JobSpec, namingOf } from './jobSpec';
import { keepResult } from './keptResult';
import { type Submission, unreadable } from './submit';

type Headers = Readonly<Record<string, unknown>>;

/** Time that the body of an answer gets, in milliseconds, however late its headers came. */
const MIN_BODY_MS = 60_000;

function requestIdOf(headers: Headers): string | null {
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
	spec: JobSpec,
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
	if (isFileAsText(received, spec.reader)) {
		return stored(await storeBuffer(ctx, received, naming, rule));
	}
	// a file may hold the URL of what it was made of, and would be spoiled
	const body = bytesWithoutKey(received, credential.key);
	const { json, text } = readBody({ status, headers, body });
	const reading = spec.reader.read(json, text);
	if (reading.files.length > 0 || reading.output !== undefined) {
		const metrics = { ...metricsOf(json, text), ...withoutNulls(known) };
		return { requestId, metrics, ...reading, ...asItCame(json, reading) };
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
async function readInTime(
	session: JobContext,
	deadlineMs: number,
	answer: OpenResponse,
	spec: JobSpec,
): Promise<JobResult> {
	const stall = new AbortController();
	const endRead = () => answer.stream && breakOff(answer.stream);
	stall.signal.addEventListener('abort', endRead, { once: true });
	// what has begun to arrive is paid: it gets a minute at least
	const untilMs = Math.max(deadlineMs, clock.now() + MIN_BODY_MS);
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

/** Submits a job to the synchronous endpoint and waits for its answer. @throws Problem, Stopped */
export async function submitSync(submission: Submission): Promise<JobResult> {
	const { session, spec } = submission;
	const { maxWaitMs } = spec.options;
	const url = endpoints.sync(session.credential.base, spec.model.endpoint);
	// the wait for a free slot is not counted
	return await session.semaphores.sync(async () => {
		try {
			const target = { url, answer: 'stream', timeoutMs: maxWaitMs } as const;
			const answer = await submission.send('sync', target, openBody);
			if (answer.refusal) throw submission.problemOf(answer.refusal);
			const entry = submission.accepted();
			try {
				const deadlineMs = submission.sentAtMs + maxWaitMs;
				const result = { entry, ...(await readInTime(session, deadlineMs, answer, spec)) };
				keepResult(session.ledger, entry, result);
				session.budget.settle(spec.model.slug, entry, result.metrics.cost);
				return result;
			} catch (thrown) {
				// the headers came before the result was lost: a later run can name the job at least
				const metrics = metricsOfHeaders(answer.headers);
				session.ledger.recordResult(entry, requestIdOf(answer.headers), { metrics });
				throw toError(thrown);
			}
		} catch (thrown) {
			throw toError(submission.fail(thrown));
		}
	});
}
