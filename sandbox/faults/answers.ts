import { INVALID_KEY, MISSING_KEY, unauthorized } from '../auth';
import { bytesReply, errorReply, htmlReply, jsonReply, type Exchange, type Reply } from '../http';
import { rateLimitHeaders } from '../limits';
import type { FaultKind } from '../types';

/** More than any text of the API has. */
const TOO_LONG_BYTES = 1_100_000;

/** How long a rate-limit fault asks the client to stay away. */
const RATE_LIMIT_FAULT_MS = 1000;

function rateLimited(exchange: Exchange, header: 'none' | 'reset' | 'retry-after'): Reply {
	const now = exchange.world.settings.now();
	const headers = rateLimitHeaders(header, now + RATE_LIMIT_FAULT_MS, now);
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
	'500': () => errorReply(500, 'Internal server error'),
	'502': () => errorReply(502, 'Service temporarily unavailable'),
	'503': () => errorReply(503, 'Service unavailable'),
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

/** The answer of a fault of the `instead` manner. */
export function answerInstead(kind: FaultKind, exchange: Exchange): Reply {
	return ANSWERS[kind]?.(exchange) ?? errorReply(500, `No answer for the fault ${kind}`);
}

/** The whole-reply part of a fault of the `spoil` manner; the rest is done while writing. */
export function spoil(kind: FaultKind, reply: Reply): Reply {
	const { status, headers, pieces } = reply;
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
		default:
			// Slow and truncated bodies are a matter of writing.
			return reply;
	}
}
