import { EnvHttpProxyAgent, fetch } from 'undici';

import { readDirectory } from '../../nodes/Segmind/models/directory';
import type { DirectoryEntry } from '../../nodes/Segmind/models/documentation/types';

export const SITE = 'https://www.segmind.com';

const TIMEOUT_MS = 60_000;

/** What lies at the bottom of an error; with several addresses of a host that has a code only. */
function reasonOf(error: unknown): string {
	const { message, code, cause } = error as Error & { code?: string };
	return cause ? reasonOf(cause) : message || code || 'no reason';
}

interface Request {
	readonly headers?: Readonly<Record<string, string>>;
	/** Makes it a POST. */
	readonly json?: unknown;
	readonly redirect?: 'follow' | 'manual';
	readonly stop?: AbortSignal;
}

/**
 * Sends a request, through the proxy of the environment where there is one.
 * @returns the answer, whatever its status; headers under lower-case names
 * @throws Error that says why there is none
 */
export async function call(url: string, { headers, json, redirect, stop }: Request = {}) {
	const limit = AbortSignal.timeout(TIMEOUT_MS);
	const signal = stop ? AbortSignal.any([limit, stop]) : limit;
	const isPost = json !== undefined;
	let dispatcher: EnvHttpProxyAgent | undefined;
	try {
		dispatcher = new EnvHttpProxyAgent();
		const answer = await fetch(url, {
			...{ dispatcher, signal, redirect: redirect ?? 'follow' },
			...(isPost && { method: 'POST', body: JSON.stringify(json) }),
			headers: { ...headers, ...(isPost && { 'content-type': 'application/json' }) },
		});
		const bytes = Buffer.from(await answer.arrayBuffer());
		return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes };
	} catch (error) {
		const where = dispatcher ? url : 'The proxy that the environment names';
		throw new Error(`${where} could not be read (${reasonOf(error)})`, { cause: error });
	} finally {
		await dispatcher?.destroy();
	}
}

/** Reads a public text. @throws Error that says why it can't be had */
export type ReadText = (url: string) => Promise<string>;

const readText: ReadText = async (url) => {
	const { status, bytes } = await call(url);
	if (status !== 200) throw new Error(`${url} could not be read (HTTP ${status})`);
	return bytes.toString('utf8');
};

/** `llms.txt` of one model. @throws Error that says why it can't be had */
export const fetchLlms = async (slug: string, site: string, read = readText): Promise<string> =>
	await read(`${site}/models/${slug}/llms.txt`);

/** The rows of the directory by slug. @throws Error that says why it can't be had */
export async function fetchDirectory(
	site: string,
	read = readText,
): Promise<Map<string, DirectoryEntry>> {
	const entries = readDirectory(await read(`${site}/llms.txt`));
	if (!entries) throw new Error(`${site}/llms.txt is no directory of models`);
	return new Map(entries.map((entry) => [entry.slug, entry]));
}
