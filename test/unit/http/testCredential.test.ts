import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';
import { testSegmindApi } from '../../../nodes/Segmind/http/context';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server | undefined;
let seen: IncomingMessage[] = [];

async function open(answer: Answer): Promise<string> {
	seen = [];
	server = createServer((request, response) => {
		seen.push(request);
		answer(request, response);
	});
	await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	server = undefined;
});

/** The one helper that n8n gives to credential tests, as far as this one uses it. */
async function request(options: {
	uri: string;
	method: string;
	headers: Record<string, string>;
	followRedirect: boolean;
}): Promise<{ statusCode: number; body: string }> {
	const redirect = options.followRedirect ? 'follow' : 'manual';
	const { uri, method, headers } = options;
	const response = await fetch(uri, { method, headers, redirect });
	return { statusCode: response.status, body: await response.text() };
}

async function check(data: Record<string, string>) {
	const ctx = { helpers: { request } } as unknown as ICredentialTestFunctions;
	const uploadUrl = 'https://workflows-api.segmind.com';
	const full = { apiKey: 'SG_0123456789abcdef', uploadUrl, ...data };
	return await testSegmindApi.call(ctx, { data: full } as unknown as ICredentialsDecrypted);
}

const says = (status: number, body: string): Answer => {
	return (_request, response) => {
		response.writeHead(status).end(body);
	};
};

it.each([
	['credits', 200, '{"credits":0.0,"free-credits":0.0184921035}'],
	['an account that never held any', 404, '{"error":"No credits found for the user"}'],
])('takes %s for a key that works', async (_name, status, body) => {
	const baseUrl = await open(says(status, body));
	expect(await check({ baseUrl })).toEqual({ status: 'OK', message: 'The key works' });
	expect(seen).toHaveLength(1);
	expect(seen[0]).toMatchObject({ method: 'GET', url: '/v1/get-user-credits' });
	expect(seen[0]?.headers['x-api-key']).toBe('SG_0123456789abcdef');
	expect(seen[0]?.headers).not.toHaveProperty('authorization');
});

it.each([
	['a wrong key', 401, '{"error":"API key is invalid"}', /does not accept the API key/],
	['a lost key', 401, '{"error":"Missing x-api-key in header"}', /did not reach Segmind/],
	['another site', 404, '<html>nginx</html>', /'Base URL' leads to no Segmind API/],
	['a page that is not there', 404, '{"error":"Not Found"}', /'Base URL' leads to no Segmind API/],
	['a site that is down', 502, '', /not available at the moment \(HTTP 502\)/],
])('says what is wrong with %s', async (_name, status, body, message) => {
	const verdict = await check({ baseUrl: await open(says(status, body)) });
	expect(verdict).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	expect(verdict.message).not.toContain('SG_');
});

it('does not carry the key along a redirect', async () => {
	const baseUrl = await open((_request, response) => {
		response.writeHead(302, { location: '/elsewhere' }).end();
	});
	expect((await check({ baseUrl })).status).toBe('Error');
	expect(seen.map(({ url }) => url)).toEqual(['/v1/get-user-credits']);
});

it('says that nobody answers', async () => {
	const baseUrl = await open(says(200, ''));
	server?.close();
	server?.closeAllConnections();
	const { status, message } = await check({ baseUrl });
	expect(status).toBe('Error');
	expect(message).toMatch(/^No connection to Segmind/);
});

it.each([
	['Base URL', { baseUrl: 'api.segmind.com' }],
	['Base URL', { baseUrl: '' }],
	['Upload URL', { baseUrl: 'https://api.segmind.com', uploadUrl: 'ftp://x' }],
])('asks nobody when %s is no address', async (label, data) => {
	seen = [];
	const { status, message } = await check(data);
	expect(status).toBe('Error');
	expect(message).toContain(`'${label}' must start with https://`);
	expect(seen).toEqual([]);
});

const KEY = 'SG_0123456789abcdef';

it.each([
	...['\u200b', '\u2060', '\ufeff', '\u00ad', 'é'].map((sign) => [sign, 'a sign that no key has']),
	...['"', '’'].map((sign) => [sign, 'quotation marks']),
	['\n', 'a line break'],
	...['\t', '\u00a0'].map((sign) => [sign, 'a blank']),
])('asks nobody where %j came along with the key', async (sign = '', words) => {
	seen = [];
	for (const apiKey of [sign + KEY, KEY + sign, `${KEY.slice(0, 9)}${sign}${KEY.slice(9)}`]) {
		const { status, message } = await check({ baseUrl: await open(says(200, '{}')), apiKey });
		expect(status).toBe('Error');
		expect(message).toContain(words);
		expect(message).not.toContain('0123');
		server?.close();
	}
	expect(seen).toEqual([]);
});

it.each([
	...[
		'Bearer SG_1',
		'x-api-key: SG_1',
		'X-API-Key:SG_1',
		'{"x-api-key": "SG_1"}',
		'api_key=SG_1',
	].map((apiKey) => [apiKey, 'a name in front of the key']),
	...['', ' \n', 'undefined', 'null'].map((apiKey) => [apiKey, 'holds no key']),
])('tells what stands in the place of a key: %j', async (apiKey = '', words) => {
	expect((await check({ baseUrl: 'http://127.0.0.1:9', apiKey })).message).toContain(words);
});
