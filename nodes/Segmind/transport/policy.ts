import type { Step } from '../errors/judge';

/** Kinds of outcome that a second try may mend. */
export type Setback = 'rateLimited' | 'serverTrouble' | 'unavailable' | 'unreachable' | 'silence';

/** How often a call is repeated after a setback; `always` means until the deadline. */
export type Repeats = number | 'always';

const READ: Record<Setback, Repeats> = {
	rateLimited: 'always',
	serverTrouble: 'always',
	unavailable: 'always',
	unreachable: 'always',
	silence: 'always',
};

/**
 * What is repeated and what never is. Reading costs nothing; an upload costs nothing but time;
 * an order is a purchase, so it is repeated only after an answer that proves that nothing started.
 * Segmind's SDK names 5xx as such an answer for the queue. A 5xx of the synchronous endpoint proves
 * nothing: the job may run on behind it.
 */
export const POLICY: Record<Step, Record<Setback, Repeats>> = {
	credits: READ,
	status: READ,
	result: READ,
	download: READ,
	upload: { rateLimited: 'always', serverTrouble: 2, unavailable: 2, unreachable: 2, silence: 2 },
	submit: { rateLimited: 'always', serverTrouble: 1, unavailable: 2, unreachable: 2, silence: 0 },
	sync: { rateLimited: 'always', serverTrouble: 0, unavailable: 0, unreachable: 2, silence: 0 },
};

/** The setback that a status means, or undefined for an answer that is final. */
export function setbackOf(status: number): Setback | undefined {
	if (status === 429) return 'rateLimited';
	if (status === 500) return 'serverTrouble';
	return status > 500 ? 'unavailable' : undefined;
}

const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 10_000;

/**
 * Time before a repeat: doubles from one second to ten, less up to a half by chance.
 * @param attempt 0 before the first repeat
 * @param random from 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
	const full = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 10));
	return Math.round(full * (1 - random / 2));
}

/** Longest time that a stated reset is believed; a value beyond it was misread. */
const LONGEST_RESET_MS = 15 * 60 * 1000;

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
 */
export function statedWaitMs(
	headers: Readonly<Record<string, unknown>>,
	nowMs: number,
): number | undefined {
	for (const name of ['retry-after', 'x-rate-limit-reset-at-utc']) {
		const value = headers[name];
		if (typeof value !== 'string') continue;
		const at = resetAtMs(value, nowMs);
		if (at !== undefined && at > nowMs && at - nowMs <= LONGEST_RESET_MS) return at - nowMs;
	}
	return undefined;
}
