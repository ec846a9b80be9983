import type { Closing } from './clock';

/** Lets at most a number of tasks run at the same time; the others wait in line. */
export type Semaphore = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * A line with room for `places` at once.
 * n8n 1.x doesn't ship p-limit, hence this one.
 * @param closing once closed, nobody enters any more: those in line get its reason
 */
export function semaphore(places: number, closing?: Closing): Semaphore {
	let free = places;
	const waiting: Array<() => void> = [];
	const leave = () => {
		const next = waiting.shift();
		if (next) next();
		else free += 1;
	};
	const turn = async (): Promise<void> => {
		let unsubscribe: (() => void) | undefined;
		await new Promise<void>((enter) => {
			waiting.push(enter);
			unsubscribe = closing?.onClose(enter);
		});
		unsubscribe?.();
	};
	return async (task) => {
		closing?.throwIfClosed();
		if (free > 0) free -= 1;
		else await turn();
		// no place is lost by it: after the end nobody enters any more
		closing?.throwIfClosed();
		try {
			return await task();
		} finally {
			leave();
		}
	};
}

export type Settled<T> = { ok: true; value: T } | { ok: false; reason: unknown };

/**
 * Does `work` for 0 … count-1, at most `places` at once, each started in order.
 * Never rejects: one that throws holds up nobody.
 * @returns outcomes in the order of the numbers
 */
export async function mapSettled<T>(
	count: number,
	places: number,
	work: (index: number) => Promise<T>,
): Promise<Array<Settled<T>>> {
	const pass = semaphore(places);
	return await Promise.all(
		Array.from({ length: count }, async (_, index) => {
			try {
				return { ok: true as const, value: await pass(async () => await work(index)) };
			} catch (reason) {
				return { ok: false as const, reason };
			}
		}),
	);
}
