import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { errorFor, type Step } from '../errors/classify';
import { Problem, type Billed, type ErrorDefinition } from '../errors/problem';
import { apiTextOf } from '../errors/presentable';
import type { HttpContext } from './context';
import type { Semaphore } from '../core/semaphore';
import { clock, pause, Stopped, type Deadline } from '../core/clock';
import { parseJson } from '../core/json';
import {
	backoffMs,
	certaintyOf,
	isPurchase,
	MAX_UNCLEAR_REPEATS,
	RETRY_POLICY,
	retryReasonOf,
	statedWaitMs,
	type Certainty,
	type RetryReason,
} from './retryPolicy';
import { TooLarge } from './receive';
import { Blocked, NetworkError, send, type HttpResponse, type HttpRequest } from './send';

/** An answer that was read to its end. */
export interface ReadResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly text: string;
	/** The body as JSON, or undefined when it is none. */
	readonly json: unknown;
}

/** What a call belongs to, for the deadline and for what is said if it comes to nothing. */
export interface RequestContext {
	readonly step: Step;
	readonly deadline: Deadline;
	readonly requestId?: string;
	/** True for orders: they go out at the pace that the account allows, and 429s count for all of them. */
	readonly paced?: boolean;
	/** Held by each try, and by no wait between two. */
	readonly gate?: Semaphore;
	/** Done before every try, when its turn has come. */
	readonly beforeTry?: () => void;
	/** Done when a try has ended, with what is known of the job then. */
	readonly afterTry?: (certainty: Certainty) => void;
}

export function readBody(answer: HttpResponse): ReadResponse {
	const text = Buffer.isBuffer(answer.body) ? answer.body.toString('utf8') : '';
	const json = text === '' ? undefined : parseJson(text);
	return { status: answer.status, headers: answer.headers, text, json };
}

const ROW_OF_SILENCE: Record<Step, ErrorDefinition> = {
	credits: API_ERRORS.connectionLost,
	status: API_ERRORS.connectionLost,
	result: API_ERRORS.connectionLost,
	download: API_ERRORS.connectionLost,
	upload: API_ERRORS.uploadLost,
	submit: API_ERRORS.silence,
	sync: API_ERRORS.silence,
};

/** Once the job is ordered, a call that comes to nothing says nothing about the bill. */
function billedAfter(errand: RequestContext, row: ErrorDefinition): Billed {
	if (errand.step === 'download') return 'yes';
	if (errand.requestId !== undefined && row.billed === 'no') return 'maybe';
	return row.billed;
}

const HINT_500 = 'HTTP 500 often means that a setting does not suit the model.';

/** The problem that an answer stands for, with Segmind's own words. */
export function problemOfResponse(errand: RequestContext, answer: ReadResponse): Problem {
	const words = apiTextOf(answer.json, answer.text);
	const setback = retryReasonOf(errand.step, answer.status);
	const purchase = isPurchase(errand.step);
	const unclear = purchase && certaintyOf(setback, answer.status) === 'unclear';
	const row = unclear ? API_ERRORS.submitUnclear : errorFor(errand.step, answer.status, words);
	const hint = unclear && answer.status === 500 ? HINT_500 : undefined;
	return new Problem(row, {
		...(hint && { detail: hint }),
		apiText: words,
		httpCode: answer.status,
		...(errand.requestId !== undefined && { requestId: errand.requestId }),
		billed: purchase ? (unclear ? 'maybe' : 'no') : billedAfter(errand, row),
	});
}

/** The problem of a call that no answer came to. */
export function problemOfNetwork(errand: RequestContext, fault: NetworkError): Problem {
	const row = fault.kind === 'unreachable' ? API_ERRORS.unreachable : ROW_OF_SILENCE[errand.step];
	return new Problem(row, {
		...(fault.code && { detail: `Cause: ${fault.code}.` }),
		...(errand.requestId !== undefined && { requestId: errand.requestId }),
		billed: billedAfter(errand, row),
	});
}

/** The problem of a call that n8n refused, or of an answer that is too large to be read. */
export function problemOfRefusal(errand: RequestContext, fault: Blocked | TooLarge): Problem {
	const tooLarge = fault instanceof TooLarge;
	const row = tooLarge ? API_ERRORS.answerTooLarge : API_ERRORS.blockedByN8n;
	return new Problem(row, {
		...(tooLarge && { detail: `The limit is ${fault.limitBytes / 1_000_000} MB.` }),
		...(errand.requestId !== undefined && { requestId: errand.requestId }),
		billed: billedAfter(errand, row),
	});
}

/** What one try came to. */
interface Outcome<T> {
	answer?: T;
	setback?: RetryReason;
	problem?: () => Problem;
}

type Reader<T> = (answer: HttpResponse) => Promise<T> | T;

async function attempt<T extends Pick<HttpResponse, 'status' | 'headers'>>(
	run: HttpContext,
	errand: RequestContext,
	makeCall: () => HttpRequest | Promise<HttpRequest>,
	read: Reader<T>,
): Promise<Outcome<T>> {
	try {
		const call = await makeCall();
		// what never leaves must not be written down
		if (run.signal?.aborted) throw new Stopped();
		errand.beforeTry?.();
		const received = await send(run.ctx, run.credential, call);
		const setback = retryReasonOf(errand.step, received.status);
		errand.afterTry?.(certaintyOf(setback, received.status));
		const answer = await read(received);
		return { answer, ...(setback && { setback }) };
	} catch (thrown) {
		if (thrown instanceof Blocked) errand.afterTry?.('nothing');
		if (thrown instanceof Blocked || thrown instanceof TooLarge) {
			throw problemOfRefusal(errand, thrown);
		}
		if (!(thrown instanceof NetworkError)) throw toError(thrown);
		errand.afterTry?.(certaintyOf(thrown.kind, undefined));
		return { setback: thrown.kind, problem: () => problemOfNetwork(errand, thrown) };
	}
}

/** Time since 1970 until which a 429 asks to wait, if it says so. */
function statedUntil(
	outcome: Outcome<Pick<HttpResponse, 'status' | 'headers'>>,
): number | undefined {
	if (!outcome.answer || outcome.setback !== 'rateLimited') return undefined;
	const waitMs = statedWaitMs(outcome.answer.headers, clock.now());
	return waitMs === undefined ? undefined : clock.now() + waitMs;
}

/**
 * One try of an order, in its turn; the others of the run learn from what it came to.
 * @param again true for an order that was refused before: its time in the queue counts
 * @returns nothing when its turn came too late
 */
async function inTurn<T extends Pick<HttpResponse, 'status' | 'headers'>>(
	run: HttpContext,
	{ step, deadline }: RequestContext,
	again: boolean,
	tryOnce: () => Promise<Outcome<T>>,
): Promise<Outcome<T> | undefined> {
	const queuedAtMs = clock.now();
	const slot = await run.rateLimiter.acquire(run.signal, step === 'sync');
	if (!again) deadline.atMs += clock.now() - queuedAtMs;
	if (clock.now() >= deadline.atMs) {
		run.rateLimiter.release(slot);
		return undefined;
	}
	try {
		const outcome = await tryOnce();
		if (outcome.setback === 'rateLimited') run.rateLimiter.rateLimited(slot, statedUntil(outcome));
		else if (outcome.setback) run.rateLimiter.release(slot);
		else run.rateLimiter.accepted(slot);
		return outcome;
	} catch (thrown) {
		run.rateLimiter.release(slot);
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

/** One try in a place of its own, where places are few. The wait for it takes nothing from the deadline. */
async function throughGate<T>(
	{ gate, deadline }: RequestContext,
	tryOnce: () => Promise<T>,
): Promise<T> {
	if (!gate) return await tryOnce();
	const queuedAtMs = clock.now();
	return await gate(async () => {
		deadline.atMs += clock.now() - queuedAtMs;
		return await tryOnce();
	});
}

/**
 * Makes a call and repeats it as the policy of its step allows.
 * @param makeCall builds the call anew for every try (a stream can't be sent twice)
 * @returns the first answer that is final, whatever its status, or the last one
 * @throws Problem when the policy or the deadline ends the tries without an answer; Stopped
 */
export async function requestWithRetry<T extends Pick<HttpResponse, 'status' | 'headers'>>(
	run: HttpContext,
	errand: RequestContext,
	makeCall: () => HttpRequest | Promise<HttpRequest>,
	read: Reader<T>,
): Promise<T> {
	const repeats = new Map<RetryReason, number>();
	const one = async () => await attempt(run, errand, makeCall, read);
	const tryOnce = async () => await throughGate(errand, one);
	let last: Outcome<T> = {};
	for (let tries = 0; ; tries += 1) {
		const next = errand.paced ? await inTurn(run, errand, tries > 0, tryOnce) : await tryOnce();
		const outcome = next ?? last;
		last = outcome;
		const { answer, setback, problem } = outcome;
		if (answer && !setback) return answer;
		const kind = setback ?? 'silence';
		repeats.set(kind, (repeats.get(kind) ?? 0) + 1);
		const until = statedUntil(outcome) ?? clock.now() + backoffMs(tries, Math.random());
		const allowed = isAllowed(errand.step, repeats, kind);
		if (!next || until > errand.deadline.atMs || !allowed) {
			if (answer) return answer;
			throw problem?.() ?? new Problem(API_ERRORS.notSentInTime);
		}
		// the pace decides when an order that came too early goes out again
		if (!(errand.paced && kind === 'rateLimited')) {
			// an upload is of no use once nothing more is ordered
			const closing = errand.step === 'upload' ? run.closing : undefined;
			await pause(until - clock.now(), run.signal, undefined, closing);
		}
	}
}
