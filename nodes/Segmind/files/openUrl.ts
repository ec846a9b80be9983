import { API_ERRORS } from '../errors/apiErrors';
import { mayFetch } from '../http/allowedHosts';
import type { HttpResponse } from '../http/response';
import { send, type HttpRequest } from '../http/send';
import type { FilesContext } from '../http/context';
import { detailsWith, FileMissing, type Wanted } from './downloadProblems';

/** Time until the head of the answer is there. */
export const CONNECT_TIMEOUT_MS = 60_000;

const MOST_REDIRECTS = 5;

/** @throws FileMissing for a URL of n8n's own network */
function checkUrl(run: FilesContext, wanted: Wanted, url: string): void {
	if (mayFetch(url, run.credential.base)) return;
	const led = url === wanted.url ? {} : { detail: `It redirects to ${url}.` };
	throw new FileMissing(API_ERRORS.addressNotAllowed, detailsWith(wanted, led));
}

/** Where a redirect leads, or undefined for an answer that is none. */
function redirectOf({ status, headers }: HttpResponse, from: string): string | undefined {
	if (status < 300 || status >= 400 || typeof headers.location !== 'string') return undefined;
	try {
		return new URL(headers.location, from).toString();
	} catch {
		return undefined;
	}
}

/** Opens a URL and follows its redirects: each is checked before it is opened. */
export async function openUrl(
	run: FilesContext,
	wanted: Wanted,
	signal: AbortSignal,
): Promise<HttpResponse> {
	let url = wanted.url;
	for (let redirects = 0; ; redirects += 1) {
		checkUrl(run, wanted, url);
		const call: HttpRequest = {
			method: 'GET',
			url,
			headers: { accept: 'image/*, */*', 'accept-encoding': 'identity' },
			// the file host is not the credential's: the key stays here
			withKey: false,
			staysHere: true,
			answer: 'stream',
			timeoutMs: CONNECT_TIMEOUT_MS,
			signal,
		};
		const answer = await send(run.ctx, run.credential, call);
		const next = redirectOf(answer, url);
		if (next === undefined || redirects >= MOST_REDIRECTS) return answer;
		url = next;
	}
}
