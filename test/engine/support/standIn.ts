import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (response: ServerResponse, tries: number, request: IncomingMessage) => void;

/** What of the API a test acts out itself; the rest is answered as if all went well. */
export interface Acts {
	submit?: Handler;
	status?: Handler;
	result?: Handler;
	/** The synchronous endpoint. */
	sync?: Handler;
	/** Everything under `/files/`. */
	file?: Handler;
	/** Addresses that a result names; one file of its own where nothing is said. */
	output?: (base: string) => unknown;
}

export const REQUEST_ID = 'a1b2c3d4-0000-4000-8000-000000000001';

const json = (response: ServerResponse, value: unknown): void => {
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(JSON.stringify(value));
};

function stepOf(path: string): 'submit' | 'status' | 'result' | 'sync' | 'file' {
	if (path.startsWith('/files/')) return 'file';
	if (path.startsWith('/v1/')) return 'sync';
	if (!path.startsWith('/v2/requests/')) return 'submit';
	return path.endsWith('/status') ? 'status' : 'result';
}

/** An API of one job, for answers that the sandbox does not give. */
export class StandIn {
	/** Paths as they were asked for. */
	readonly paths: string[] = [];
	private readonly counts = new Map<string, number>();
	private readonly server: Server;

	constructor(private readonly acts: Acts) {
		this.server = createServer((request, response) => this.answer(request, response));
	}

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return this;
	}

	get base(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** How often a step was asked for. */
	count(step: ReturnType<typeof stepOf>): number {
		return this.paths.filter((path) => stepOf(path) === step).length;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private answer(request: IncomingMessage, response: ServerResponse): void {
		const path = request.url ?? '';
		this.paths.push(path);
		request.resume();
		const step = stepOf(path);
		const tries = (this.counts.get(step) ?? 0) + 1;
		this.counts.set(step, tries);
		const act = this.acts[step];
		if (act) return act(response, tries, request);
		if (step === 'submit') return json(response, { request_id: REQUEST_ID, status: 'QUEUED' });
		const output = this.acts.output?.(this.base) ?? `${this.base}/files/a.png`;
		json(response, { request_id: REQUEST_ID, status: 'COMPLETED', output });
	}
}
