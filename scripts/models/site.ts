import { EnvHttpProxyAgent, fetch } from 'undici';

import { readDirectory } from '../../nodes/Segmind/models/documentation/readDirectory';
import type { DirectoryEntry } from '../../nodes/Segmind/models/documentation/types';

export const SITE = 'https://www.segmind.com';

const TIMEOUT_MS = 30_000;

/** A public text, through the proxy of the environment where there is one. @throws Error that says why not */
async function fetchText(url: string): Promise<string> {
	const dispatcher = new EnvHttpProxyAgent();
	try {
		const answer = await fetch(url, { dispatcher, signal: AbortSignal.timeout(TIMEOUT_MS) });
		const text = await answer.text();
		if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
		return text;
	} catch (error) {
		const { message, cause } = error as Error & { cause?: { message?: string; code?: string } };
		// with several addresses of a host the reason has a code only
		throw new Error(`${url} could not be read (${cause?.message || cause?.code || message})`);
	} finally {
		await dispatcher.close();
	}
}

/** `llms.txt` of one model. @throws Error that says why it can't be had */
export const fetchLlms = async (slug: string, site: string): Promise<string> =>
	await fetchText(`${site}/models/${slug}/llms.txt`);

/** The rows of the directory by slug. @throws Error that says why it can't be had */
export async function fetchDirectory(site: string): Promise<Map<string, DirectoryEntry>> {
	const entries = readDirectory(await fetchText(`${site}/llms.txt`));
	if (!entries) throw new Error(`${site}/llms.txt is no directory of models`);
	return new Map(entries.map((entry) => [entry.slug, entry]));
}
