import { isRecord } from '../core/json';
import { Stopped } from '../core/clock';

/** No answer. `unreachable` is certain that nothing was sent; `silence` is not. */
export class NetworkError extends Error {
	constructor(
		readonly kind: 'unreachable' | 'silence',
		readonly code: string,
	) {
		super(kind);
	}
}

/** Codes of attempts that ended before a request could leave: no DNS record, no trusted certificate. */
const NEVER_SENT_PREFIX = /^(?:CERT_|(?:DEPTH_ZERO_)?SELF_SIGNED_|EAI_|ERR_TLS_|UNABLE_TO_)/;

/** The same: no address, no route, no URL, another name in the certificate. */
const NEVER_SENT = new Set([
	'EADDRNOTAVAIL',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'ERR_INVALID_URL',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_UNESCAPED_CHARACTERS',
	'HOSTNAME_MISMATCH',
]);

/** What Node was doing when a connection could not be made; `ETIMEDOUT` alone doesn't tell. */
const BEFORE_CONNECTED = new Set(['connect', 'getaddrinfo']);

/** n8n's own protection against internal addresses refused the call: nothing was sent. */
export class Blocked extends Error {}

/** n8n 2 names the errors of its protection so; n8n 1 has none. */
const BLOCKED = /^SsrfBlocked(?:Ip|Hostname)Error$/;

/**
 * What Node.js and OpenSSL say where no encrypted connection came about. Their codes don't tell:
 * ECONNRESET and EPROTO also end connections on which a request was sent.
 */
const NOT_ENCRYPTED =
	/before secure TLS connection was established|SSL routines:.{0,200}(?:wrong version number|handshake failure|protocol version|unsupported protocol|unrecognized name)/;

/** An error with those that n8n's and axios's classes wrap. */
function layersOf(thrown: unknown, depth = 0): Array<Record<string, unknown>> {
	if (!isRecord(thrown) || depth > 5) return [];
	const { cause, errorResponse } = thrown;
	return [thrown, ...layersOf(cause, depth + 1), ...layersOf(errorResponse, depth + 1)];
}

const textsOf = (thrown: unknown, ...keys: string[]): string[] =>
	layersOf(thrown).flatMap((layer) =>
		keys.flatMap((key) => (typeof layer[key] === 'string' ? [layer[key]] : [])),
	);

/** The code of a network or storage fault. */
export const codeOf = (thrown: unknown): string =>
	textsOf(thrown, 'code', 'httpCode').find((code) => code !== '') ?? '';

/** What an exception on the way of a request means. @param stop that of the execution */
export function toNoAnswer(
	thrown: unknown,
	stop: AbortSignal | undefined,
): NetworkError | Stopped | Blocked {
	if (stop?.aborted) return new Stopped();
	if (textsOf(thrown, 'name').some((name) => BLOCKED.test(name))) return new Blocked();
	const code = codeOf(thrown);
	const neverSent =
		NEVER_SENT_PREFIX.test(code) ||
		NEVER_SENT.has(code) ||
		textsOf(thrown, 'syscall').some((call) => BEFORE_CONNECTED.has(call)) ||
		textsOf(thrown, 'message').some((message) => NOT_ENCRYPTED.test(message));
	return new NetworkError(neverSent ? 'unreachable' : 'silence', code);
}
