import { clock } from '../../core/clock';
import { fetchText, type SourceContext } from './fetchText';

/** The editor loads the form again whenever the user types or changes tabs. */
const FRESH_MS = 10 * 60 * 1000;
const MOST_ENTRIES = 60;

interface Outcome<T> {
	readonly value?: T;
	/** The execution that asked was stopped, which says nothing about the text. */
	readonly stopped: boolean;
}

const stopOf = (ctx: SourceContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal() : undefined;

/** What comes of a request that somebody else began; nothing when the own execution is stopped. */
async function unlessStopped<T>(
	running: Promise<Outcome<T>>,
	stop: AbortSignal | undefined,
): Promise<Outcome<T>> {
	if (!stop) return await running;
	const own = new AbortController();
	const stopped = new Promise<Outcome<T>>((resolve) => {
		const end = () => resolve({ stopped: true });
		if (stop.aborted) end();
		else stop.addEventListener('abort', end, { once: true, signal: own.signal });
	});
	try {
		return await Promise.race([running, stopped]);
	} finally {
		own.abort();
	}
}

/**
 * Reads public texts, each at most once in ten minutes and process; calls at the same time share
 * one request. What can't be read or understood is requested again the next time.
 * @param read undefined for a text that is not what it should be
 * @returns a function that never throws; undefined where there is nothing available
 */
export function cachedReader<T>(
	read: (text: string, askedUrl: string, foundUrl: string) => T | undefined,
) {
	const entries = new Map<string, { atMs: number; value: T }>();
	const pending = new Map<string, Promise<Outcome<T>>>();

	function keep(url: string, value: T): void {
		entries.delete(url);
		entries.set(url, { atMs: clock.now(), value });
		const [oldest] = entries.keys();
		if (entries.size > MOST_ENTRIES && oldest !== undefined) entries.delete(oldest);
	}

	async function request(ctx: SourceContext, url: string): Promise<Outcome<T>> {
		const stop = stopOf(ctx);
		try {
			const found = await fetchText(ctx, url, stop);
			const value = read(found.text, url, found.url);
			if (value === undefined) return { stopped: false };
			keep(url, value);
			return { value, stopped: false };
		} catch {
			return { stopped: stop?.aborted === true };
		} finally {
			pending.delete(url);
		}
	}

	return async (ctx: SourceContext, url: string): Promise<T | undefined> => {
		for (;;) {
			const known = entries.get(url);
			if (known && clock.now() - known.atMs < FRESH_MS) return known.value;
			const running = pending.get(url) ?? request(ctx, url);
			if (!pending.has(url)) pending.set(url, running);
			const { value, stopped } = await unlessStopped(running, stopOf(ctx));
			if (!stopped || stopOf(ctx)?.aborted) return value;
		}
	};
}
