import { API_ERRORS } from '../errors/apiErrors';
import { isPurchase, Problem, type Step, toError } from '../errors/problem';
import { clock, nextTryInMs, pause, Stopped, type Deadline } from '../core/clock';
import type { Semaphore } from '../core/semaphore';
import type { HttpContext } from './context';
import { problemOfNetwork, problemOfRefusal, type RequestSubject } from './problems';
import {
	backoffMs,
	certaintyOf,
	isRead,
	MAX_UNCLEAR_REPEATS,
	RETRY_POLICY,
	retryReasonOf,
	statedWaitMs,
	type Certainty,
	type RetryReason,
} from './retryPolicy';
import { Blocked, NetworkError } from './networkError';
import { TooLarge, type HttpResponse } from './response';
import { send, type HttpRequest } from './send';

/** How long a request is tried, and what happens around each try. */
export interface RequestContext extends RequestSubject {
	readonly deadline: Deadline;
	/** Takes the wait for its first turn, too, from the deadline: a job that failed is submitted again. */
	readonly queueTimeCounts?: boolean;
	/** Held by each try, and by no wait between two. */
	readonly semaphore?: Semaphore;
	/** Done before every try, when its turn has come. */
	readonly beforeTry?: () => void;
	/** Done when a try has ended, with what is known of the job then. */
	readonly afterTry?: (certainty: Certainty) => void;
}

/** How one try ended. */
interface TryOutcome<T> {
	answer?: T;
	reason?: RetryReason;
	problem?: () => Problem;
}

type ResponseHead = Pick<HttpResponse, 'status' | 'headers'>;

type Reader<T> = (answer: HttpResponse) => Promise<T> | T;

async function attempt<T extends ResponseHead>(
	session: HttpContext,
	request: RequestContext,
	makeCall: () => HttpRequest | Promise<HttpRequest>,
	read: Reader<T>,
): Promise<TryOutcome<T>> {
	try {
		const call = await makeCall();
		// what never leaves must not be written down
		if (session.signal?.aborted) throw new Stopped();
		request.beforeTry?.();
		const received = await send(session.ctx, session.credential, call);
		const reason = retryReasonOf(request.step, received.status);
		request.afterTry?.(certaintyOf(reason, received.status));
		const answer = await read(received);
		return { answer, ...(reason && { reason }) };
	} catch (thrown) {
		if (thrown instanceof Blocked) request.afterTry?.('nothing');
		if (thrown instanceof Blocked || thrown instanceof TooLarge) {
			throw problemOfRefusal(request, thrown);
		}
		if (!(thrown instanceof NetworkError)) throw toError(thrown);
		request.afterTry?.(certaintyOf(thrown.kind, undefined));
		return { reason: thrown.kind, problem: () => problemOfNetwork(request, thrown) };
	}
}

/** How long a 429 asks to wait, in milliseconds, if it says so. */
function statedMs({ answer, reason }: TryOutcome<ResponseHead>): number | undefined {
	if (!answer || reason !== 'rateLimited') return undefined;
	return statedWaitMs(answer.headers, clock.date());
}

/**
 * One try of a submit when its turn has come; the others wait for what becomes of it.
 * @param queueTimeCounts whether the wait for the turn is taken from the deadline, as that of a submit
 * that was refused before
 * @returns nothing when its turn came, or would come, after the deadline
 */
async function inTurn<T extends ResponseHead>(
	{ admission, signal }: HttpContext,
	{ step, deadline }: RequestContext,
	queueTimeCounts: boolean,
	tryOnce: () => Promise<TryOutcome<T>>,
): Promise<TryOutcome<T> | undefined> {
	const queuedAtMs = clock.now();
	const untilMs = queueTimeCounts ? deadline.atMs : Infinity;
	const turn = await admission.turn(signal, step === 'sync', untilMs);
	if (!turn) return undefined;
	if (!queueTimeCounts) deadline.atMs += clock.now() - queuedAtMs;
	if (clock.now() >= deadline.atMs) {
		turn('unused');
		return undefined;
	}
	try {
		const outcome = await tryOnce();
		if (outcome.reason === 'rateLimited') turn('refused', statedMs(outcome));
		else turn(outcome.answer ? 'answered' : 'unused');
		return outcome;
	} catch (thrown) {
		turn('unused');
		throw toError(thrown);
	}
}

/** Whether one more try may follow. @param tries those that ended for each reason, this one included */
function isAllowed(
	step: Step,
	tries: ReadonlyMap<RetryReason, number>,
	reason: RetryReason,
): boolean {
	const limit = RETRY_POLICY[step][reason];
	if (limit === 'always') return true;
	const unclear = (tries.get('serverTrouble') ?? 0) + (tries.get('unavailable') ?? 0);
	const tooMany = isPurchase(step) && unclear > MAX_UNCLEAR_REPEATS;
	return !tooMany && (tries.get(reason) ?? 0) <= limit;
}

/**
 * Time until a repeat, in milliseconds, or undefined where it would come too late: what is told to
 * wait beyond its deadline is not sent, but a read, which costs nothing, is made once more at it.
 */
function repeatInMs(
	{ step, deadline }: RequestContext,
	wantedMs: number,
	triedAtMs: number,
): number | undefined {
	if (isRead(step)) return nextTryInMs(wantedMs, triedAtMs, deadline.atMs);
	return clock.now() + wantedMs > deadline.atMs ? undefined : wantedMs;
}

/** One try inside the semaphore, if there is one. The wait for it takes nothing from the deadline. */
async function inSemaphore<T>(
	{ semaphore, deadline }: RequestContext,
	tryOnce: () => Promise<T>,
): Promise<T> {
	if (!semaphore) return await tryOnce();
	const queuedAtMs = clock.now();
	return await semaphore(async () => {
		deadline.atMs += clock.now() - queuedAtMs;
		return await tryOnce();
	});
}

/**
 * Sends a request and repeats it as the policy of its step allows.
 * @param makeCall builds the request again for every try (a stream can't be sent twice)
 * @returns the first answer that is final, whatever its status, or the last one
 * @throws Problem when the policy or the deadline ends the tries without an answer; Stopped
 */
export async function requestWithRetry<T extends ResponseHead>(
	session: HttpContext,
	request: RequestContext,
	makeCall: () => HttpRequest | Promise<HttpRequest>,
	read: Reader<T>,
): Promise<T> {
	const repeats = new Map<RetryReason, number>();
	const one = async () => await attempt(session, request, makeCall, read);
	const tryOnce = async () => await inSemaphore(request, one);
	let last: TryOutcome<T> = {};
	for (let tries = 0; ; tries += 1) {
		const triedAtMs = clock.now();
		const next = isPurchase(request.step)
			? await inTurn(session, request, request.queueTimeCounts === true || tries > 0, tryOnce)
			: await tryOnce();
		const outcome = next ?? last;
		last = outcome;
		const { answer, reason, problem } = outcome;
		if (answer && !reason) return answer;
		const kind = reason ?? 'silence';
		repeats.set(kind, (repeats.get(kind) ?? 0) + 1);
		const wantedMs = statedMs(outcome) ?? backoffMs(tries, Math.random());
		const waitMs = repeatInMs(request, wantedMs, triedAtMs);
		if (!next || waitMs === undefined || !isAllowed(request.step, repeats, kind)) {
			if (answer) return answer;
			throw problem?.() ?? new Problem(API_ERRORS.notSentInTime);
		}
		// the admission decides when a submit that came too early goes out again
		if (!(isPurchase(request.step) && kind === 'rateLimited')) {
			// an upload is of no use once nothing more is submitted
			const closing = request.step === 'upload' ? session.closing : undefined;
			await pause(waitMs, session.signal, undefined, closing);
		}
	}
}
