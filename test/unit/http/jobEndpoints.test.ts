import { workflowEndpoints, pathOnHost } from '../../../nodes/Segmind/http/jobEndpoints';

const BASE = 'https://api.segmind.com';
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
