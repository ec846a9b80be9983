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
 * @param closing ends the wait with its reason, because nothing more is to be sent
 * @throws Stopped, and the reason of `closing`
 */
export async function pause(
	ms: number,
	signal?: AbortSignal,
	wake?: Promise<void>,
	closing?: AbortSignal,
): Promise<void> {
	const until = clock.now() + ms;
	const stops = [stopOf(signal), stopOf(closing)];
	let awake = false;
	const enders = stops.map(({ happened }) => happened);
	if (wake) enders.push(wake.then(() => void (awake = true)));
	const isOver = (): boolean => awake || signal?.aborted === true || closing?.aborted === true;
	try {
		for (let left = ms; left > 0 && !isOver(); left = until - clock.now()) {
			await Promise.race([clock.sleep(Math.min(left, LONGEST_SLICE_MS)), ...enders]);
		}
	} finally {
		for (const stop of stops) stop.letGo();
	}
	if (signal?.aborted) throw new Stopped();
	closing?.throwIfAborted();
}
