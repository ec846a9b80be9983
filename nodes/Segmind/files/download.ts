import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem, type ErrorDefinition } from '../errors/problem';
import { apiTextOf } from '../errors/presentable';
import type { FilesContext } from './context';
import { clock, pause, Stopped, type Deadline } from '../core/clock';
import { problemOfResponse, problemOfRefusal, problemOfNetwork } from '../http/problems';
import { readBody, type ReadResponse } from '../http/response';
import type { RequestContext } from '../http/requestContext';
import { mayFetch } from '../http/allowedHosts';
import { backoffMs, retryReasonOf, statedWaitMs } from '../http/retryPolicy';
import { receive, SMALL_ANSWER_BYTES, TooLarge, guardAgainstStall } from '../http/receive';
import type { ByteStream } from '../core/streams';
import { Blocked, NetworkError, send, type HttpResponse, type HttpRequest } from '../http/send';
import type { FileNaming } from './fileName';
import { isRejected, storeStream, type RejectedContent, type StoredFile } from './store';
import { IMAGE_FILES, type FileRule } from './fileRule';

const CONNECT_TIMEOUT_MS = 60_000;

/** A server of files can be a moment behind: so long a "not found" or another file is not believed. */
const LATE_FILE_MS = 60_000;

const MOST_REDIRECTS = 5;

/** An answer whose body, when it is a success, is still to be read. */
export interface OpenResponse extends Omit<ReadResponse, 'text' | 'json'> {
	readonly stream?: ByteStream;
	readonly refusal?: ReadResponse;
}

/** Leaves the body of a success to be streamed; that of a refusal was read already. */
export async function openBody(answer: HttpResponse): Promise<OpenResponse> {
	const { status, headers, body } = answer;
	if (Buffer.isBuffer(body)) return { status, headers, refusal: readBody(answer) };
	if (status < 300) return { status, headers, stream: body };
	// a refusal that breaks off is one all the same
	const text = await readBeginning(body).catch(() => Buffer.alloc(0));
	return { status, headers, refusal: readBody({ status, headers, body: text }) };
}

/** The beginning of a stream as one chunk, at most a megabyte of it unless more is allowed. */
export async function readBeginning(
	stream: ByteStream,
	limit = SMALL_ANSWER_BYTES,
	moved?: () => void,
): Promise<Buffer> {
	const { bytes, end, cause } = await receive(stream, limit, moved);
	if (end === 'brokeOff') throw toError(cause);
	return bytes;
}

/** How one try ended: a file, or a problem and whether a retry may help. */
type Tried =
	| { readonly file: StoredFile }
	| {
			readonly problem: Problem;
			/** `late` for a file that is not there yet, or a page instead of it. */
			readonly again: 'always' | 'late' | 'never';
			/** Time that the server asks to wait, in milliseconds. */
			readonly waitMs?: number;
	  };

/** One file that is to be fetched. */
interface Wanted {
	readonly url: string;
	readonly naming: FileNaming;
	readonly request: RequestContext;
	readonly rule: FileRule;
}

const problemWith = (
	{ url, request }: Wanted,
	definition: ErrorDefinition,
	more: Problem['details'] = {},
): Problem =>
	new Problem(definition, {
		billed: 'yes',
		...(request.requestId !== undefined && { requestId: request.requestId }),
		...more,
		detail: [`URL: ${url}.`, ...(more.detail ? [more.detail] : [])].join(' '),
	});

/** @throws Problem for a URL of n8n's own network */
function checkUrl(run: FilesContext, wanted: Wanted, url: string): void {
	if (mayFetch(url, run.credential.base)) return;
	const led = url === wanted.url ? {} : { detail: `It redirects to ${url}.` };
	throw problemWith(wanted, API_ERRORS.addressNotAllowed, led);
}

/** Where a redirect leads, or undefined for an answer that is none. */
function redirectOf({ status, headers }: HttpResponse, from: string): string | undefined {
	if (status < 300 || status >= 400 || typeof headers.location !== 'string') return undefined;
	try {
		return new URL(headers.location, from).toString();
	} catch {
		return undefined;
	}
}

/** Opens a URL and follows its redirects: each is checked before it is opened. */
async function open(run: FilesContext, wanted: Wanted, signal: AbortSignal): Promise<HttpResponse> {
	let url = wanted.url;
	for (let redirects = 0; ; redirects += 1) {
		checkUrl(run, wanted, url);
		const call: HttpRequest = {
			method: 'GET',
			url,
			headers: { accept: 'image/*, */*', 'accept-encoding': 'identity' },
			// the file host is not the credential's: the key stays here
			withKey: false,
			staysHere: true,
			answer: 'stream',
			timeoutMs: CONNECT_TIMEOUT_MS,
			signal,
		};
		const answer = await send(run.ctx, run.credential, call);
		const next = redirectOf(answer, url);
		if (next === undefined || redirects >= MOST_REDIRECTS) return answer;
		url = next;
	}
}

/** What a refusal of the server means for a file that was paid. */
function refusedFile(wanted: Wanted, answer: HttpResponse): Tried {
	const { status, headers } = answer;
	const read = readBody(answer);
	const reason = retryReasonOf('download', status);
	if (!reason) {
		const apiText = apiTextOf(read.json, read.text);
		const problem = problemWith(wanted, API_ERRORS.fileGone, { apiText, httpCode: status });
		return { problem, again: 'late' };
	}
	const waitMs = reason === 'rateLimited' ? statedWaitMs(headers, clock.now()) : undefined;
	const { definition, details } = problemOfResponse(wanted.request, read);
	const problem = problemWith(wanted, definition, details);
	return { problem, again: 'always', ...(waitMs !== undefined && { waitMs }) };
}

const REJECTED_ERRORS = {
	notAnImage: API_ERRORS.notAnImage,
	notTheFile: API_ERRORS.notTheFile,
	incomplete: API_ERRORS.arrivedIncomplete,
	empty: API_ERRORS.notAnImage,
};

/** How to go on with a file that was spoiled in the answer itself. */
const NO_URL =
	'Nothing can be downloaded again: the file came within the answer and has no URL. Look for the job in the Segmind console.';

/** The problem of a file that can't be kept, with where it lies. */
export const contentProblem = (
	outcome: RejectedContent,
	requestId: string | undefined,
	url: string | null,
): Problem =>
	new Problem(REJECTED_ERRORS[outcome.rejected], {
		...(url === null ? { next: NO_URL } : { detail: `URL: ${url}.` }),
		...(outcome.head !== '' && { apiText: outcome.head }),
		...(requestId !== undefined && { requestId }),
	});

async function store(
	run: FilesContext,
	wanted: Wanted,
	answer: HttpResponse,
	moved: () => void,
): Promise<Tried> {
	const { url, naming, rule, request } = wanted;
	const stream = answer.body as ByteStream;
	const contentType = String(answer.headers['content-type'] ?? '');
	const hint = { contentType, url };
	const outcome = await storeStream(run.ctx, stream, naming, { rule, hint, moved });
	if (!isRejected(outcome)) return { file: outcome };
	const again = outcome.rejected === 'incomplete' ? 'always' : 'late';
	return { problem: contentProblem(outcome, request.requestId, url), again };
}

/** What was thrown on the way: final where a try more can't mend it. */
function thrownOnTheWay(run: FilesContext, wanted: Wanted, thrown: unknown): Tried {
	if (run.signal?.aborted || thrown instanceof Stopped) throw toError(new Stopped());
	if (thrown instanceof Problem) return { problem: thrown, again: 'never' };
	if (thrown instanceof Blocked || thrown instanceof TooLarge) {
		const { definition, details } = problemOfRefusal(wanted.request, thrown);
		return { problem: problemWith(wanted, definition, details), again: 'never' };
	}
	if (thrown instanceof NetworkError) {
		const { definition, details } = problemOfNetwork(wanted.request, thrown);
		return { problem: problemWith(wanted, definition, details), again: 'always' };
	}
	return { problem: problemWith(wanted, API_ERRORS.arrivedIncomplete), again: 'always' };
}

/** Fetches a file once. Whatever it comes to, no connection is left open. */
async function tryOnce(run: FilesContext, wanted: Wanted): Promise<Tried> {
	const stall = new AbortController();
	const signal = run.signal ? AbortSignal.any([run.signal, stall.signal]) : stall.signal;
	const untilMs = Math.max(wanted.request.deadline.atMs, clock.now() + CONNECT_TIMEOUT_MS);
	let guard: ReturnType<typeof guardAgainstStall> | undefined;
	try {
		const answer = await open(run, wanted, signal);
		if (Buffer.isBuffer(answer.body)) return refusedFile(wanted, answer);
		const { body } = answer;
		const abort = () => {
			stall.abort();
			// what has arrived already is no longer tied to the request
			body.destroy();
		};
		guard = guardAgainstStall(run, { abort }, 0, untilMs);
		return await store(run, wanted, answer, guard.moved);
	} catch (thrown) {
		return thrownOnTheWay(run, wanted, thrown);
	} finally {
		guard?.end();
	}
}

/**
 * Fetches a finished image, or whatever `rule` takes, into n8n's storage, again until the deadline
 * where it breaks off. Each try holds a download slot; the wait between two holds none.
 * @param deadline moves by the time that the file waits for its first slot
 * @throws Problem, Stopped
 */
export async function download(
	run: FilesContext,
	url: string,
	naming: FileNaming,
	deadline: Deadline,
	rule: FileRule = IMAGE_FILES,
): Promise<StoredFile> {
	const requestId = naming.requestId ?? undefined;
	const request: RequestContext = {
		step: 'download',
		deadline,
		...(requestId !== undefined && { requestId }),
	};
	const wanted: Wanted = { url, naming, request, rule };
	const queuedAtMs = clock.now();
	let waited = false;
	let lateSinceMs: number | undefined;
	for (let tries = 0; ; tries += 1) {
		const tried = await run.semaphores.download(async () => {
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
