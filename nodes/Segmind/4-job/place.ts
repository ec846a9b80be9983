import type { Entry } from '../run/ledger';
import { endpoints } from '../transport/endpoints';

type Confirmed = Entry & { id: string };

/** Where something is ordered and looked at that is not ordered by the slug of a model. */
export interface Place {
	submitUrl(base: string): string;
	/** Keeps what the answer to the order says of where to look. */
	accepted(base: string, entry: Confirmed, answer: unknown): void;
	/** Address of the status, which is also that of the result. */
	pollUrl(base: string, entry: Confirmed): string;
}

/** Entries of the ledger must stay short. */
const LONGEST_PATH = 150;

/** `/` and no second one: appended to a host it can't become part of it. */
const isPath = (text: string): boolean => /^\/(?!\/)/.test(text);

/**
 * Path of an address that an answer names, when it lies on the host of the credential; the key
 * goes nowhere else, so any other address is not used.
 */
export function pathOnHost(base: string, address: unknown): string | undefined {
	if (typeof address !== 'string') return undefined;
	try {
		const { origin, pathname, search } = new URL(address);
		const path = pathname + search;
		if (origin !== new URL(base).origin || path.length > LONGEST_PATH) return undefined;
		return isPath(path) ? path : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The place of a PixelFlow. Segmind's client says of the address that it builds from the request ID
 * that it is not the right one for all flows, so the one in the answer comes first.
 * @param path under `/workflows/`
 */
export const flowPlace = (path: string): Place => ({
	submitUrl: (base) => endpoints.flow(base, path),
	accepted: (base, entry, answer) => {
		const { poll_url: address } = (answer ?? {}) as { poll_url?: unknown };
		const kept = pathOnHost(base, address);
		const usual = kept !== undefined && address === endpoints.flowRequest(base, entry.id);
		if (kept !== undefined && !usual) entry.p = kept;
	},
	pollUrl: (base, { id, p: path }) =>
		path !== undefined && isPath(path)
			? new URL(base).origin + path
			: endpoints.flowRequest(base, id),
});
