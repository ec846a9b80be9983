import { EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';

import { textOfHtml } from './html';

const TIMEOUT_MS = 30_000;

/** Polite: one page at a time, with this pause before the next. */
const PAUSE_MS = 1000;

/** Address of the documentation page of a model. */
export const pageAddress = (slug: string): string => `https://www.segmind.com/models/${slug}/api`;

let proxies: Dispatcher | undefined;
let last: Promise<unknown> | undefined;

async function get(slug: string, dispatcher: Dispatcher, timeoutMs: number): Promise<string> {
	const url = pageAddress(slug);
	try {
		const answer = await fetch(url, {
			dispatcher,
			signal: AbortSignal.timeout(timeoutMs),
			headers: { accept: 'text/html', 'user-agent': 'n8n-nodes-segmind models:check' },
		});
		if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
		return textOfHtml(await answer.text());
	} catch (error) {
		const { message, cause } = error as Error;
		const why = cause instanceof Error && cause.message ? cause.message : message;
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
		dispatcher = (proxies ??= new EnvHttpProxyAgent()),
		timeoutMs = TIMEOUT_MS,
		pauseMs = PAUSE_MS,
	} = {},
): Promise<string> {
	const before = last;
	const page = (async () => {
		await before?.catch(() => undefined);
		if (before) await new Promise((resolve) => setTimeout(resolve, pauseMs));
		return await get(slug, dispatcher, timeoutMs);
	})();
	last = page;
	return await page;
}
