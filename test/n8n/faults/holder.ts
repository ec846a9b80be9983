import { sendJson, serve } from '../../support/serve';

/** A server that keeps some callers waiting: the node after the one under test. */
export interface Holder {
	url: string;
	/** Runs that wait. */
	waiting: Set<string>;
	/** Runs that are kept; nobody once this is empty. */
	kept: Set<string>;
	close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startHolder(): Promise<Holder> {
	const waiting = new Set<string>();
	const kept = new Set<string>();
	const server = await serve((request, response) => {
		const run = (request.url ?? '').slice(1);
		if (kept.has(run)) waiting.add(run);
		else sendJson(response, { ok: true });
	});
	return { ...server, waiting, kept };
}
