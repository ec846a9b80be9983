import { sleep } from 'n8n-workflow';

/** Thrown out of every wait and every request when the execution was stopped. */
export class Stopped extends Error {}

/** n8n 1.x can't end a sleep, so after a stop at most one slice of this length stays pending. */
const MAX_SLICE_MS = 1000;

/** What tests replace to run hours in milliseconds. */
export const clock = {
	/**
	 * Milliseconds on a clock that only counts on: for moments and what lies between them. The system's
	 * clock is set forward or back at any time, and a wait would end or grow with it.
	 */
	now: (): number => performance.now(),
	/** Milliseconds since 1970 by the system's clock: for what is kept, shown or compared with a date. */
	date: (): number => Date.now(),
	sleep: async (ms: number): Promise<void> => await sleep(ms),
};

/** The date of a moment, milliseconds since 1970. */
export const dateOf = (atMs: number): number => Math.round(clock.date() - (clock.now() - atMs));

/** The moment of a date that has passed, and now for one that has not: clocks differ. */
export const momentOf = (dateMs: number): number =>
	clock.now() - Math.max(0, clock.date() - dateMs);

/** The moment after which nothing more is tried. It moves while a job waits for its turn. */
export interface Deadline {
	/** By `clock.now`. */
	atMs: number;
}

/** @param ms from now, in milliseconds */
export const deadlineIn = (ms: number): Deadline => ({ atMs: clock.now() + ms });

/**
 * Time until the next try of what costs nothing: as long as is asked for, but no longer than until
 * the deadline, so that the last try begins then and not before.
 * @param triedAtMs when the latest try began
 * @returns milliseconds, or undefined where that one was the last
 */
export function nextTryInMs(
	wantedMs: number,
	triedAtMs: number,
	deadlineMs: number,
): number | undefined {
	if (triedAtMs >= deadlineMs) return undefined;
	return Math.max(0, Math.min(wantedMs, deadlineMs - clock.now()));
}

const MIN_SUBMIT_WAIT_MS = 60_000;

/**
 * Until when a job may be on its way to its submit: uploads, rate limit. Its own wait begins with
 * the submit, so that no job is paid for and then not waited for.
 */
export const submitDeadline = (maxWaitMs: number): Deadline =>
	deadlineIn(Math.max(maxWaitMs, MIN_SUBMIT_WAIT_MS));

/**
 * The end of a run, after which nothing more is sent: wakes all that wait for their turn. Of so many
 * listeners to an AbortSignal Node.js would warn.
 */
export class Closing {
	private reason: Error | undefined;

	/** Called when it is closed. */
	readonly wakers = new Set<() => void>();

	/** @param reason what those that wait throw */
	close(reason: Error): void {
		this.reason ??= reason;
		for (const wake of this.wakers) wake();
	}

	throwIfClosed(): void {
		if (this.reason) throw this.reason;
	}
}

/**
 * Waits, and ends at once when the execution is stopped.
 * @param ms how long, in milliseconds
 * @param wake ends the wait early, without an error
 * @param closing ends the wait with its reason
 * @throws Stopped, and the reason of `closing`
 */
export async function pause(
	ms: number,
	signal?: AbortSignal,
	wake?: Promise<void>,
	closing?: Closing,
): Promise<void> {
	const throwIfOver = () => {
		if (signal?.aborted) throw new Stopped();
		closing?.throwIfClosed();
	};
	throwIfOver();
	const until = clock.now() + ms;
	let over = false;
	let end = () => {};
	const ended = new Promise<void>((resolve) => {
		end = () => {
			over = true;
			resolve();
		};
	});
	void wake?.then(end);
	signal?.addEventListener('abort', end);
	closing?.wakers.add(end);
	try {
		for (let left = ms; left > 0 && !over; left = until - clock.now()) {
			await Promise.race([clock.sleep(Math.min(left, MAX_SLICE_MS)), ended]);
		}
	} finally {
		signal?.removeEventListener('abort', end);
		closing?.wakers.delete(end);
	}
	throwIfOver();
}
