/** Lets at most a number of tasks run at the same time; the others wait in line. */
export type Gate = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * A line with room for `places` at once.
 * n8n 1.x doesn't ship p-limit, hence this one.
 * @param closing once aborted, nobody enters any more: those in line get its reason
 */
export function gate(places: number, closing?: AbortSignal): Gate {
	let free = places;
	const waiting: Array<() => void> = [];
	closing?.addEventListener('abort', () => waiting.splice(0).forEach((enter) => enter()), {
		once: true,
	});
	const leave = () => {
		const next = waiting.shift();
		if (next) next();
		else free += 1;
	};
	return async (task) => {
		closing?.throwIfAborted();
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		// woken by the end, it holds no place
		closing?.throwIfAborted();
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
export async function inParallel<T>(
	count: number,
	places: number,
	work: (index: number) => Promise<T>,
): Promise<Array<Settled<T>>> {
	const pass = gate(places);
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
