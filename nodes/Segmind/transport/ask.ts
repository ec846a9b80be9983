import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { rowFor, type Step } from '../errors/judge';
import { Problem, type Billed, type Row } from '../errors/problem';
import { apiTextOf } from '../errors/text';
import type { Run } from '../run/context';
import { clock, pause } from '../run/pause';
import { backoffMs, POLICY, setbackOf, statedWaitMs, type Setback } from './policy';
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
	/** Milliseconds since 1970 after which nothing more is tried. */
	readonly deadlineMs: number;
	readonly requestId?: string;
	/** Told when a 429 asks to wait, so that others can wait as well. */
	readonly onRateLimit?: (untilMs: number) => void;
	/** Done before every try. */
	readonly beforeTry?: () => void;
	/** Done when an answer has come to a try, whatever it says. */
	readonly onAnswer?: (status: number) => void;
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
	const row = rowFor(errand.step, answer.status, words);
	const direct = errand.step === 'sync' && answer.status > 500;
	return new Problem(row, {
		apiText: words,
		httpCode: answer.status,
		...(errand.requestId !== undefined && { requestId: errand.requestId }),
		billed: direct ? 'maybe' : billedAfter(errand, row),
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

/** One try: an answer, or what came in its way. */
async function attempt<T extends { status: number; headers: Answer['headers'] }>(
	run: Run,
	errand: Errand,
	call: Call,
	read: (answer: Answer) => Promise<T> | T,
): Promise<{ answer?: T; setback?: Setback; problem?: () => Problem }> {
	try {
		const received = await send(run.ctx, run.credential, call);
		errand.onAnswer?.(received.status);
		const answer = await read(received);
		const setback = setbackOf(answer.status);
		return { answer, ...(setback && { setback }) };
	} catch (thrown) {
		if (!(thrown instanceof NoAnswer)) throw asIs(thrown);
		return { setback: thrown.kind, problem: () => problemOfSilence(errand, thrown) };
	}
}

/**
 * Makes a call and repeats it as the policy of its step allows.
 * @param makeCall builds the call anew for every try (a stream can't be sent twice)
 * @returns the first answer that is final, whatever its status
 * @throws Problem when the policy or the deadline ends the tries without an answer; Stopped
 */
export async function ask<T extends { status: number; headers: Answer['headers'] }>(
	run: Run,
	errand: Errand,
	makeCall: () => Call | Promise<Call>,
	read: (answer: Answer) => Promise<T> | T,
): Promise<T> {
	const repeats = new Map<Setback, number>();
	for (let tries = 0; ; tries += 1) {
		errand.beforeTry?.();
		const { answer, setback, problem } = await attempt(run, errand, await makeCall(), read);
		if (answer && !setback) return answer;
		const kind = setback ?? 'silence';
		const done = repeats.get(kind) ?? 0;
		repeats.set(kind, done + 1);
		const stated =
			answer && kind === 'rateLimited' ? statedWaitMs(answer.headers, clock.now()) : undefined;
		const waitMs = stated ?? backoffMs(tries, Math.random());
		if (kind === 'rateLimited') errand.onRateLimit?.(clock.now() + waitMs);
		const allowed = POLICY[errand.step][kind];
		const late = clock.now() + waitMs > errand.deadlineMs;
		if (late || (allowed !== 'always' && done >= allowed)) {
			if (answer) return answer;
			throw problem?.() ?? new Problem(API_ROWS.silence);
		}
		await pause(waitMs, run.signal);
	}
}
