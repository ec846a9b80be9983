import { sleep } from 'n8n-workflow';

/** Thrown out of every wait and every request when the execution was stopped. */
export class Stopped extends Error {}

/** n8n 1.x can't end a sleep, so after a stop at most one slice of this length stays pending. */
const LONGEST_SLICE_MS = 1000;

/** The two things that tests replace to run hours in milliseconds. */
export const clock = {
	/** Milliseconds since 1970. */
	now: (): number => Date.now(),
	sleep: async (ms: number): Promise<void> => await sleep(ms),
};

/** The moment after which nothing more is tried. It moves while an order waits for its turn. */
export interface Deadline {
	/** Milliseconds since 1970. */
	atMs: number;
}

/** @param ms from now, in milliseconds */
export const deadlineIn = (ms: number): Deadline => ({ atMs: clock.now() + ms });

const SHORTEST_SUBMIT_WAIT_MS = 60_000;

/**
 * Until when a job may be on its way to its submit: uploads, rate limit. Its own wait begins with
 * the submit, so that no job is paid for and then not waited for.
 */
export const submitDeadline = (maxWaitMs: number): Deadline =>
	deadlineIn(Math.max(maxWaitMs, SHORTEST_SUBMIT_WAIT_MS));

/** Resolves when the execution is stopped, and can be let go of, so that no listener stays behind. */
function stopOf(signal: AbortSignal | undefined): { happened: Promise<void>; letGo: () => void } {
	let letGo = () => {};
	const happened = new Promise<void>((resolve) => {
		if (!signal) return;
		const onAbort = () => resolve();
		signal.addEventListener('abort', onAbort, { once: true });
		letGo = () => signal.removeEventListener('abort', onAbort);
	});
	return { happened, letGo };
}

/**
 * Waits, and ends at once when the execution is stopped.
 * @param ms how long, in milliseconds
 * @param wake ends the wait early, without more ado
 * @throws Stopped
 */
export async function pause(ms: number, signal?: AbortSignal, wake?: Promise<void>): Promise<void> {
	const until = clock.now() + ms;
	const stop = stopOf(signal);
	let awake = false;
	const enders = [stop.happened, ...(wake ? [wake.then(() => void (awake = true))] : [])];
	try {
		for (let left = ms; left > 0 && !signal?.aborted && !awake; left = until - clock.now()) {
			await Promise.race([clock.sleep(Math.min(left, LONGEST_SLICE_MS)), ...enders]);
		}
	} finally {
		stop.letGo();
	}
	if (signal?.aborted) throw new Stopped();
}
