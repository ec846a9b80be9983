import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerInstead, spoil } from './faults/answers';
import { FAULTS } from './faults/kinds';
import { write, writeWithFault } from './faults/write';
import {
	errorReply,
	htmlReply,
	parseJson,
	readBody,
	type Exchange,
	type Reply,
	type Route,
	recordBody,
} from './http';
import { factRoutes } from './routes/facts';
import { flowRoutes } from './routes/flows';
import { imageRoutes } from './routes/images';
import { openaiRoutes } from './routes/openai';
import { requestRoutes } from './routes/requests';
import { syncRoute } from './routes/sync';
import { uploadRoute } from './routes/upload';
import type { FaultKind, ServerName } from './types';
import type { World } from './world';

/** The first route that fits is taken. */
const ROUTES: readonly Route[] = [
	...factRoutes,
	...requestRoutes,
	syncRoute,
	uploadRoute,
	...flowRoutes,
	...imageRoutes,
	...openaiRoutes,
];

/** Longer than clients keep idle sockets, so that no request meets a closing connection. */
const KEEP_ALIVE_MS = 120_000;

function open(
	world: World,
	server: ServerName,
	request: IncomingMessage,
	response: ServerResponse,
): Exchange {
	const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
	const common = { server, method: request.method ?? 'GET', headers };
	const at = world.settings.now();
	const path = url.pathname + url.search;
	const record = { at, ...common, path, body: null, status: 0, sentBytes: 0 };
	world.requests.push(record);
	return {
		...{ world, ...common, path: url.pathname, query: url.searchParams, response, record },
		...{ raw: Buffer.alloc(0), json: undefined },
	};
}

function match(exchange: Exchange): { route: Route; groups: string[] } | Reply {
	const { server, method, path } = exchange;
	const here = ROUTES.filter((route) => route.server === server && route.path.test(path));
	const route = here.find((candidate) => candidate.method === method);
	if (route) return { route, groups: (route.path.exec(path) ?? []).slice(1) };
	if (here.length > 0) return htmlReply(405, '405 Method Not Allowed');
	return errorReply(404, 'Model or endpoint not found');
}

/** Executes a request under its fault; undefined means that no answer may be sent. */
async function execute(
	exchange: Exchange,
	route: Route,
	groups: string[],
	response: ServerResponse,
) {
	const { record, world } = exchange;
	const fault = record.fault;
	const manner = fault && FAULTS.get(fault)?.manner;
	if (fault === 'reset-before') {
		response.destroy();
		return undefined;
	}
	if (fault && manner === 'instead') return answerInstead(fault, exchange);
	if (manner === 'job') exchange.fault = fault;
	const reply = await route.handle(exchange, groups);
	if (fault === 'reset-after') response.destroy();
	if (fault === 'reset-after' || fault === 'hang') return undefined;
	const { job } = exchange;
	if (job && fault !== 'no-request-id') {
		const { delivered } = reply;
		reply.delivered = () => {
			job.answered = true;
			delivered?.();
		};
	}
	if (!fault || manner !== 'spoil') return reply;
	world.settings.log?.(`fault ${fault} at ${record.path}`);
	if (fault === 'slow') await world.hold(world.settings.slowAnswerMs, response);
	return spoil(fault, reply, exchange);
}

function send(exchange: Exchange, response: ServerResponse, reply: Reply, fault?: FaultKind) {
	const { job, record, world } = exchange;
	record.status = reply.status;
	if (response.destroyed) return;
	if (job) {
		job.answerStatus = reply.status;
		job.named = reply.headers['x-request-id'] !== undefined;
	}
	const sent = (bytes: number) => (record.sentBytes += bytes);
	const damaged = fault && (FAULTS.get(fault)?.manner === 'spoil' || fault.endsWith('-broken'));
	if (damaged) writeWithFault(response, reply, fault, world, sent);
	else write(response, reply, sent);
}

async function serve(exchange: Exchange, request: IncomingMessage, response: ServerResponse) {
	const { record, world } = exchange;
	exchange.raw = await readBody(request);
	exchange.json = parseJson(exchange.raw);
	record.body = recordBody(exchange);
	if (record.server === 'api') await world.openUrls(exchange.json);
	const found = match(exchange);
	if (!('route' in found)) return send(exchange, response, found);
	const { route, groups } = found;
	record.step = route.step;
	// A redirected download is the target of a fault, not a new chance for one.
	if (route.step && !exchange.query.has('redirected')) {
		record.fault = world.faults.pick(route.step, route.subject?.(exchange, groups) ?? {});
	}
	const reply = await execute(exchange, route, groups, response);
	if (reply) send(exchange, response, reply, record.fault);
	const outcome = reply ? String(reply.status) : 'no answer';
	const fault = record.fault ? ` (fault: ${record.fault})` : '';
	world.settings.log?.(`${record.server} ${record.method} ${record.path} → ${outcome}${fault}`);
	return undefined;
}

export interface Listener {
	port: number;
	inFlight: () => number;
	close: () => Promise<void>;
}

/** Starts one of the three servers on loopback. Rejects with the system's error, e.g. EADDRINUSE. */
export async function listen(world: World, name: ServerName, port: number): Promise<Listener> {
	let openRequests = 0;
	const server: Server = createServer((request, response) => {
		openRequests++;
		response.once('close', () => openRequests--);
		const exchange = open(world, name, request, response);
		serve(exchange, request, response).catch((error: unknown) => {
			// A client that went away has no use for an answer; anything else is a defect here.
			if (response.destroyed || request.destroyed) return;
			world.settings.log?.(`sandbox error: ${String(error)}`);
			send(exchange, response, errorReply(500, `sandbox error: ${String(error)}`));
		});
	});
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	server.requestTimeout = 0;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve());
	});
	return {
		port: (server.address() as AddressInfo).port,
		inFlight: () => openRequests,
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}
