import { EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';

import { looksLikeHtml, textOfHtml } from './html';

const TIMEOUT_MS = 30_000;

/** Polite: one page at a time, with this pause before the next. */
const PAUSE_MS = 1000;

/** Where the pages are. */
export const SITE = 'https://www.segmind.com';

/** Address of the documentation page of a model. */
export const pageAddress = (slug: string, site = SITE): string => `${site}/models/${slug}/api`;

/** What can be set: the first two for tests. */
export interface Fetching {
	site?: string;
	dispatcher?: Dispatcher;
	timeoutMs?: number;
	pauseMs?: number;
}

let proxies: Dispatcher | undefined;

/** The last page that each site was asked for. */
const last = new Map<string, Promise<unknown>>();

async function get(url: string, dispatcher: Dispatcher, timeoutMs: number): Promise<string> {
	try {
		const answer = await fetch(url, {
			dispatcher,
			signal: AbortSignal.timeout(timeoutMs),
			headers: { accept: 'text/html', 'user-agent': 'n8n-nodes-segmind models:check' },
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
		const type = answer.headers.get('content-type') ?? '';
		return type.startsWith('text/html') || looksLikeHtml(text) ? textOfHtml(text) : text;
	} catch (error) {
		const { message, cause } = error as Error & { cause?: { message?: string; code?: string } };
		// with several addresses of a host the reason has a code only
		const why = cause?.message || cause?.code || message;
		throw new Error(
			`${url} could not be read (${why}). Open it in a browser, select all, copy, save as a text file, and name that file instead.`,
		);
	}
}

/**
 * Fetches the documentation page of one model as text, after all that were asked for before; the
 * proxies of the environment are used.
 * @throws Error that says what to do without a network
 */
export async function fetchPage(
	slug: string,
	{
		site = SITE,
		dispatcher = (proxies ??= new EnvHttpProxyAgent()),
		timeoutMs = TIMEOUT_MS,
		pauseMs = PAUSE_MS,
	}: Fetching = {},
): Promise<string> {
	const before = last.get(site);
	const page = (async () => {
		await before?.catch(() => undefined);
		if (before) await new Promise((resolve) => setTimeout(resolve, pauseMs));
		return await get(pageAddress(slug, site), dispatcher, timeoutMs);
	})();
	last.set(site, page);
	return await page;
}
