import { isPurchase, type Step } from '../errors/problem';

/** Kinds of outcome that a second try may mend. */
export type RetryReason =
	'rateLimited' | 'serverTrouble' | 'unavailable' | 'unreachable' | 'silence';

/** How often a call is repeated after a reason; `always` means until the deadline. */
export type RetryLimit = number | 'always';

const READ: Record<RetryReason, RetryLimit> = {
	rateLimited: 'always',
	serverTrouble: 'always',
	unavailable: 'always',
	unreachable: 'always',
	silence: 'always',
};

/**
 * Repeats of one submit after answers that prove nothing (500, 502, 503), all of them together: each
 * may have started a job.
 */
export const MAX_UNCLEAR_REPEATS = 2;

/**
 * What is repeated and what never is. Reading costs nothing; an upload costs nothing but time;
 * a submit is a purchase, so it is repeated only after an answer that proves that nothing started.
 * 500, 502 and 503 of the queue prove nothing, but Segmind's SDK says to submit again after them. A
 * 5xx of the synchronous endpoint is never repeated: the job may run on behind it.
 */
export const RETRY_POLICY: Record<Step, Record<RetryReason, RetryLimit>> = {
	credits: READ,
	status: READ,
	result: READ,
	download: READ,
	upload: { rateLimited: 'always', serverTrouble: 2, unavailable: 2, unreachable: 2, silence: 2 },
	submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 0 },
	sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 0 },
};

/** What the end of one try of a submit tells of the job: started, certainly not, or nobody knows. */
export type Certainty = 'accepted' | 'nothing' | 'unclear';

/** Answers that refuse a request by its head, its size, its key or its fields: nothing was started. */
const REFUSALS = new Set([400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422, 431]);

/** A proxy before Segmind had no connection to it, so the request did not arrive. */
const NOT_CONNECTED = new Set([521, 523, 525, 526]);

/** A read that is told to come later, or whose request did not arrive in time, is made again. */
const TRANSIENT = new Set([408, 409, 425, 499]);

export const isRead = (step: Step): boolean => RETRY_POLICY[step] === READ;

/**
 * What a status says after a submit. Redirects are not followed. Any other answer that is no known
 * refusal may come from a gateway that gave up waiting for a job that runs.
 */
function afterSubmit(status: number): RetryReason | undefined {
	if (NOT_CONNECTED.has(status)) return 'unreachable';
	if (status === 500) return 'serverTrouble';
	if (status === 502 || status === 503) return 'unavailable';
	return status < 400 || REFUSALS.has(status) ? undefined : 'silence';
}

/** Why a call may be made again after an answer, or undefined for an answer that is final. */
export function retryReasonOf(step: Step, status: number): RetryReason | undefined {
	if (status === 429) return 'rateLimited';
	if (isPurchase(step)) return afterSubmit(status);
	if (status === 500) return 'serverTrouble';
	return status > 500 || TRANSIENT.has(status) ? 'unavailable' : undefined;
}

/** What one try of a submit tells. @param reason undefined for an answer that is final */
export function certaintyOf(
	reason: RetryReason | undefined,
	status: number | undefined,
): Certainty {
	if (reason === undefined) return status !== undefined && status < 300 ? 'accepted' : 'nothing';
	return reason === 'rateLimited' || reason === 'unreachable' ? 'nothing' : 'unclear';
}

const FIRST_BACKOFF_MS = 1000;
const MAX_BACKOFF_MS = 10_000;

/**
 * Time before a repeat: doubles from one second to ten, less up to a half by chance.
 * @param attempt 0 before the first repeat
 * @param random from 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
	const full = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 10));
	return Math.round(full * (1 - random / 2));
}

/** Longest time that a stated reset is believed; a value beyond it was misread. */
const MAX_RESET_MS = 15 * 60 * 1000;

/** Seconds or milliseconds since 1970, or a date as text; the documentation doesn't say which. */
function resetAtMs(value: string, nowMs: number): number | undefined {
	const number = Number(value);
	if (value.trim() !== '' && Number.isFinite(number)) {
		if (number > 1e12) return number;
		return number > 1e9 ? number * 1000 : nowMs + number * 1000;
	}
	const hasZone = /(z|gmt|utc|[+-]\d\d:?\d\d)\s*$/i.test(value);
	const parsed = Date.parse(hasZone ? value : `${value.trim().replace(' ', 'T')}Z`);
	return Number.isNaN(parsed) ? undefined : parsed;
}

/**
 * How long a 429 asks to wait: `Retry-After` or `x-rate-limit-reset-at-utc`, or undefined. A time
 * that has passed already comes of clocks that differ, and says nothing: believed, it would make for
 * tries without a pause.
 * @param headers names in lower case
 * @param nowMs milliseconds since 1970
 */
export function statedWaitMs(
	headers: Readonly<Record<string, unknown>>,
	nowMs: number,
): number | undefined {
	for (const name of ['retry-after', 'x-rate-limit-reset-at-utc']) {
		const value = headers[name];
		if (typeof value !== 'string') continue;
		const at = resetAtMs(value, nowMs);
		if (at !== undefined && at > nowMs && at - nowMs <= MAX_RESET_MS) return at - nowMs;
	}
	return undefined;
}
