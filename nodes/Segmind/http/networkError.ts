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

/** Whether a text of an error matches, however often the error was wrapped since. */
function matches(thrown: unknown, key: 'name' | 'message', pattern: RegExp, depth = 0): boolean {
	if (!isRecord(thrown) || depth > 5) return false;
	const text = thrown[key];
	if (typeof text === 'string' && pattern.test(text)) return true;
	return [thrown.cause, thrown.errorResponse].some((inner) =>
		matches(inner, key, pattern, depth + 1),
	);
}

/** A text of a network fault, wherever n8n's or axios's error class keeps it. */
function textOf(thrown: unknown, keys: readonly string[], depth = 0): string {
	if (!isRecord(thrown) || depth > 3) return '';
	for (const key of keys) {
		const value = thrown[key];
		if (typeof value === 'string' && value !== '') return value;
	}
	return textOf(thrown.cause, keys, depth + 1) || textOf(thrown.errorResponse, keys, depth + 1);
}

/** The code of a network or storage fault. */
export const codeOf = (thrown: unknown): string => textOf(thrown, ['code', 'httpCode']);

/** What an exception on the way of a request means. @param stop that of the execution */
export function toNoAnswer(
	thrown: unknown,
	stop: AbortSignal | undefined,
): NetworkError | Stopped | Blocked {
	if (stop?.aborted) return new Stopped();
	if (matches(thrown, 'name', BLOCKED)) return new Blocked();
	const code = codeOf(thrown);
	const neverSent =
		NEVER_SENT_PREFIX.test(code) ||
		NEVER_SENT.has(code) ||
		BEFORE_CONNECTED.has(textOf(thrown, ['syscall'])) ||
		matches(thrown, 'message', NOT_ENCRYPTED);
	return new NetworkError(neverSent ? 'unreachable' : 'silence', code);
}
