import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { rowFor, type Step } from '../errors/judge';
import { Problem, type Billed, type Row } from '../errors/problem';
import { apiTextOf } from '../errors/text';
import type { Run } from '../run/context';
import { clock, pause, Stopped, type Deadline } from '../run/pause';
import {
	backoffMs,
	certaintyOf,
	isPurchase,
	POLICY,
	setbackOf,
	statedWaitMs,
	type Certainty,
	type Setback,
} from './policy';
import { NoAnswer, send, type Answer, type Call } from './send';

/** An answer that was read to its end. */
export interface ReadAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly text: string;
	/** The body as JSON, or undefined when it is none. */
	readonly json: unknown;
}

/** What a call belongs to, for the deadline and for what is said if it comes to nothing. */
export interface Errand {
	readonly step: Step;
	readonly deadline: Deadline;
	readonly requestId?: string;
	/** True for orders: they go out at the pace that the account allows, and 429s count for all of them. */
	readonly paced?: boolean;
	/** Done before every try, when its turn has come. */
	readonly beforeTry?: () => void;
	/** Done when a try has ended, with what is known of the job then. */
	readonly afterTry?: (certainty: Certainty) => void;
}

export function readBody(answer: Answer): ReadAnswer {
	const text = Buffer.isBuffer(answer.body) ? answer.body.toString('utf8') : '';
	let json: unknown;
	try {
		json = text === '' ? undefined : (JSON.parse(text) as unknown);
	} catch {
		json = undefined;
	}
	return { status: answer.status, headers: answer.headers, text, json };
}

const ROW_OF_SILENCE: Record<Step, Row> = {
	credits: API_ROWS.connectionLost,
	status: API_ROWS.connectionLost,
	result: API_ROWS.connectionLost,
	download: API_ROWS.connectionLost,
	upload: API_ROWS.uploadLost,
	submit: API_ROWS.silence,
	sync: API_ROWS.silence,
};

/** Once the job is ordered, a call that comes to nothing says nothing about the bill. */
function billedAfter(errand: Errand, row: Row): Billed {
	if (errand.step === 'download') return 'yes';
	if (errand.requestId !== undefined && row.billed === 'no') return 'maybe';
	return row.billed;
}

/** The problem that an answer stands for, with Segmind's own words. */
export function problemOf(errand: Errand, answer: ReadAnswer): Problem {
	const words = apiTextOf(answer.json, answer.text);
	const setback = setbackOf(errand.step, answer.status);
	const purchase = isPurchase(errand.step);
	const unclear = purchase && certaintyOf(setback, answer.status) === 'unclear';
	const row = unclear ? API_ROWS.submitUnclear : rowFor(errand.step, answer.status, words);
	return new Problem(row, {
		apiText: words,
		httpCode: answer.status,
		...(errand.requestId !== undefined && { requestId: errand.requestId }),
		billed: purchase ? (unclear ? 'maybe' : 'no') : billedAfter(errand, row),
	});
}

function problemOfSilence(errand: Errand, fault: NoAnswer): Problem {
	const row = fault.kind === 'unreachable' ? API_ROWS.unreachable : ROW_OF_SILENCE[errand.step];
	return new Problem(row, {
		...(fault.code && { detail: `Cause: ${fault.code}.` }),
		...(errand.requestId !== undefined && { requestId: errand.requestId }),
		billed: billedAfter(errand, row),
	});
}

/** What one try came to. */
interface Outcome<T> {
	answer?: T;
	setback?: Setback;
	problem?: () => Problem;
}

type Reader<T> = (answer: Answer) => Promise<T> | T;

async function attempt<T extends Pick<Answer, 'status' | 'headers'>>(
	run: Run,
	errand: Errand,
	makeCall: () => Call | Promise<Call>,
	read: Reader<T>,
): Promise<Outcome<T>> {
	try {
		const call = await makeCall();
		// what never leaves must not be written down
		if (run.signal?.aborted) throw new Stopped();
		errand.beforeTry?.();
		const received = await send(run.ctx, run.credential, call);
		const setback = setbackOf(errand.step, received.status);
		errand.afterTry?.(certaintyOf(setback, received.status));
		const answer = await read(received);
		return { answer, ...(setback && { setback }) };
	} catch (thrown) {
		if (!(thrown instanceof NoAnswer)) throw asIs(thrown);
		errand.afterTry?.(certaintyOf(thrown.kind, undefined));
		return { setback: thrown.kind, problem: () => problemOfSilence(errand, thrown) };
	}
}

/** Time since 1970 until which a 429 asks to wait, if it says so. */
function statedUntil(outcome: Outcome<Pick<Answer, 'status' | 'headers'>>): number | undefined {
	if (!outcome.answer || outcome.setback !== 'rateLimited') return undefined;
	const waitMs = statedWaitMs(outcome.answer.headers, clock.now());
	return waitMs === undefined ? undefined : clock.now() + waitMs;
}

/**
 * One try of an order, in its turn; the others of the run learn from what it came to.
 * @param again true for an order that was refused before: its time in the queue counts
 * @returns nothing when its turn came too late
 */
async function inTurn<T extends Pick<Answer, 'status' | 'headers'>>(
	run: Run,
	{ step, deadline }: Errand,
	again: boolean,
	tryOnce: () => Promise<Outcome<T>>,
): Promise<Outcome<T> | undefined> {
	const queuedAtMs = clock.now();
	const slot = await run.limiter.acquire(run.signal, step === 'sync');
	if (!again) deadline.atMs += clock.now() - queuedAtMs;
	if (clock.now() >= deadline.atMs) {
		run.limiter.release(slot);
		return undefined;
	}
	try {
		const outcome = await tryOnce();
		if (outcome.setback === 'rateLimited') run.limiter.rateLimited(slot, statedUntil(outcome));
		else if (outcome.setback) run.limiter.release(slot);
		else run.limiter.accepted(slot);
		return outcome;
	} catch (thrown) {
		run.limiter.release(slot);
		throw asIs(thrown);
	}
}

/**
 * Makes a call and repeats it as the policy of its step allows.
 * @param makeCall builds the call anew for every try (a stream can't be sent twice)
 * @returns the first answer that is final, whatever its status, or the last one
 * @throws Problem when the policy or the deadline ends the tries without an answer; Stopped
 */
export async function ask<T extends Pick<Answer, 'status' | 'headers'>>(
	run: Run,
	errand: Errand,
	makeCall: () => Call | Promise<Call>,
	read: Reader<T>,
): Promise<T> {
	const repeats = new Map<Setback, number>();
	const tryOnce = async () => await attempt(run, errand, makeCall, read);
	let last: Outcome<T> = {};
	for (let tries = 0; ; tries += 1) {
		const next = errand.paced ? await inTurn(run, errand, tries > 0, tryOnce) : await tryOnce();
		const outcome = next ?? last;
		last = outcome;
		const { answer, setback, problem } = outcome;
		if (answer && !setback) return answer;
		const kind = setback ?? 'silence';
		const done = repeats.get(kind) ?? 0;
		repeats.set(kind, done + 1);
		const until = statedUntil(outcome) ?? clock.now() + backoffMs(tries, Math.random());
		const allowed = POLICY[errand.step][kind];
		if (!next || until > errand.deadline.atMs || (allowed !== 'always' && done >= allowed)) {
			if (answer) return answer;
			throw problem?.() ?? new Problem(API_ROWS.notSentInTime);
		}
		// the pace decides when an order that came too early goes out again
		if (!(errand.paced && kind === 'rateLimited')) {
			// an upload is of no use once nothing more is ordered
			const closing = errand.step === 'upload' ? run.closing : undefined;
			await pause(until - clock.now(), run.signal, undefined, closing);
		}
	}
}
