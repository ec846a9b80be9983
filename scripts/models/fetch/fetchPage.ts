import { EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';

import { looksLikeHtml, textOfHtml } from './html';

const TIMEOUT_MS = 30_000;

/** Polite: one page at a time, with this pause before the next. */
const PAUSE_MS = 1000;

/** Where the pages are. */
export const SITE = 'https://www.segmind.com';

/** Address of the documentation page of a model. */
export const pageAddress = (slug: string, site = SITE): string => `${site}/models/${slug}/api`;

const HTML = 'text/html';
const TEXT = 'text/plain';

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

/** Address of the structured documentation of a model. */
export const documentationAddress = (slug: string, site = SITE): string =>
	`${site}/models/${slug}/llms.txt`;

async function get(
	url: string,
	accept: string,
	dispatcher: Dispatcher,
	timeoutMs: number,
): Promise<string> {
	try {
		const answer = await fetch(url, {
			dispatcher,
			signal: AbortSignal.timeout(timeoutMs),
			headers: { accept, 'user-agent': 'n8n-nodes-segmind models:check' },
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
		if (accept === TEXT) return text;
		const type = answer.headers.get('content-type') ?? '';
		return type.startsWith('text/html') || looksLikeHtml(text) ? textOfHtml(text) : text;
	} catch (error) {
		const { message, cause } = error as Error & { cause?: { message?: string; code?: string } };
		// with several addresses of a host the reason has a code only
		const why = cause?.message || cause?.code || message;
		if (accept === TEXT) throw new Error(`${url}: ${why}`);
		throw new Error(
			`${url} could not be read (${why}). Open it in a browser, select all, copy, save as a text file, and name that file instead.`,
		);
	}
}

/** After all that were asked for before; the proxies of the environment are used. */
async function inTurn(
	url: string,
	accept: string,
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
		return await get(url, accept, dispatcher, timeoutMs);
	})();
	last.set(site, page);
	return await page;
}

/**
 * Fetches the documentation page of one model as text.
 * @throws Error that says what to do without a network
 */
export const fetchPage = async (slug: string, fetching: Fetching = {}): Promise<string> =>
	await inTurn(pageAddress(slug, fetching.site), HTML, fetching);

/** Fetches `llms.txt` of one model, as it is. @throws Error that says why there is none */
export const fetchDocumentation = async (slug: string, fetching: Fetching = {}): Promise<string> =>
	await inTurn(documentationAddress(slug, fetching.site), TEXT, fetching);
