import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import type { FilesContext } from '../http/context';
import { clock, nextTryInMs, pause, Stopped, type Deadline } from '../core/clock';
import type { ByteStream } from '../core/streams';
import { problemOfRefusal, problemOfNetwork } from '../http/problems';
import type { RequestContext } from '../http/request';
import { backoffMs } from '../http/retryPolicy';
import { guardAgainstStall, TooLarge, type HttpResponse } from '../http/response';
import { Blocked, NetworkError } from '../http/networkError';
import {
	contentProblem,
	FileMissing,
	detailsWith,
	refusedFile,
	type Tried,
	type Wanted,
} from './downloadProblems';
import type { FileNaming } from './fileName';
import { IMAGE_FILES, type FileRule } from './fileRule';
import { CONNECT_TIMEOUT_MS, openUrl } from './openUrl';
import { isRejected, storeStream, type StoredFile } from './store';

/**
 * A server of files can be a moment behind: so long a "not found" or another file is not believed,
 * even beyond the deadline. It is paid.
 */
const LATE_FILE_MS = 60_000;

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
	return { problem: contentProblem(outcome, request.requestId, url) };
}

/** What was thrown on the way. @throws Stopped; Problem where a try more can't mend it */
function thrownOnTheWay(run: FilesContext, wanted: Wanted, thrown: unknown): Tried {
	if (run.signal?.aborted || thrown instanceof Stopped) throw toError(new Stopped());
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
async function tryOnce(run: FilesContext, wanted: Wanted): Promise<Tried> {
	const stall = new AbortController();
	const signal = run.signal ? AbortSignal.any([run.signal, stall.signal]) : stall.signal;
	const untilMs = Math.max(wanted.request.deadline.atMs, clock.now() + CONNECT_TIMEOUT_MS);
	let guard: ReturnType<typeof guardAgainstStall> | undefined;
	try {
		const answer = await openUrl(run, wanted, signal);
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
	run: FilesContext,
	url: string,
	naming: FileNaming,
	patience: Patience,
	rule: FileRule = IMAGE_FILES,
): Promise<StoredFile> {
	const requestId = naming.requestId ?? undefined;
	const request: RequestContext = {
		step: 'download',
		deadline: patience,
		...(requestId !== undefined && { requestId }),
	};
	const wanted: Wanted = { url, naming, request, rule };
	const queuedAtMs = clock.now();
	let waited = false;
	let triedAtMs = 0;
	for (let tries = 0; ; tries += 1) {
		const tried = await run.semaphores.download(async () => {
			triedAtMs = clock.now();
			if (!waited) patience.atMs += triedAtMs - queuedAtMs;
			waited = true;
			return await tryOnce(run, wanted);
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
		await pause(waitMs, run.signal);
	}
}
