import fc from 'fast-check';
import {
	bytesWithoutKey,
	presentable,
	withoutKey,
} from '../../../nodes/Segmind/errors/presentable';

const KEY = 'SG_0123456789abcdef';
const percent = [...KEY].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
const unicode = [...KEY].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join('');

it.each([
	['as it is', KEY],
	['as base64', Buffer.from(KEY).toString('base64')],
	['as base64 behind one letter', Buffer.from(`:${KEY}`).toString('base64')],
	['as base64 within a text', Buffer.from(`ab${KEY} and more`).toString('base64')],
	['as base64 for addresses', Buffer.from(`key=${KEY}?>`).toString('base64url')],
	['as hex', Buffer.from(KEY).toString('hex')],
	['in an address', percent],
	['in an address, capital letters', percent.toUpperCase()],
	['partly in an address', KEY.replace('_', '%5F')],
	['escaped in JSON', unicode],
])('a key does not stay in a text: %s', (_name, encoded) => {
	const text = `You sent "${encoded}" to us`;
	const hidden = withoutKey(text, KEY);
	expect(hidden).toContain('…');
	expect(hidden.startsWith('You sent "')).toBe(true);
	expect(hidden.endsWith('" to us')).toBe(true);
	expect(hidden.length).toBeLessThan(40);
	expect(bytesWithoutKey(Buffer.from(text), KEY).toString()).toBe(hidden);
	expect(presentable(text, KEY)).not.toContain(encoded.slice(4, 20));
});

it('a key of any letters does not stay, wherever it stands in what was encoded', () => {
	const unit = fc.constantFrom(...'aZ09+/=_-?&. $([');
	const key = fc.string({ unit, minLength: 8, maxLength: 30 });
	fc.assert(
		fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
			const whole = `${before}${secret}${after}`;
			for (const way of ['base64', 'base64url'] as const) {
				const hidden = withoutKey(Buffer.from(whole).toString(way), secret);
				expect(Buffer.from(hidden, way).toString('latin1')).not.toContain(secret);
			}
			const part = encodeURIComponent(secret);
			expect(withoutKey(part, secret)).not.toContain(part);
		}),
	);
});

it('leaves bytes alone that hold no key', () => {
	const bytes = Buffer.from('{"output":"100 % wave \\u00e4"}');
	expect(bytesWithoutKey(bytes, KEY)).toBe(bytes);
	expect(bytesWithoutKey(bytes, '')).toBe(bytes);
});

describe('what opens a file of n8n does not stay in a text', () => {
	const token = (content: object) =>
		['{"alg":"HS256","typ":"JWT"}', JSON.stringify(content), 'signature-0123456789']
			.map((part) => Buffer.from(part).toString('base64url'))
			.join('.');

	it.each(['filesystem-v2:a/b', 'filesystem:a', 's3:a/b', 'azure:a', 'database:0a-1b'])(
		'wherever the file is stored: %s',
		(id) => {
			const link = token({ id, iat: 1, exp: 3601 });
			const hidden = withoutKey(`The token "${link}" is late`);
			expect(hidden).toBe('The token "…" is late');
			expect(bytesWithoutKey(Buffer.from(`"${link}"`)).toString()).toBe('"…"');
		},
	);

	it('another token is left alone, since a URL of a result may need it', () => {
		for (const content of [
			{ id: 'a1', iat: 1 },
			{ url: 'bucket/a.png', iat: 1 },
		]) {
			const url = `https://cdn.example.com/signed?token=${token(content)}`;
			expect(withoutKey(url)).toBe(url);
		}
	});
});
