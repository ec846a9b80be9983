import fc from 'fast-check';
import {
	endpoints,
	isRequestId,
	isSlug,
	requestIdIn,
	httpUrl,
	pathOnHost,
	workflowEndpoints,
} from '../../../nodes/Segmind/http/endpoints';

const BASE = 'https://api.segmind.com';
const ID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';

it.each(['', '/', '///'])('takes a host with %j at its end', (slashes) => {
	expect(endpoints.submit(BASE + slashes, 'x')).toBe(`${BASE}/v2/x`);
	expect(endpoints.sync(`http://127.0.0.1:8080${slashes}`, '/v1/x')).toBe(
		'http://127.0.0.1:8080/v1/x',
	);
});

it.each([
	[ID, true],
	['req_123-A', true],
	['.', false],
	['..', false],
	['a/b', false],
	['', false],
	['\ud800', false],
	['undefined', false],
	['x'.repeat(129), false],
])('tells whether %j can be a request ID', (text, expected) => {
	expect(isRequestId(text)).toBe(expected);
});

it.each([
	[ID, ID],
	[endpoints.status(BASE, ID), ID],
	[endpoints.result(BASE, ID), ID],
	[`https://example.com/v1/requests/${ID}?x=1`, ID],
	[`${BASE}/v2/requests/`, undefined],
	[`${BASE}/v2/requests/..%2fx`, undefined],
	[`${BASE}/v2/${ID}`, undefined],
	['ftp://x/requests/a', undefined],
	['', undefined],
])('out of %j comes the request ID %j', (text, id) => {
	expect(requestIdIn(text)).toBe(id);
});

describe('a request ID out of an answer', () => {
	const hostile = [
		'../../v1/get-user-credits',
		'a/b',
		'a\\b',
		'x?y=1',
		'x#y',
		'@evil.example',
		'//evil.example/x',
		'https://evil.example',
		'x\r\nHost: evil.example',
		'%2e%2e%2f',
		' ',
		'ünïcode',
	];
	it.each(hostile)('stays one part of the path on the same host: %j', (id) => {
		for (const address of [endpoints.status(BASE, id), endpoints.result(BASE, id)]) {
			const { origin, pathname, search, hash } = new URL(address);
			expect(origin).toBe(BASE);
			expect(search + hash).toBe('');
			const [, version, requests, part, ...rest] = pathname.split('/');
			expect([version, requests]).toEqual(['v2', 'requests']);
			expect(decodeURIComponent(part ?? '')).toBe(id);
			expect(rest).toEqual(address.endsWith('/status') ? ['status'] : []);
		}
	});

	it('never leads to another host, whatever it holds', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (id) => {
				expect(new URL(endpoints.result(BASE, id)).origin).toBe(BASE);
				expect(new URL(endpoints.status(BASE, id)).pathname).toMatch(/^\/v2\//);
			}),
		);
	});
});

describe('a slug', () => {
	it.each(['gpt-image-1-edit', 'gpt-image-1.5-edit', 'sdxl_controlnet', 'A1'])('is %s', (text) => {
		expect(isSlug(text)).toBe(true);
	});

	it.each([
		'',
		'.',
		'..',
		'../x',
		'a/b',
		'a b',
		'a?b',
		'a#b',
		'a%2fb',
		'-a',
		'a\n',
		'ä',
		'.hidden',
	])('is not %j', (text) => {
		expect(isSlug(text)).toBe(false);
	});

	it('never leads out of its folder', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				fc.pre(isSlug(text));
				expect(new URL(endpoints.submit(BASE, text)).pathname).toBe(`/v2/${text}`);
			}),
		);
	});
});

describe('a web address', () => {
	it.each([
		['https://example.com/a.png', 'https://example.com/a.png'],
		['  http://example.com/a b.png\n', 'http://example.com/a%20b.png'],
		['HTTPS://EXAMPLE.com/Ä.png', 'https://example.com/%C3%84.png'],
		['https://example.com/a,b.png?x=1&y=2#z', 'https://example.com/a,b.png?x=1&y=2#z'],
	])('is %j', (text, address) => {
		expect(httpUrl(text)).toBe(address);
	});

	it.each([
		'',
		'example.com/a.png',
		'//example.com/a.png',
		'ftp://example.com/a.png',
		'file:///etc/passwd',
		'data:image/png;base64,AAAA',
		'javascript:alert(1)',
		'blob:https://example.com/1',
		'https://',
		'https://[1',
		'http:/example.com',
		'see https://example.com',
		null,
		undefined,
		42,
		['https://example.com'],
		{ url: 'https://example.com' },
	])('is not %j', (value) => {
		expect(httpUrl(value)).toBeUndefined();
	});
});

const entry = () => ({
	fingerprint: '0123456789abcdef',
	model: 'v2/some-flow',
	executionId: '1',
	submittedAtMs: 1,
	requestId: 'abc',
});

/** Where a run is looked at after an answer that names `poll_url`. */
function pollUrl(address: unknown, base = BASE): string {
	const place = workflowEndpoints('v2/some-flow');
	const answer = { request_id: 'abc', poll_url: address };
	const pollPath = place.pollPathIn(base, 'abc', answer);
	return place.pollUrl(base, { ...entry(), ...(pollPath && { pollPath }) });
}

const USUAL = `${BASE}/workflows/request/abc`;

it.each([
	[`${BASE}/workflows/request/abc`, USUAL],
	[`${BASE}/workflows/polls/abc?x=1`, `${BASE}/workflows/polls/abc?x=1`],
	['https://api.segmind.com:443/p/abc', `${BASE}/p/abc`],
	[undefined, USUAL],
	['', USUAL],
	[42, USUAL],
	['/workflows/polls/abc', USUAL],
	['http://api.segmind.com/workflows/polls/abc', USUAL],
	['https://api.segmind.com.evil.example/abc', USUAL],
	['https://api.segmind.com@evil.example/abc', USUAL],
	['https://api.segmind.com:8443/abc', USUAL],
	['https://evil.example/workflows/request/abc', USUAL],
	['https://api.segmind.com//evil.example/abc', USUAL],
	[`${BASE}/${'x'.repeat(200)}`, USUAL],
])('the answer names %j: looked at %s', (address, wanted) => {
	expect(pollUrl(address)).toBe(wanted);
});

it('takes the address of another base for what it is', () => {
	const base = 'http://127.0.0.1:4010/segmind/';
	expect(pollUrl('http://127.0.0.1:4010/other/abc', base)).toBe('http://127.0.0.1:4010/other/abc');
	expect(pollUrl(USUAL, base)).toBe('http://127.0.0.1:4010/segmind/workflows/request/abc');
});

it.each(['//evil.example/abc', '@evil.example', '.evil.example/abc', ''])(
	'does not believe a ledger that holds %j',
	(pollPath) => {
		expect(workflowEndpoints('v2/x').pollUrl(BASE, { ...entry(), pollPath })).toBe(USUAL);
	},
);

it('keeps nothing where the usual address is named, for the ledger is short', () => {
	expect(workflowEndpoints('v2/x').pollPathIn(BASE, 'abc', { poll_url: USUAL })).toBeUndefined();
	expect(pathOnHost(BASE, USUAL)).toBe('/workflows/request/abc');
});
