import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

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
	const server = createServer((request, response) => {
		const run = (request.url ?? '').slice(1);
		if (kept.has(run)) {
			waiting.add(run);
			return;
		}
		response.setHeader('content-type', 'application/json');
		response.end('{"ok":true}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		waiting,
		kept,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
