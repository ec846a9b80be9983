const withoutSlash = (host: string): string => host.replace(/\/+$/, '');

/** Slugs are put into paths, so nothing that could lead elsewhere passes. */
const SLUG = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

export const isSlug = (text: string): boolean => SLUG.test(text);

/** Longer than any ID that was seen, and without what could lead elsewhere in a path. */
const REQUEST_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** Whether a text is what an expression that finds nothing leaves behind. */
export const isNothing = (text: string): boolean => ['undefined', 'null', 'NaN'].includes(text);

export const isRequestId = (text: string): boolean => REQUEST_ID.test(text) && !isNothing(text);

/**
 * URLs of the requests. Those of a job are built from its request ID and the credential's host;
 * the ones that an answer names are never used, so that no answer can lead the key elsewhere.
 */
export const endpoints = {
	credits: (base: string) => `${withoutSlash(base)}/v1/get-user-credits`,
	upload: (uploadBase: string) => `${withoutSlash(uploadBase)}/upload-asset`,
	submit: (base: string, slug: string) => `${withoutSlash(base)}/v2/${slug}`,
	/** @param path of a PixelFlow: `v2/{slug or ID}` or `{ID}-v{N}` */
	workflow: (base: string, path: string) => `${withoutSlash(base)}/workflows/${path}`,
	workflowRequest: (base: string, requestId: string) =>
		`${withoutSlash(base)}/workflows/request/${encodeURIComponent(requestId)}`,
	/** @param path as the model's page documents it, for instance `/v1/gpt-image-1-edit` */
	sync: (base: string, path: string) => withoutSlash(base) + path,
	status: (base: string, requestId: string) =>
		`${withoutSlash(base)}/v2/requests/${encodeURIComponent(requestId)}/status`,
	result: (base: string, requestId: string) =>
		`${withoutSlash(base)}/v2/requests/${encodeURIComponent(requestId)}`,
};

/** No server takes a longer URL, in characters. */
const MAX_URL_LENGTH = 16_384;

/** An http(s) URL, or undefined. */
export function httpUrl(text: unknown): string | undefined {
	if (typeof text !== 'string' || text.length > MAX_URL_LENGTH) return undefined;
	if (!/^https?:\/\//i.test(text.trim())) return undefined;
	try {
		return new URL(text.trim()).toString();
	} catch {
		return undefined;
	}
}

/** A request ID that the user entered: itself, or a URL that Segmind gives for the job. */
export function requestIdIn(text: string): string | undefined {
	const url = httpUrl(text);
	const parts = url === undefined ? [] : new URL(url).pathname.split('/');
	const id = url === undefined ? text : (parts[parts.lastIndexOf('requests') + 1] ?? '');
	return isRequestId(id) ? id : undefined;
}

/** A file at Segmind. */
export interface Upload {
	readonly url: string;
	/** As its bytes say. */
	readonly mimeType: string;
	readonly bytes: number;
}

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

/** Path of a model's page, also with more behind the slug: `/models/nano-banana/api`. */
const PAGE = /^https?:\/\/(?:www\.)?segmind\.com\/models\/([^/?#\s]+)/i;

/** A slug out of what the user entered: itself, or the URL of the model's page. */
export function slugIn(text: string): string | undefined {
	const [, ofPage] = PAGE.exec(text.trim()) ?? [];
	const slug = ofPage ?? text.trim();
	return isSlug(slug) ? slug : undefined;
}
