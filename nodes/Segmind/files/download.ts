import type { ByteStream } from '../core/bytes';
import { clock, type Deadline, nextTryInMs, pause, Stopped } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { FILE_ERRORS } from '../errors/fileAndWorkflowErrors';
import { Problem, toError } from '../errors/problem';
import { mayFetch } from '../http/allowedHosts';
import type { FilesContext } from '../http/context';
import { Blocked, NetworkError } from '../http/networkError';
import { problemOfNetwork, problemOfRefusal } from '../http/problems';
import { guardAgainstStall, type HttpResponse, TooLarge } from '../http/response';
import { backoffMs } from '../http/retryPolicy';
import { type HttpRequest, send } from '../http/send';
import { type FileRule, IMAGE_FILES } from './fileRules';
import {
	contentProblem,
	detailsWith,
	FileMissing,
	refusedFile,
	type FetchedFile,
	type WantedFile,
} from './downloadProblems';
import type { FileNaming } from './fileName';
import { isRejected, type StoredFile, storeStream } from './store';

/** Time until the head of the answer is there. */
const CONNECT_TIMEOUT_MS = 60_000;

const MAX_REDIRECTS = 5;

/** @throws FileMissing for a URL of n8n's own network */
function refuseClosedHost(session: FilesContext, wanted: WantedFile, url: string): void {
	if (mayFetch(url, session.credential.base)) return;
	const led = url === wanted.url ? {} : { detail: `It redirects to ${url}.` };
	throw new FileMissing(FILE_ERRORS.addressNotAllowed, detailsWith(wanted, led));
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
async function openUrl(
	session: FilesContext,
	wanted: WantedFile,
	signal: AbortSignal,
): Promise<HttpResponse> {
	let url = wanted.url;
	for (let redirects = 0; ; redirects += 1) {
		refuseClosedHost(session, wanted, url);
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
		const answer = await send(session.ctx, session.credential, call);
		const next = redirectOf(answer, url);
		if (next === undefined || redirects >= MAX_REDIRECTS) return answer;
		url = next;
	}
}

/**
 * A server of files can be a moment behind: so long a "not found" or another file is not believed,
 * even beyond the deadline. It is paid.
 */
const LATE_FILE_MS = 60_000;

async function store(
	session: FilesContext,
	wanted: WantedFile,
	answer: HttpResponse,
	moved: () => void,
): Promise<FetchedFile> {
	const { url, naming, rule, request } = wanted;
	const stream = answer.body as ByteStream;
	const contentType = String(answer.headers['content-type'] ?? '');
	const hint = { contentType, url };
	const outcome = await storeStream(session.ctx, stream, naming, { rule, hint, moved });
	if (!isRejected(outcome)) return { file: outcome };
	return { problem: contentProblem(outcome, request.requestId, url) };
}

/** What was thrown on the way. @throws Stopped; Problem where a try more can't mend it */
function thrownOnTheWay(session: FilesContext, wanted: WantedFile, thrown: unknown): FetchedFile {
	if (session.signal?.aborted || thrown instanceof Stopped) throw toError(new Stopped());
	if (thrown instanceof Problem) throw thrown;
	if (thrown instanceof Blocked || thrown instanceof TooLarge) {
		const { definition, details } = problemOfRefusal(wanted.request, thrown);
		throw new FileMissing(definition, detailsWith(wanted, details));
	}
	if (thrown instanceof NetworkError) {
		const { definition, details } = problemOfNetwork(wanted.request, thrown);
		return { problem: new Problem(definition, detailsWith(wanted, details)) };
	}
	return { problem: new Problem(API_ERRORS.arrivedIncomplete, detailsWith(wanted)) };
}

/** Fetches a file once. Whatever it comes to, no connection is left open. */
async function tryOnce(session: FilesContext, wanted: WantedFile): Promise<FetchedFile> {
	const stall = new AbortController();
	const signal = session.signal ? AbortSignal.any([session.signal, stall.signal]) : stall.signal;
	const untilMs = Math.max(wanted.request.deadline.atMs, clock.now() + CONNECT_TIMEOUT_MS);
	let guard: ReturnType<typeof guardAgainstStall> | undefined;
	try {
		const answer = await openUrl(session, wanted, signal);
		if (Buffer.isBuffer(answer.body)) return refusedFile(wanted, answer);
		const { body } = answer;
		const abort = () => {
			stall.abort();
			// what has arrived already is no longer tied to the request
			body.destroy();
		};
		guard = guardAgainstStall(session, { abort }, 0, untilMs);
		return await store(session, wanted, answer, guard.moved);
	} catch (thrown) {
		return thrownOnTheWay(session, wanted, thrown);
	} finally {
		guard?.end();
	}
}

/** Until when the files of one job are tried, which all of them share. */
export interface Patience extends Deadline {
	/** From then on it is believed that a file is not there, as no file has come since one was not. */
	lateUntilMs?: number;
}

/**
 * Fetches a finished image, or whatever `rule` takes, into n8n's storage, again until the deadline
 * where it breaks off. Each try holds a download slot; the wait between two holds none.
 * @param patience moves by the time that the file waits for its first slot
 * @throws FileMissing, Problem, Stopped
 */
export async function download(
	session: FilesContext,
	url: string,
	naming: FileNaming,
	patience: Patience,
	rule: FileRule = IMAGE_FILES,
): Promise<StoredFile> {
	const requestId = naming.requestId ?? undefined;
	const request = {
		step: 'download' as const,
		deadline: patience,
		...(requestId !== undefined && { requestId }),
	};
	const wanted: WantedFile = { url, naming, request, rule };
	const queuedAtMs = clock.now();
	let waited = false;
	let triedAtMs = 0;
	for (let tries = 0; ; tries += 1) {
		const tried = await session.semaphores.download(async () => {
			triedAtMs = clock.now();
			if (!waited) patience.atMs += triedAtMs - queuedAtMs;
			waited = true;
			return await tryOnce(session, wanted);
		});
		if ('file' in tried) {
			delete patience.lateUntilMs;
			return tried.file;
		}
		const { problem, askedMs = backoffMs(tries, Math.random()) } = tried;
		const isLate = problem instanceof FileMissing;
		if (isLate) patience.lateUntilMs ??= clock.now() + LATE_FILE_MS;
		const untilMs = (isLate && patience.lateUntilMs) || patience.atMs;
		const waitMs = nextTryInMs(askedMs, triedAtMs, untilMs);
		if (waitMs === undefined) throw problem;
		await pause(waitMs, session.signal);
	}
}
