import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { Problem } from '../errors/problem';
import type { Run } from '../run/context';
import { clock, pause, Stopped, type Deadline } from '../run/pause';
import { ask, problemOf, readBody, type Errand, type ReadAnswer } from '../transport/ask';
import { backoffMs } from '../transport/policy';
import type { Answer, ByteStream, Call } from '../transport/send';
import type { Naming } from './naming';
import { isRejected, storeStream, type Rejected, type StoredFile } from './store';
import { IMAGES, type Taking } from './taking';

const CONNECT_TIMEOUT_MS = 60_000;

/** A download in which nothing has moved for so long is begun anew. */
const STALL_MS = 30_000;

/** A file that is no image, or cut short, so often will not get better. */
const TRIES_FOR_CONTENT = 4;

/** An answer whose body, when it is a success, is still to be read. */
export interface OpenAnswer extends Omit<ReadAnswer, 'text' | 'json'> {
	readonly stream?: ByteStream;
	readonly refusal?: ReadAnswer;
}

/** Reads the body of a refusal; leaves that of a success to be streamed. */
export async function openBody(answer: Answer): Promise<OpenAnswer> {
	const { status, headers, body } = answer;
	if (Buffer.isBuffer(body)) return { status, headers, refusal: readBody(answer) };
	if (status < 300) return { status, headers, stream: body };
	// a refusal that breaks off is one all the same
	const text = await collect(body).catch(() => Buffer.alloc(0));
	return { status, headers, refusal: readBody({ status, headers, body: text }) };
}

const LONGEST_TEXT_BYTES = 1_000_000;

/**
 * A stream as one piece, at most a megabyte of it unless more is allowed.
 * @param moved told of every piece, so that a standstill can be noticed
 */
export async function collect(
	stream: ByteStream,
	limit = LONGEST_TEXT_BYTES,
	moved?: () => void,
): Promise<Buffer> {
	const pieces: Buffer[] = [];
	let length = 0;
	for await (const piece of stream) {
		pieces.push(Buffer.from(piece as Uint8Array));
		length += piece.length;
		moved?.();
		if (length > limit) break;
	}
	return Buffer.concat(pieces);
}

/**
 * Ends what stands still: no timers are to be had here, so it is looked at once a second.
 * @param stall aborted then, and when the execution is stopped
 * @param notBeforeMs time since 1970 before which nothing is ended
 */
export function watch(
	run: Run,
	stall: AbortController,
	notBeforeMs = 0,
): { moved: () => void; end: () => void } {
	let movedAtMs = clock.now();
	let ended = false;
	const guard = async () => {
		while (!ended) {
			await pause(1000, run.signal);
			const nowMs = clock.now();
			if (nowMs - movedAtMs > STALL_MS && nowMs > notBeforeMs) return stall.abort();
		}
	};
	guard().catch(() => stall.abort());
	return { moved: () => (movedAtMs = clock.now()), end: () => (ended = true) };
}

/** The length that was announced, unless the body was packed on the way. */
function announced(headers: Readonly<Record<string, unknown>>): number | undefined {
	if (headers['content-encoding'] !== undefined) return undefined;
	const length = Number(headers['content-length']);
	return Number.isInteger(length) && length >= 0 ? length : undefined;
}

async function fetchOnce(
	run: Run,
	url: string,
	naming: Naming,
	errand: Errand,
	taking: Taking,
): Promise<StoredFile | Rejected> {
	const stall = new AbortController();
	const signal = run.signal ? AbortSignal.any([run.signal, stall.signal]) : stall.signal;
	const call: Call = {
		method: 'GET',
		url,
		// packed on the way, a file would have another length than the one announced
		headers: { accept: 'image/*, */*', 'accept-encoding': 'identity' },
		// the file host is not the credential's: the key stays here
		withKey: false,
		answer: 'stream',
		timeoutMs: CONNECT_TIMEOUT_MS,
		signal,
	};
	const answer = await ask(run, errand, () => call, openBody);
	if (answer.refusal) throw problemOf(errand, answer.refusal);
	const guard = watch(run, stall);
	try {
		const stream = answer.stream as ByteStream;
		const expected = announced(answer.headers);
		const contentType = String(answer.headers['content-type'] ?? '');
		return await storeStream(run.ctx, stream, naming, {
			taking,
			hint: { contentType, address: url },
			...(expected !== undefined && { expected }),
			moved: guard.moved,
		});
	} catch (thrown) {
		if (run.signal?.aborted) throw asIs(new Stopped());
		if (thrown instanceof Problem) throw asIs(thrown);
		return { rejected: 'incomplete', head: '' };
	} finally {
		guard.end();
	}
}

const ROW_OF = {
	notAnImage: API_ROWS.notAnImage,
	notTheFile: API_ROWS.notTheFile,
	incomplete: API_ROWS.arrivedIncomplete,
	empty: API_ROWS.notAnImage,
};

/** The problem of a file that can't be kept, with where it lies. */
export const contentProblem = (
	outcome: Rejected,
	requestId: string | undefined,
	url: string | null,
): Problem =>
	new Problem(ROW_OF[outcome.rejected], {
		...(url !== null && { detail: `Address: ${url}.` }),
		...(outcome.head !== '' && { apiText: outcome.head }),
		...(requestId !== undefined && { requestId }),
	});

/**
 * Fetches a finished image, or whatever `taking` takes, into n8n's storage, again where it breaks off or comes in part.
 * @throws Problem, Stopped
 */
export async function download(
	run: Run,
	url: string,
	naming: Naming,
	deadline: Deadline,
	taking: Taking = IMAGES,
): Promise<StoredFile> {
	const requestId = naming.requestId ?? undefined;
	const errand: Errand = {
		step: 'download',
		deadline,
		...(requestId !== undefined && { requestId }),
	};
	return await run.gates.download(async () => {
		for (let tries = 1; ; tries += 1) {
			const outcome = await fetchOnce(run, url, naming, errand, taking);
			if (!isRejected(outcome)) return outcome;
			const waitMs = backoffMs(tries - 1, Math.random());
			if (tries >= TRIES_FOR_CONTENT || clock.now() + waitMs > deadline.atMs) {
				throw contentProblem(outcome, requestId, url);
			}
			await pause(waitMs, run.signal);
		}
	});
}
