import type { Closing } from './clock';

/** Lets at most a number of tasks run at the same time; the others wait in line. */
export type Semaphore = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * At most `limit` at once, the others in line.
 * n8n 1.x doesn't ship p-limit, hence this one.
 * @param closing once closed, nobody enters any more: those in line get its reason
 */
export function semaphore(limit: number, closing?: Closing): Semaphore {
	let free = limit;
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
		// nobody enters after the end, so no slot is lost
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
 * Does `work` for 0 … count-1, at most `limit` at once, each started in order.
 * Never rejects: one that throws stops no other.
 * @returns outcomes by index
 */
export async function mapSettled<T>(
	count: number,
	limit: number,
	work: (index: number) => Promise<T>,
): Promise<Array<Settled<T>>> {
	const run = semaphore(limit);
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
