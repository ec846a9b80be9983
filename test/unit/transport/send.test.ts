import type { IExecuteFunctions } from 'n8n-workflow';
import type { Credential } from '../../../nodes/Segmind/run/credential';
import { Stopped } from '../../../nodes/Segmind/run/pause';
import { NoAnswer, send, type Call } from '../../../nodes/Segmind/transport/send';

const credential: Credential = {
	decrypted: { id: '', name: '', type: 'segmindApi', data: { apiKey: 'SG_0123456789abcdef' } },
	base: 'https://api.segmind.com',
	uploadBase: 'https://workflows-api.segmind.com',
	key: 'SG_0123456789abcdef',
};

const call: Call = {
	method: 'GET',
	url: 'https://example.com/a',
	withKey: false,
	answer: 'bytes',
	timeoutMs: 1234.5,
};

type Options = Record<string, unknown>;

/** n8n's two ways of calling, each noting what it was asked for; `outcome` is what comes of it. */
function hub(outcome: () => unknown, signal?: AbortSignal) {
	const plain: Options[] = [];
	const withKey: Options[] = [];
	const respond = (list: Options[]) => async (options: Options) => {
		list.push(options);
		return outcome();
	};
	const authenticated = respond(withKey);
	const ctx = {
		getExecutionCancelSignal: () => signal,
		helpers: {
			httpRequest: respond(plain),
			httpRequestWithAuthentication: async (_type: string, options: Options) =>
				await authenticated(options),
		},
	} as unknown as IExecuteFunctions;
	return { ctx, plain, withKey };
}

const fine = () => ({ statusCode: 200, headers: { a: 'b' }, body: Buffer.from('x') });

async function thrownBy(outcome: () => unknown, signal?: AbortSignal): Promise<unknown> {
	const { ctx } = hub(outcome, signal);
	return await send(ctx, credential, call).catch((reason: unknown) => reason);
}

it('hands out status, headers and body as they come', async () => {
	const { ctx } = hub(fine);
	expect(await send(ctx, credential, call)).toEqual({
		status: 200,
		headers: { a: 'b' },
		body: Buffer.from('x'),
	});
});

it('uses the key only where it is told to, and then follows no redirect', async () => {
	const { ctx, plain, withKey } = hub(fine);
	await send(ctx, credential, call);
	expect([plain.length, withKey.length]).toEqual([1, 0]);
	expect(plain[0]).toMatchObject({ disableFollowRedirect: false });
	expect(JSON.stringify(plain)).not.toContain('SG_');
	await send(ctx, credential, { ...call, withKey: true });
	expect([plain.length, withKey.length]).toEqual([1, 1]);
	expect(withKey[0]).toMatchObject({ disableFollowRedirect: true });
});

it('asks n8n for the whole answer, whatever its status, with a time limit in whole milliseconds', async () => {
	const { ctx, plain } = hub(fine);
	await send(ctx, credential, call);
	await send(ctx, credential, { ...call, answer: 'stream', timeoutMs: -5 });
	expect(plain[0]).toMatchObject({
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		encoding: 'arraybuffer',
		timeout: 1235,
	});
	expect(plain[1]).toMatchObject({ encoding: 'stream', timeout: 1 });
});

const thrower = (value: unknown) => () => {
	throw value;
};

it.each([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_INVALID_URL',
])('knows that nothing was sent: %s', async (code) => {
	for (const value of [
		{ code },
		{ cause: { code } },
		{ cause: { cause: { code } } },
		{ httpCode: code },
	]) {
		const thrown = await thrownBy(thrower(Object.assign(new Error('x'), value)));
		expect(thrown).toBeInstanceOf(NoAnswer);
		expect(thrown).toMatchObject({ kind: 'unreachable', code });
	}
});

it.each(['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'ERR_CANCELED', ''])(
	'does not know whether something was sent: %j',
	async (code) => {
		const thrown = await thrownBy(thrower(Object.assign(new Error('x'), code && { code })));
		expect(thrown).toBeInstanceOf(NoAnswer);
		expect(thrown).toMatchObject({ kind: 'silence', code });
	},
);

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
	const round: { cause?: unknown } = new Error('x');
	round.cause = round;
	expect(await thrownBy(thrower(round))).toMatchObject({ kind: 'silence', code: '' });
});
