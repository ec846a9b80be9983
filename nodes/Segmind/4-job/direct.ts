import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { Problem } from '../errors/problem';
import { bytesWithoutKey } from '../errors/secrets';
import { SNIFF_BYTES } from '../2-images/sniff';
import { sniffMedia } from '../2-images/sniffMedia';
import { contentProblem, openBody, watch, type OpenAnswer } from '../5-output/download';
import type { Naming } from '../5-output/naming';
import { isRejected, storeBuffer, storeStream, type StoredFile } from '../5-output/store';
import { IMAGES, type Taking } from '../5-output/taking';
import type { Run } from '../run/context';
import type { Ledger } from '../run/ledger';
import type { JobEntry } from '../run/ledgerEntry';
import { clock, Stopped, submitDeadline } from '../run/pause';
import { ask, problemOf, problemOfRefusal, readBody, type Errand } from '../transport/ask';
import { endpoints } from '../transport/endpoints';
import { LARGEST_RESULT_BYTES, receiveWhole, TooLarge } from '../transport/receive';
import type { ByteStream, Call } from '../transport/send';
import { figuresOf, figuresOfHeaders, type Delivered, type Figures } from './result';
import { Submission, type JobRequest } from './submission';

/** What the synchronous endpoint answered: stored images, or where to find them. */
export interface DirectAnswer {
	readonly entry: JobEntry;
	readonly requestId: string | null;
	readonly figures: Figures;
	readonly stored?: readonly StoredFile[];
	readonly delivered: readonly Delivered[];
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
	readonly naming: (requestId: string | null) => Naming;
	readonly taking: Taking;
	/** Told of every piece, so that a standstill can be noticed. */
	readonly moved: () => void;
}

/** A file that a server calls a text: as one, it would be spoiled, and it is paid. */
const isFileAsText = (body: Buffer, taking: Taking): boolean => {
	const { mimeType = 'text/' } = sniffMedia(body.subarray(0, SNIFF_BYTES)) ?? {};
	return !mimeType.startsWith('text/') && taking.typeOf(body, {}) !== undefined;
};

/** Both are documented: the page says "Returns: Image", and its sample reads JSON. */
async function readDirect(
	run: Run,
	entry: JobEntry,
	answer: OpenAnswer,
	{ naming, taking, moved }: Reading,
): Promise<DirectAnswer> {
	const requestId = requestIdOf(answer.headers);
	const known = figuresOfHeaders(answer.headers);
	const stream = answer.stream as ByteStream;
	const id = requestId ?? undefined;
	const contentType = contentTypeOf(answer.headers);
	if (taking.isFile(contentType)) {
		const kept = { taking, hint: { contentType }, moved };
		const outcome = await storeStream(run.ctx, stream, naming(requestId), kept);
		if (isRejected(outcome)) throw contentProblem(outcome, id, null);
		return { entry, requestId, figures: known, stored: [outcome], delivered: [] };
	}
	const received = await receiveWhole(stream, LARGEST_RESULT_BYTES, moved);
	const body = bytesWithoutKey(received, run.credential.key);
	if (isFileAsText(body, taking)) {
		const outcome = await storeBuffer(run.ctx, body, naming(requestId), taking);
		if (isRejected(outcome)) throw contentProblem(outcome, id, null);
		return { entry, requestId, figures: known, stored: [outcome], delivered: [] };
	}
	const { json, text } = readBody({ status: answer.status, headers: answer.headers, body });
	const reading = taking.read(json, text);
	if (reading.delivered.length > 0 || reading.output !== undefined) {
		const inBody = figuresOf(json);
		const figures = { ...inBody, ...withoutNulls(known) };
		return { entry, requestId, figures, ...reading };
	}
	const row = text === '' ? API_ROWS.emptyAnswer : API_ROWS.unreadableAnswer;
	throw new Problem(row, {
		apiText: text,
		httpCode: answer.status,
		...(id !== undefined && { requestId: id }),
	});
}

/** The answer holds what is paid, so it has so long at least. */
const SHORTEST_READ_MS = 60_000;

/** An answer that stands still or trickles in is waited for until the deadline, not for ever. */
async function readInTime(
	run: Run,
	deadlineMs: number,
	entry: JobEntry,
	answer: OpenAnswer,
	reading: Omit<Reading, 'moved'>,
): Promise<DirectAnswer> {
	const stall = new AbortController();
	stall.signal.addEventListener('abort', () => answer.stream?.destroy(), { once: true });
	const untilMs = Math.max(deadlineMs, clock.now() + SHORTEST_READ_MS);
	const { moved, end } = watch(run, stall, deadlineMs, untilMs);
	try {
		return await readDirect(run, entry, answer, { ...reading, moved });
	} catch (thrown) {
		if (thrown instanceof TooLarge) throw tooLarge(thrown, answer, deadlineMs);
		if (thrown instanceof Problem || thrown instanceof Stopped) throw asIs(thrown);
		throw brokeOff(thrown, answer);
	} finally {
		end();
	}
}

function tooLarge(thrown: TooLarge, { headers }: OpenAnswer, atMs: number): Problem {
	const requestId = requestIdOf(headers) ?? undefined;
	return problemOfRefusal(
		{ step: 'sync', deadline: { atMs }, ...(requestId && { requestId }) },
		thrown,
	);
}

/** The answer had begun, so the image was made: its rest is lost with the connection. */
function brokeOff(thrown: unknown, { headers }: OpenAnswer): Problem {
	const requestId = requestIdOf(headers);
	return new Problem(API_ROWS.directAnswerLost, {
		detail: thrown instanceof Error ? thrown.message : '',
		...(requestId !== null && { requestId }),
	});
}

const withoutNulls = (figures: Figures): Partial<Figures> =>
	Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== null));

/**
 * Submits a job to the synchronous endpoint and waits for its answer.
 * @param path the documented path of the model
 * @param naming names the file once the request ID is known
 * @throws Problem, Stopped
 */
export async function orderDirectly(
	run: Run,
	request: JobRequest,
	path: string,
	naming: (requestId: string | null) => Naming,
	taking: Taking = IMAGES,
): Promise<DirectAnswer> {
	const { ledger, credential } = run;
	const submission = new Submission(run, request, 'sync');
	const makeCall = (): Call => ({
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
		return await run.gates.sync(async () => {
			const errand: Errand = {
				step: 'sync',
				deadline: submitDeadline(request.maxWaitMs),
				paced: true,
				beforeTry: submission.beforeTry,
				afterTry: submission.afterTry,
			};
			const answer = await ask(run, errand, makeCall, openBody);
			if (answer.refusal) throw problemOf(errand, answer.refusal);
			const entry = submission.accepted();
			const deadlineMs = submission.sentAtMs + request.maxWaitMs;
			try {
				return await readInTime(run, deadlineMs, entry, answer, { naming, taking });
			} catch (thrown) {
				rememberRequestId(ledger, entry, answer);
				throw asIs(thrown);
			}
		});
	} catch (thrown) {
		throw asIs(submission.fail(thrown));
	}
}

/** The headers came before the image was lost: a later run can name the job at least. */
function rememberRequestId(ledger: Ledger, entry: JobEntry, { headers }: OpenAnswer): void {
	const { cost, remainingCredits, inferenceTime } = figuresOfHeaders(headers);
	const requestId = requestIdOf(headers);
	if (requestId === null) return;
	const metrics = [cost, remainingCredits, inferenceTime] as const;
	ledger.recordDirectResult(entry, { requestId, metrics, count: 1 });
}
