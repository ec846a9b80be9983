import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { ByteStream } from '../../core/bytes';
import { clock } from '../../core/clock';
import { receiveWhole } from '../../http/response';

/** Where both run: the editor asks for forms and lists, an execution for bounds and types. */
export type SourceContext = IExecuteFunctions | ILoadOptionsFunctions;

const TIMEOUT_MS = 10_000;
const MAX_TEXT_BYTES = 1_048_576;
const MAX_REDIRECTS = 3;

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

const stopOf = (ctx: SourceContext): AbortSignal[] => {
	const stop = 'getExecutionCancelSignal' in ctx ? ctx.getExecutionCancelSignal() : undefined;
	return stop ? [stop] : [];
};

/**
 * A public text, at most 1 MB, within 10 s, without the key and from this host only.
 * @throws Error where there is none, or the execution is stopped
 */
async function fetchText(ctx: SourceContext, startUrl: string): Promise<FetchedText> {
	const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...stopOf(ctx)]);
	let url = startUrl;
	for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
		const { statusCode, headers, stream } = await get(ctx, url, signal);
		if (statusCode === 200) {
			return { text: (await receiveWhole(stream, MAX_TEXT_BYTES)).toString('utf8'), url };
		}
		stream.destroy();
		if (statusCode < 300 || statusCode > 399) throw new Error(`HTTP ${statusCode}`);
		url = nextUrl(url, headers.location);
	}
	throw new Error('too many redirects');
}

/** The editor loads the form again whenever the user types or changes tabs. */
const FRESH_MS = 10 * 60 * 1000;
const MAX_ENTRIES = 60;

/**
 * Reads public texts, each at most once in ten minutes and process. What can't be read or understood is
 * requested again the next time.
 * @param read undefined for a text that is not what it should be
 * @returns a function that never throws; undefined where there is nothing available
 */
export function cachedReader<T>(
	read: (text: string, askedUrl: string, foundUrl: string) => T | undefined,
) {
	const entries = new Map<string, { atMs: number; value: T }>();
	return async (ctx: SourceContext, url: string): Promise<T | undefined> => {
		const known = entries.get(url);
		if (known && clock.now() - known.atMs < FRESH_MS) return known.value;
		try {
			const found = await fetchText(ctx, url);
			const value = read(found.text, url, found.url);
			if (value === undefined) return undefined;
			entries.delete(url);
			entries.set(url, { atMs: clock.now(), value });
			const [oldest] = entries.keys();
			if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
			return value;
		} catch {
			return undefined;
		}
	};
}
