import { STATUS_CODES } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
	INVALID_KEY,
	MISSING_KEY,
	unauthorized,
	bytesReply,
	errorReply,
	htmlReply,
	jsonReply,
	type Exchange,
	type Reply,
} from '../http';
import { rateLimitHeaders } from '../limits';
import type { FaultKind, JsonObject } from '../types';

/** More than any text of the API has. */
const TOO_LONG_BYTES = 1_100_000;

/** How long a rate-limit fault asks the client to stay away. */
const RATE_LIMIT_FAULT_MS = 1000;
/** More levels than a reader that calls itself can take. */
const NESTED = 50_000;

const LONG_RATE_LIMIT_MS = 14 * 60_000;

function rateLimited(
	exchange: Exchange,
	header: 'none' | 'reset' | 'retry-after',
	ms = RATE_LIMIT_FAULT_MS,
): Reply {
	const now = exchange.world.settings.now();
	const headers = rateLimitHeaders(header, now + ms, now);
	return errorReply(429, 'rate_limit_exceeded: too many requests', headers);
}

function notFound({ record, path }: Exchange): Reply {
	if (record.step === 'credits') return errorReply(404, 'No credits found for the user');
	if (record.step === 'status' || record.step === 'result') {
		return errorReply(404, `Request ${path.split('/')[3] ?? ''} not found`);
	}
	if (record.step === 'download') return bytesReply(404, 'text/plain', [Buffer.from('Not Found')]);
	return errorReply(404, 'Model or endpoint not found');
}

/**
 * A redirect to the images host. A download finds its file there, other calls nothing; the host
 * records whether the key came along.
 */
function redirect({ world, record, path }: Exchange): Reply {
	const target = record.step === 'download' ? `${path}?redirected=1` : '/redirected';
	return bytesReply(302, 'text/plain', [], { location: world.urls.images + target });
}

const ANSWERS: Partial<Record<FaultKind, (exchange: Exchange) => Reply>> = {
	'rate-limit': (exchange) => rateLimited(exchange, 'none'),
	'rate-limit-reset-header': (exchange) => rateLimited(exchange, 'reset'),
	'rate-limit-retry-after': (exchange) => rateLimited(exchange, 'retry-after'),
	'rate-limit-long': (exchange) => rateLimited(exchange, 'retry-after', LONG_RATE_LIMIT_MS),
	'500': () => errorReply(500, 'Internal server error'),
	'502': () => errorReply(502, 'Service temporarily unavailable'),
	'504': () => errorReply(504, 'Request timed out'),
	'400': () => errorReply(400, "'prompt' is malformed or not supported."),
	'401-missing': () => unauthorized(MISSING_KEY),
	'401-invalid': () => unauthorized(INVALID_KEY),
	'402': () => errorReply(402, 'Payment required: the balance is empty'),
	'403': () => errorReply(403, 'This model is not permitted for your team'),
	'404': notFound,
	'405-html': () => htmlReply(405, '405 Method Not Allowed'),
	'406-credits': () =>
		errorReply(406, 'Insufficient credits: your balance is $0.01, this request needs $0.14'),
	'406-content-type': () => errorReply(406, 'Invalid content type'),
	'406-parameter': () => errorReply(406, "'size' was rejected before the run"),
	'406-spend-limit': () => errorReply(406, 'The spend limit of your team has been reached'),
	'410': () => errorReply(410, 'This model has been retired'),
	'redirect-foreign': redirect,
};

/** The answer that a kind begins with by its status, e.g. that of `504-started-broken`. */
function byStatus(kind: FaultKind, exchange: Exchange): Reply {
	const status = kind.slice(0, 3);
	const known = ANSWERS[status as FaultKind];
	if (known) return known(exchange);
	// gateways in front of a service answer with pages, not with JSON of the API
	return htmlReply(Number(status), `${status} ${STATUS_CODES[status] ?? 'Error'}`);
}

/** The answer of a fault of the `instead` manner. */
export function answerInstead(kind: FaultKind, exchange: Exchange): Reply {
	return ANSWERS[kind]?.(exchange) ?? byStatus(kind, exchange);
}

/** JSON with padding of so many bytes; whatever is no object stays as it is. */
function padded({ status, headers, pieces }: Reply, bytes: number): Reply {
	const text = Buffer.concat(pieces).toString();
	if (!text.startsWith('{') || text === '{}') return { status, headers, pieces };
	const head = Buffer.from(`{"padding":"`);
	const chunk = Buffer.alloc(1_000_000, 'x');
	const chunks = Array.from({ length: Math.ceil(bytes / chunk.length) }, (_, index) =>
		chunk.subarray(0, Math.min(chunk.length, bytes - index * chunk.length)),
	);
	return { status, headers, pieces: [head, ...chunks, Buffer.from(`",${text.slice(1)}`)] };
}

/** Packed although nobody asked for it, with the length of the packed body. */
function packed(reply: Reply): Reply {
	const headers = { ...reply.headers, 'content-encoding': 'gzip' };
	return { ...reply, headers, pieces: [gzipSync(Buffer.concat(reply.pieces))] };
}

const nested = (): string =>
	`{"status":"COMPLETED","output":${'{"url":'.repeat(NESTED)}1${'}'.repeat(NESTED)}}`;

/** What a finished job names where its result should stand. */
const NOTHING: Partial<Record<FaultKind, JsonObject>> = {
	'no-output': {},
	'null-output': { output: null },
	'blank-output': { output: '' },
	'list-output': { output: [], images: [] },
	'object-output': { output: {} },
};

/** Without its result; whatever is no answer of a finished job stays as it is. */
function emptied(reply: Reply, nothing: JsonObject): Reply {
	const text = Buffer.concat(reply.pieces).toString();
	if (!text.startsWith('{')) return reply;
	const { output: _output, images: _images, ...rest } = JSON.parse(text) as JsonObject;
	const isDone = rest.status === undefined || rest.status === 'COMPLETED';
	return isDone ? jsonReply(reply.status, { ...rest, ...nothing }) : reply;
}

/** The whole-reply part of a fault of the `spoil` manner; the rest is done while writing. */
export function spoil(kind: FaultKind, reply: Reply, exchange: Exchange): Reply {
	const { status, headers, pieces } = reply;
	const { hugeBytes } = exchange.world.settings;
	if (/^\d{3}-started/.test(kind)) return byStatus(kind, exchange);
	const nothing = NOTHING[kind];
	if (nothing) return emptied(reply, nothing);
	switch (kind) {
		case 'html-200':
			return htmlReply(200, 'Welcome');
		case 'json-200-instead-of-image':
			return jsonReply(200, { message: 'ok' });
		case 'wrong-content-type':
			return { ...reply, headers: { ...headers, 'content-type': 'text/plain' } };
		case 'empty-body':
			return { status, headers, pieces: [] };
		case 'too-long':
			return { status, headers, pieces: [...pieces, Buffer.alloc(TOO_LONG_BYTES, '\n')] };
		case 'short-body': {
			const whole = Buffer.concat(pieces);
			return { status, headers, pieces: [whole.subarray(0, whole.length >> 1)] };
		}
		case 'nested':
			return bytesReply(200, 'application/json', [Buffer.from(nested())]);
		case 'gzip':
			return packed(reply);
		case 'huge':
			return padded(reply, hugeBytes);
		case 'gzip-bomb':
			return packed(padded(reply, hugeBytes));
		default:
			// Slow and truncated bodies are a matter of writing.
			return reply;
	}
}
