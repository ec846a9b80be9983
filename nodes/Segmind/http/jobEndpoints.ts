import { endpoints } from './endpoints';

/** What names a job that was accepted. */
export interface SubmittedJob {
	readonly requestId: string;
	/** Path of its status, where it isn't the usual one. */
	readonly pollPath?: string;
}

/** Where a job is submitted and polled that has no model slug. */
export interface JobEndpoints {
	submitUrl(base: string): string;
	/** Path that the answer to the submit names for polling, where it isn't the usual one. */
	pollPathIn(base: string, requestId: string, answer: unknown): string | undefined;
	/** URL of the status, which is also that of the result. */
	pollUrl(base: string, entry: SubmittedJob): string;
}

/** Entries of the ledger must stay short. */
const MAX_PATH_LENGTH = 150;

/** `/` and no second one: appended to a host it can't become part of it. */
const isPath = (text: string): boolean => /^\/(?!\/)/.test(text);

/**
 * Path of a URL in an answer, if it is on the host of the credential; the key is sent nowhere else,
 * so any other URL is ignored.
 */
export function pathOnHost(base: string, url: unknown): string | undefined {
	if (typeof url !== 'string') return undefined;
	try {
		const { origin, pathname, search } = new URL(url);
		const path = pathname + search;
		if (origin !== new URL(base).origin || path.length > MAX_PATH_LENGTH) return undefined;
		return isPath(path) ? path : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Endpoints of a PixelFlow. Segmind's client says of the URL that it builds from the request ID
 * that it is not the right one for all flows, so the one in the answer comes first.
 * @param path under `/workflows/`
 */
export const workflowEndpoints = (path: string): JobEndpoints => ({
	submitUrl: (base) => endpoints.workflow(base, path),
	pollPathIn: (base, requestId, answer) => {
		const { poll_url: url } = (answer ?? {}) as { poll_url?: unknown };
		return url === endpoints.workflowRequest(base, requestId) ? undefined : pathOnHost(base, url);
	},
	pollUrl: (base, { requestId, pollPath }) =>
		pollPath !== undefined && isPath(pollPath)
			? new URL(base).origin + pollPath
			: endpoints.workflowRequest(base, requestId),
});
