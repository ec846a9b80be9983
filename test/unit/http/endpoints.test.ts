import fc from 'fast-check';
import {
	endpoints,
	isRequestId,
	isSlug,
	requestIdIn,
	httpUrl,
	workflowEndpoints,
} from '../../../nodes/Segmind/http/endpoints';

const BASE = 'https://api.segmind.com';
const ID = '2c7f59ea-13f1-402c-9353-915a2b5a2124';

it.each(['', '/', '///'])('takes a host with %j at its end', (slashes) => {
	expect(endpoints.submit(BASE + slashes, 'x')).toBe(`${BASE}/v2/x`);
	expect(endpoints.sync(BASE + slashes, '/v1/x')).toBe(`${BASE}/v1/x`);
});

it.each([
	...[ID, 'req_123-A'].map((text) => [text, true] as const),
	...['.', '..', 'a/b', '', '\ud800', 'undefined', 'x'.repeat(129)].map(
		(text) => [text, false] as const,
	),
])('%j can be a request ID: %s', (text, expected) => {
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

it('a request ID out of an answer stays one part of the path on the same host', () => {
	const stays = (id: string) => {
		for (const [url, behind] of [
			[endpoints.status(BASE, id), ['status']],
			[endpoints.result(BASE, id), []],
		] as const) {
			const { origin, pathname, search, hash } = new URL(url);
			const [, version, requests, part = '', ...rest] = pathname.split('/');
			expect([origin, search + hash, version, requests]).toEqual([BASE, '', 'v2', 'requests']);
			expect([decodeURIComponent(part), rest]).toEqual([id, behind]);
		}
	};
	const hostile = [
		...[
			'../../v1/get-user-credits',
			'a/b',
			'a\\b',
			'x?y=1',
			'x#y',
			'@evil.example',
			' ',
			'ünïcode',
		],
		...['//evil.example/x', 'https://evil.example', 'x\r\nHost: evil.example', '%2e%2e%2f'],
	];
	hostile.forEach(stays);
	const any = fc.string({ unit: 'grapheme', minLength: 1 }).filter((id) => !/^\.\.?$/.test(id));
	fc.assert(fc.property(any, stays));
});

it.each([
	...['gpt-image-1-edit', 'gpt-image-1.5-edit', 'sdxl_controlnet', 'A1'].map(
		(text) => [text, true] as const,
	),
	...['', '.', '..', '../x', 'a/b', 'a b', 'a?b', 'a#b', 'a%2fb', '-a', 'a\n', 'ä', '.hidden'].map(
		(text) => [text, false] as const,
	),
])('%j is a slug: %s', (text, expected) => {
	expect(isSlug(text)).toBe(expected);
});

it('a slug never leads out of its folder', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			fc.pre(isSlug(text));
			expect(new URL(endpoints.submit(BASE, text)).pathname).toBe(`/v2/${text}`);
		}),
	);
});

it.each([
	['https://example.com/a.png', 'https://example.com/a.png'],
	['  http://example.com/a b.png\n', 'http://example.com/a%20b.png'],
	['HTTPS://EXAMPLE.com/Ä.png', 'https://example.com/%C3%84.png'],
	['https://example.com/a,b.png?x=1&y=2#z', 'https://example.com/a,b.png?x=1&y=2#z'],
	...['', 'example.com/a.png', '//example.com/a.png', 'ftp://example.com/a.png', 'https://'].map(
		none,
	),
	...['file:///etc/passwd', 'data:image/png;base64,AAAA', 'javascript:alert(1)', 'https://[1'].map(
		none,
	),
	...['blob:https://example.com/1', 'http:/example.com', 'see https://example.com'].map(none),
	...[null, undefined, 42, ['https://example.com'], { url: 'https://example.com' }].map(none),
])('the URL in %j is %j', (text, url) => {
	expect(httpUrl(text)).toBe(url);
});

function none(text: unknown): [unknown, undefined] {
	return [text, undefined];
}

/** Where a run is looked at after an answer that names `poll_url`. */
function pollUrl(address: unknown, base = BASE): string {
	const place = workflowEndpoints('v2/some-flow');
	const pollPath = place.pollPathIn(base, 'abc', { request_id: 'abc', poll_url: address });
	return place.pollUrl(base, { requestId: 'abc', ...(pollPath && { pollPath }) });
}

const USUAL = `${BASE}/workflows/request/abc`;

it.each([
	[`${BASE}/workflows/polls/abc?x=1`, `${BASE}/workflows/polls/abc?x=1`],
	['https://api.segmind.com:443/p/abc', `${BASE}/p/abc`],
	...[USUAL, undefined, '', 42, '/workflows/polls/abc', `${BASE}/${'x'.repeat(200)}`].map(usual),
	...['http://api.segmind.com/polls/abc', 'https://api.segmind.com.evil.example/abc'].map(usual),
	...['https://api.segmind.com@evil.example/abc', 'https://api.segmind.com:8443/abc'].map(usual),
	...['https://evil.example/request/abc', 'https://api.segmind.com//evil.example/abc'].map(usual),
])('the answer names %j: looked at %s', (address, wanted) => {
	expect(pollUrl(address)).toBe(wanted);
});

function usual(address: unknown): [unknown, string] {
	return [address, USUAL];
}

it('takes the address of another base for what it is', () => {
	const base = 'http://127.0.0.1:4010/segmind/';
	expect(pollUrl('http://127.0.0.1:4010/other/abc', base)).toBe('http://127.0.0.1:4010/other/abc');
	expect(pollUrl(USUAL, base)).toBe('http://127.0.0.1:4010/segmind/workflows/request/abc');
});

it.each(['//evil.example/abc', '@evil.example', '.evil.example/abc', ''])(
	'does not believe a ledger that holds %j',
	(pollPath) => {
		const place = workflowEndpoints('v2/x');
		expect(place.pollUrl(BASE, { requestId: 'abc', pollPath })).toBe(USUAL);
	},
);

it('keeps nothing where the usual URL is named, for the ledger is short', () => {
	expect(workflowEndpoints('v2/x').pollPathIn(BASE, 'abc', { poll_url: USUAL })).toBeUndefined();
});
