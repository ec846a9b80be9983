import { setTimeout as pause } from 'node:timers/promises';

export { pause };

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 100;

/**
 * Looks again and again until there is something.
 * @param what is waited for, for the error
 * @param look gives what was found, or undefined, '' or false
 * @throws Error after `waitMs`
 */
export async function until<T>(
	what: string,
	look: () => T | Promise<T>,
	{ waitMs = MINUTE_MS, everyMs = LOOK_EVERY_MS } = {},
): Promise<Exclude<T, undefined | false | ''>> {
	const endMs = Date.now() + waitMs;
	for (;;) {
		const found = await look();
		if (found) return found as Exclude<T, undefined | false | ''>;
		if (Date.now() > endMs) throw new Error(`It never came to this: ${what}`);
		await pause(everyMs);
	}
}
