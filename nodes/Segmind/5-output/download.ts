import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { Problem } from '../errors/problem';
import { apiTextOf } from '../errors/text';
import type { Run } from '../run/context';
import { clock, pause, Stopped, type Deadline } from '../run/pause';
import {
	problemOf,
	problemOfRefusal,
	problemOfSilence,
	readBody,
	type Errand,
	type ReadAnswer,
} from '../transport/ask';
import { mayFetch } from '../transport/hosts';
import { backoffMs, setbackOf, statedWaitMs } from '../transport/policy';
import { receive, SMALL_ANSWER_BYTES, TooLarge, watch } from '../transport/receive';
import {
	Blocked,
	NoAnswer,
	send,
	type Answer,
	type ByteStream,
	type Call,
} from '../transport/send';
import type { Naming } from './naming';
import { isRejected, storeStream, type Rejected, type StoredFile } from './store';
import { IMAGES, type Taking } from './taking';

export { watch } from '../transport/receive';

const CONNECT_TIMEOUT_MS = 60_000;

/** A server of files can be a moment behind: so long a "not found" or another file is not believed. */
const LATE_FILE_MS = 60_000;

const MOST_REDIRECTS = 5;

/** An answer whose body, when it is a success, is still to be read. */
export interface OpenAnswer extends Omit<ReadAnswer, 'text' | 'json'> {
	readonly stream?: ByteStream;
	readonly refusal?: ReadAnswer;
}

/** Leaves the body of a success to be streamed; that of a refusal was read already. */
export async function openBody(answer: Answer): Promise<OpenAnswer> {
	const { status, headers, body } = answer;
	if (Buffer.isBuffer(body)) return { status, headers, refusal: readBody(answer) };
	if (status < 300) return { status, headers, stream: body };
	// a refusal that breaks off is one all the same
	const text = await collect(body).catch(() => Buffer.alloc(0));
	return { status, headers, refusal: readBody({ status, headers, body: text }) };
}

/** The beginning of a stream as one piece, at most a megabyte of it unless more is allowed. */
export async function collect(
	stream: ByteStream,
	limit = SMALL_ANSWER_BYTES,
	moved?: () => void,
): Promise<Buffer> {
	const { bytes, end, cause } = await receive(stream, limit, moved);
	if (end === 'brokeOff') throw asIs(cause);
	return bytes;
}

/** What one try came to: a file, or a problem and how it may be mended. */
type Tried =
	| { readonly file: StoredFile }
	| {
			readonly problem: Problem;
			/** `late` for a file that is not there yet, or a page in its place. */
			readonly again: 'always' | 'late' | 'never';
			/** Time that the server asks to wait, in milliseconds. */
			readonly waitMs?: number;
	  };

/** One file that is to be fetched. */
interface Wanted {
	readonly url: string;
	readonly naming: Naming;
	readonly errand: Errand;
	readonly taking: Taking;
}

const problemWith = (
	{ url, errand }: Wanted,
	row: Problem['row'],
	more: Problem['details'] = {},
): Problem =>
	new Problem(row, {
		billed: 'yes',
		...(errand.requestId !== undefined && { requestId: errand.requestId }),
		...more,
		detail: [`Address: ${url}.`, ...(more.detail ? [more.detail] : [])].join(' '),
	});

/** @throws Problem for an address of n8n's own network */
function checkAddress(run: Run, wanted: Wanted, address: string): void {
	if (mayFetch(address, run.credential.base)) return;
	const led = address === wanted.url ? {} : { detail: `It leads to ${address}.` };
	throw problemWith(wanted, API_ROWS.addressNotAllowed, led);
}

/** Where a redirect leads, or undefined for an answer that is none. */
function redirectOf({ status, headers }: Answer, from: string): string | undefined {
	if (status < 300 || status >= 400 || typeof headers.location !== 'string') return undefined;
	try {
		return new URL(headers.location, from).toString();
	} catch {
		return undefined;
	}
}

/** Opens an address, and those that it leads to: each of them is checked before it is opened. */
async function open(run: Run, wanted: Wanted, signal: AbortSignal): Promise<Answer> {
	let address = wanted.url;
	for (let redirects = 0; ; redirects += 1) {
		checkAddress(run, wanted, address);
		const call: Call = {
			method: 'GET',
			url: address,
			headers: { accept: 'image/*, */*', 'accept-encoding': 'identity' },
			// the file host is not the credential's: the key stays here
			withKey: false,
			staysHere: true,
			answer: 'stream',
			timeoutMs: CONNECT_TIMEOUT_MS,
			signal,
		};
		const answer = await send(run.ctx, run.credential, call);
		const next = redirectOf(answer, address);
		if (next === undefined || redirects >= MOST_REDIRECTS) return answer;
		address = next;
	}
}

/** What a refusal of the server means for a file that was paid. */
function refusedFile(wanted: Wanted, answer: Answer): Tried {
	const { status, headers } = answer;
	const read = readBody(answer);
	const setback = setbackOf('download', status);
	if (!setback && status !== 408 && status !== 425) {
		const apiText = apiTextOf(read.json, read.text);
		const problem = problemWith(wanted, API_ROWS.fileGone, { apiText, httpCode: status });
		return { problem, again: 'late' };
	}
	const waitMs = setback === 'rateLimited' ? statedWaitMs(headers, clock.now()) : undefined;
	const problem = problemOf(wanted.errand, read);
	return { problem, again: 'always', ...(waitMs !== undefined && { waitMs }) };
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

async function store(run: Run, wanted: Wanted, answer: Answer, moved: () => void): Promise<Tried> {
	const { url, naming, taking, errand } = wanted;
	const stream = answer.body as ByteStream;
	const contentType = String(answer.headers['content-type'] ?? '');
	const hint = { contentType, address: url };
	const outcome = await storeStream(run.ctx, stream, naming, { taking, hint, moved });
	if (!isRejected(outcome)) return { file: outcome };
	const again = outcome.rejected === 'incomplete' ? 'always' : 'late';
	return { problem: contentProblem(outcome, errand.requestId, url), again };
}

/** What was thrown on the way: final where a try more can't mend it. */
function thrownOnTheWay(run: Run, wanted: Wanted, thrown: unknown): Tried {
	if (run.signal?.aborted || thrown instanceof Stopped) throw asIs(new Stopped());
	if (thrown instanceof Problem) return { problem: thrown, again: 'never' };
	if (thrown instanceof Blocked || thrown instanceof TooLarge) {
		const { row, details } = problemOfRefusal(wanted.errand, thrown);
		return { problem: problemWith(wanted, row, details), again: 'never' };
	}
	if (thrown instanceof NoAnswer) {
		const { row, details } = problemOfSilence(wanted.errand, thrown);
		return { problem: problemWith(wanted, row, details), again: 'always' };
	}
	return { problem: problemWith(wanted, API_ROWS.arrivedIncomplete), again: 'always' };
}

/** Fetches a file once. Whatever it comes to, no connection is left open. */
async function tryOnce(run: Run, wanted: Wanted): Promise<Tried> {
	const stall = new AbortController();
	const signal = run.signal ? AbortSignal.any([run.signal, stall.signal]) : stall.signal;
	const untilMs = Math.max(wanted.errand.deadline.atMs, clock.now() + CONNECT_TIMEOUT_MS);
	let guard: ReturnType<typeof watch> | undefined;
	try {
		const answer = await open(run, wanted, signal);
		if (Buffer.isBuffer(answer.body)) return refusedFile(wanted, answer);
		guard = watch(run, stall, 0, untilMs);
		return await store(run, wanted, answer, guard.moved);
	} catch (thrown) {
		return thrownOnTheWay(run, wanted, thrown);
	} finally {
		guard?.end();
	}
}

/**
 * Fetches a finished image, or whatever `taking` takes, into n8n's storage, again until the deadline
 * where it breaks off. A place among the downloads is held by each try, and by no wait between two.
 * @param deadline moves by the time that the file waits for its first place
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
	const wanted: Wanted = { url, naming, errand, taking };
	const queuedAtMs = clock.now();
	let waited = false;
	let lateSinceMs: number | undefined;
	for (let tries = 0; ; tries += 1) {
		const tried = await run.gates.download(async () => {
			if (!waited) deadline.atMs += clock.now() - queuedAtMs;
			waited = true;
			return await tryOnce(run, wanted);
		});
		if ('file' in tried) return tried.file;
		const { problem, again, waitMs = backoffMs(tries, Math.random()) } = tried;
		if (again === 'late') lateSinceMs ??= clock.now();
		const lateUntilMs = again === 'late' ? (lateSinceMs ?? 0) + LATE_FILE_MS : Infinity;
		const untilMs = Math.min(deadline.atMs, lateUntilMs);
		if (again === 'never' || clock.now() + waitMs > untilMs) throw problem;
		await pause(waitMs, run.signal);
	}
}
