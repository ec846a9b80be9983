import type { ServerResponse } from 'node:http';
import type { Reply } from '../http';
import type { FaultKind } from '../types';
import type { World } from '../world';

const SLOW_STEPS = 10;

/** Sends a reply whole. `delivered` runs once the last byte has been handed to the system. */
export function write(
	response: ServerResponse,
	reply: Reply,
	sent: (bytes: number) => void = () => undefined,
): void {
	const length = reply.pieces.reduce((sum, piece) => sum + piece.length, 0);
	response.writeHead(reply.status, { ...reply.headers, 'content-length': String(length) });
	response.once('finish', () => reply.delivered?.());
	for (const piece of reply.pieces) {
		response.write(piece, (failed) => (failed ? undefined : sent(piece.length)));
	}
	response.end();
}

/** Announces the whole length; the body, to be sent in parts. */
function begin(response: ServerResponse, { status, headers, pieces, delivered }: Reply): Buffer {
	const whole = Buffer.concat(pieces);
	response.writeHead(status, { ...headers, 'content-length': String(whole.length) });
	response.once('finish', () => delivered?.());
	return whole;
}

/** Announces the whole length, sends half and cuts the connection. */
function truncate(response: ServerResponse, reply: Reply): void {
	const whole = begin(response, reply);
	// Destroyed only once the half has left, so that the client does see it.
	response.write(whole.subarray(0, whole.length >> 1), () => response.destroy());
}

function trickle(response: ServerResponse, reply: Reply, durationMs: number): void {
	const whole = begin(response, reply);
	let step = 0;
	const timer = setInterval(() => {
		const from = Math.floor((whole.length * step) / SLOW_STEPS);
		const to = Math.floor((whole.length * ++step) / SLOW_STEPS);
		response.write(whole.subarray(from, to));
		if (step < SLOW_STEPS) return;
		clearInterval(timer);
		response.end();
	}, durationMs / SLOW_STEPS);
	response.once('close', () => clearInterval(timer));
}

/** A byte a second. */
async function drip(response: ServerResponse, reply: Reply, world: World): Promise<void> {
	const whole = begin(response, reply);
	for (const byte of whole) {
		await world.hold(1000, response);
		if (response.destroyed) return;
		response.write(Buffer.of(byte));
	}
	response.end();
}

/** Sends a reply the way its fault wants it. */
export function writeWithFault(
	response: ServerResponse,
	reply: Reply,
	fault: FaultKind,
	world: World,
	sent: (bytes: number) => void,
): void {
	const { slowBodyMs } = world.settings;
	if (fault === 'truncated-body' || fault.endsWith('-broken')) truncate(response, reply);
	else if (fault === 'trickle') void world.track(drip(response, reply, world));
	else if (fault === 'slow-body') trickle(response, reply, slowBodyMs);
	else write(response, reply, sent);
}
