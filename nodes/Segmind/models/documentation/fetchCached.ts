import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { ByteStream } from '../../core/bytes';
import { clock } from '../../core/clock';

/** Where both run: the editor asks for forms and lists, an execution for bounds and types. */
export type SourceContext = IExecuteFunctions | ILoadOptionsFunctions;

const TIMEOUT_MS = 10_000;
const LONGEST_BYTES = 1_048_576;
const MOST_REDIRECTS = 3;

/** @throws Error for a body that is longer than any of these texts */
async function readAll(stream: ByteStream): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of stream) {
		length += chunk.length;
		if (length > LONGEST_BYTES) throw new Error('too long');
		chunks.push(Buffer.from(chunk as Uint8Array));
	}
	return Buffer.concat(chunks).toString('utf8');
}

async function get(ctx: SourceContext, url: string, abortSignal: AbortSignal) {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		// no key: both texts are public
		headers: { accept: 'text/plain, text/markdown, */*' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// followed below, on the same host only
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		abortSignal,
	};
	const answer = (await ctx.helpers.httpRequest(options)) as IN8nHttpFullResponse;
	return { ...answer, stream: answer.body as unknown as ByteStream };
}

/** The URL that a redirect leads to, if it is on the same host. @throws Error for any other */
function nextUrl(from: string, location: unknown): string {
	const next = new URL(String(location), from);
	if (next.origin !== new URL(from).origin) throw new Error('leads to another host');
	return next.toString();
}

/** A text, and where it was found in the end. */
interface FetchedText {
	readonly text: string;
	readonly url: string;
}

/**
 * A public text, at most 1 MB, within 10 s, without the key and from this host only.
 * @param stop ends it early
 * @throws Error where there is none
 */
async function fetchText(
	ctx: SourceContext,
	startUrl: string,
	stop?: AbortSignal,
): Promise<FetchedText> {
	const limit = AbortSignal.timeout(TIMEOUT_MS);
	const signal = stop ? AbortSignal.any([limit, stop]) : limit;
	let url = startUrl;
	for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
		const { statusCode, headers, stream } = await get(ctx, url, signal);
		if (statusCode === 200 && !(Number(headers['content-length']) > LONGEST_BYTES)) {
			return { text: await readAll(stream), url };
		}
		stream.destroy();
		if (statusCode < 300 || statusCode > 399) throw new Error(`HTTP ${statusCode}`);
		url = nextUrl(url, headers.location);
	}
	throw new Error('too many redirects');
}

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
