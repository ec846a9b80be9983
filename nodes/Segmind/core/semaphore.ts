import type { Closing } from './clock';

/** Lets at most a number of tasks run at the same time; the others wait in line. */
export type Semaphore = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * At most `limit` at once, the others in line.
 * n8n 1.x doesn't ship p-limit, hence this one.
 * @param limit a function where it changes; it is asked whenever somebody comes or leaves
 * @param closing once closed, nobody enters any more: those in line get its reason
 */
export function semaphore(limit: number | (() => number), closing?: Closing): Semaphore {
	let inside = 0;
	const waiting: Array<() => void> = [];
	const admit = () => {
		const places = typeof limit === 'number' ? limit : limit();
		for (; inside < places && waiting.length > 0; inside += 1) waiting.shift()?.();
	};
	const turn = async (): Promise<void> =>
		await new Promise<void>((resolve) => {
			const enter = () => {
				closing?.wakers.delete(enter);
				resolve();
			};
			waiting.push(enter);
			closing?.wakers.add(enter);
			admit();
		});
	return async (task) => {
		closing?.throwIfClosed();
		await turn();
		// nobody enters after the end, so no place is lost
		closing?.throwIfClosed();
		try {
			return await task();
		} finally {
			inside -= 1;
			admit();
		}
	};
}

export type Settled<T> = { ok: true; value: T } | { ok: false; reason: unknown };

/**
 * Does `work` for 0 … count-1, each started in order.
 * Never rejects: one that throws stops no other.
 * @param run lets so many of them work at once
 * @returns outcomes by index
 */
export async function mapSettled<T>(
	count: number,
	run: Semaphore,
	work: (index: number) => Promise<T>,
): Promise<Array<Settled<T>>> {
	return await Promise.all(
		Array.from({ length: count }, async (_, index) => {
			try {
				return { ok: true as const, value: await run(async () => await work(index)) };
			} catch (reason) {
				return { ok: false as const, reason };
			}
		}),
	);
}

/** As `Promise.all`, but all that was begun comes to its end first, so that nothing is left running. */
export async function allDone<T>(begun: ReadonlyArray<Promise<T>>): Promise<T[]> {
	await Promise.allSettled(begun);
	return await Promise.all(begun);
}
