import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Credential } from '../../../nodes/Segmind/http/context';
import { clock, Stopped } from '../../../nodes/Segmind/core/clock';
import { TooLarge } from '../../../nodes/Segmind/http/response';
import { Blocked, NetworkError } from '../../../nodes/Segmind/http/networkError';
import { send, type HttpRequest } from '../../../nodes/Segmind/http/send';
import { useVirtualTime } from '../support/virtualTime';

const credential: Credential = {
	decrypted: { id: '', name: '', type: 'segmindApi', data: { apiKey: 'SG_0123456789abcdef' } },
	base: 'https://api.segmind.com',
	uploadBase: 'https://workflows-api.segmind.com',
	key: 'SG_0123456789abcdef',
};

const call: HttpRequest = {
	method: 'GET',
	url: 'https://example.com/a',
	withKey: false,
	answer: 'bytes',
	timeoutMs: 1234.5,
};

type Options = Record<string, unknown>;

/** n8n's two ways of calling, each noting what it was asked for; `outcome` is what comes of it. */
function hub(outcome: () => unknown, signal?: AbortSignal) {
	const [plain, withKey]: [Options[], Options[]] = [[], []];
	const respond = async (list: Options[], options: Options) => {
		list.push(options);
		return await Promise.resolve(outcome());
	};
	const ctx = {
		getExecutionCancelSignal: () => signal,
		helpers: {
			httpRequest: async (options: Options) => await respond(plain, options),
			httpRequestWithAuthentication: async (_type: string, options: Options) =>
				await respond(withKey, options),
		},
	} as unknown as IExecuteFunctions;
	return { ctx, plain, withKey };
}

const fine = () => ({ statusCode: 200, headers: { a: 'b' }, body: Buffer.from('x') });

async function thrownBy(outcome: () => unknown, signal?: AbortSignal): Promise<unknown> {
	const { ctx } = hub(outcome, signal);
	return await send(ctx, credential, call).catch((reason: unknown) => reason);
}

it('asks n8n for the whole answer, with the key only where it is told to, and then without redirects', async () => {
	const { ctx, plain, withKey } = hub(fine);
	for (const more of [{}, { timeoutMs: -5 }, { staysHere: true }, { withKey: true }]) {
		await send(ctx, credential, { ...call, ...more });
	}
	const asked = { returnFullResponse: true, ignoreHttpStatusErrors: true, encoding: 'stream' };
	expect(plain).toMatchObject([
		{ ...asked, timeout: 1235, disableFollowRedirect: false },
		{ ...asked, timeout: 1, disableFollowRedirect: false },
		{ ...asked, timeout: 1235, disableFollowRedirect: true },
	]);
	expect(withKey).toMatchObject([{ ...asked, timeout: 1235, disableFollowRedirect: true }]);
	expect(JSON.stringify([plain, withKey])).not.toContain('SG_');
});

const thrower = (value: unknown) => () => {
	throw value;
};

it.each([
	...['ECONNREFUSED', 'ENOTFOUND', 'EADDRNOTAVAIL', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'],
	...['EAI_NODATA', 'ERR_INVALID_URL', 'ERR_UNESCAPED_CHARACTERS', 'HOSTNAME_MISMATCH'],
	...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_HANDSHAKE_TIMEOUT'],
	...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_SIGNATURE_FAILURE'],
	...['CERT_UNTRUSTED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
	...['UNABLE_TO_GET_CRL', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
])('knows that nothing was sent: %s', async (code) => {
	const places = [
		{ code },
		{ cause: { code } },
		{ cause: { cause: { code } } },
		{ httpCode: code },
	];
	for (const value of places) {
		const thrown = await thrownBy(thrower(Object.assign(new Error('x'), value)));
		expect(thrown).toBeInstanceOf(NetworkError);
		expect(thrown).toMatchObject({ kind: 'unreachable', code });
	}
});

it.each([
	...['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'EPROTO', 'ERR_CANCELED', ''],
	...['ERR_STREAM_PREMATURE_CLOSE', 'ERR_SOCKET_CLOSED', 'XCERT_', 'ERR_SSL_BAD_RECORD'],
])('does not know whether something was sent: %j', async (code) => {
	const thrown = await thrownBy(thrower(Object.assign(new Error('x'), code && { code })));
	expect(thrown).toBeInstanceOf(NetworkError);
	expect(thrown).toMatchObject({ kind: 'silence', code });
});

it('takes whatever comes of a stopped execution for the stop', async () => {
	const stop = new AbortController();
	const outcome = () => {
		stop.abort();
		throw Object.assign(new Error('canceled'), { code: 'ERR_CANCELED' });
	};
	expect(await thrownBy(outcome, stop.signal)).toBeInstanceOf(Stopped);
});

it('asks nobody any more once the execution is stopped', async () => {
	const { ctx, plain } = hub(fine, AbortSignal.abort());
	await expect(send(ctx, credential, call)).rejects.toBeInstanceOf(Stopped);
	expect(plain).toEqual([]);
});

it('survives a cause that goes round in a circle', async () => {
	const round = Object.assign(new Error('x'), { cause: {} });
	round.cause = round;
	expect(await thrownBy(thrower(round))).toMatchObject({ kind: 'silence', code: '' });
});

/** A body that comes piece by piece, as n8n hands it out. */
const piecewise = (pieces: () => AsyncGenerator<Buffer>, statusCode = 200) => {
	const body = Readable.from(pieces(), { objectMode: false });
	return { body, outcome: () => ({ statusCode, headers: {}, body }) };
};

describe('the reading of an answer', () => {
	const time = useVirtualTime();

	const endless = async function* () {
		for (;;) yield await Promise.resolve(Buffer.alloc(1000, 'x'));
	};

	it('ends at its limit, and says that it did', async () => {
		const { body, outcome } = piecewise(endless);
		const thrown = await thrownBy(outcome);
		expect(thrown).toBeInstanceOf(TooLarge);
		expect(thrown).toMatchObject({ limitBytes: 1_000_000 });
		expect(body.destroyed).toBe(true);
	});

	it('keeps to the limit of its call, and takes the beginning of an endless refusal', async () => {
		const long = hub(piecewise(endless).outcome);
		const limited = send(long.ctx, credential, { ...call, limitBytes: 5000 });
		await expect(limited).rejects.toMatchObject({ limitBytes: 5000 });
		const { ctx } = hub(piecewise(endless, 500).outcome);
		const { status, body } = await send(ctx, credential, { ...call, answer: 'stream' });
		expect([status, (body as Buffer).length]).toEqual([500, 1_000_000]);
	});

	it.each(['bytes', 'stream'] as const)(
		'takes a refusal that breaks off in its body for a refusal: %s',
		async (answer) => {
			const broken = async function* () {
				yield await Promise.resolve(Buffer.from('{"error":'));
				throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
			};
			const { ctx } = hub(piecewise(broken, 503).outcome);
			const { status, body } = await send(ctx, credential, { ...call, answer });
			expect([status, String(body)]).toEqual([503, '{"error":']);
			const thrown = await thrownBy(piecewise(broken).outcome);
			expect(thrown).toBeInstanceOf(NetworkError);
			expect(thrown).toMatchObject({ kind: 'silence', code: 'ECONNRESET' });
		},
	);

	it('ends when the time of its call is over, though a byte comes each second', async () => {
		const trickle = async function* () {
			for (;;) {
				await clock.sleep(1000);
				yield Buffer.from(' ');
			}
		};
		const { body, outcome } = piecewise(trickle);
		const { ctx } = hub(outcome);
		const sent = send(ctx, credential, { ...call, timeoutMs: 30_000 }).catch((e: unknown) => e);
		expect(await time.time.until(sent)).toBeInstanceOf(NetworkError);
		expect(time.time.elapsedMs).toBeGreaterThanOrEqual(30_000);
		expect(time.time.elapsedMs).toBeLessThan(32_000);
		expect(body.destroyed).toBe(true);
	});
});

it.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])(
	"knows that n8n's own protection refused the call: %s",
	async (name) => {
		const refusal = Object.assign(new Error('blocked'), { name });
		for (const thrown of [refusal, { cause: refusal }, { cause: { cause: refusal } }]) {
			expect(await thrownBy(thrower(thrown))).toBeInstanceOf(Blocked);
		}
	},
);

it('hands out no answer that holds the key, however it is encoded', async () => {
	const { key } = credential;
	const encoded = Buffer.from(`:${key}`).toString('base64');
	const outcome = () => ({
		statusCode: 200,
		headers: { 'x-request-id': `a-${key}`, 'x-n': 7 },
		body: Readable.from([Buffer.from(`{"output":"${key} ${encoded}"}`)], { objectMode: false }),
	});
	const { ctx } = hub(outcome);
	const answer = await send(ctx, credential, call);
	expect(answer.headers).toEqual({ 'x-request-id': 'a-…', 'x-n': 7 });
	const text = String(answer.body);
	expect(text).not.toContain(key);
	expect(text).not.toContain(encoded.slice(4, -4));
	expect(JSON.parse(text)).toEqual({ output: expect.stringContaining('…') });
});
