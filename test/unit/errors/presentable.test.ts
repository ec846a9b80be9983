import fc from 'fast-check';
import { apiTextOf, presentable } from '../../../nodes/Segmind/errors/presentable';

describe('text from outside', () => {
	it.each([
		['words, as they are', 'Insufficient credits', 'Insufficient credits'],
		[
			'a page',
			'<html><title>405</title><body><h1>Not Allowed</h1></body></html>',
			'405 Not Allowed',
		],
		['a script', '<p>Sorry</p><script>alert("x")</script><style>p{color:red}</style>', 'Sorry'],
		['line breaks', 'one\r\n\ttwo   three\n', 'one two three'],
		['a Segmind key', 'key SG_0123456789abcdef is unknown', 'key SG_… is unknown'],
		['two keys', 'SG_aaaaaaaa,SG_bbbbbbbb', 'SG_…,SG_…'],
		['signs that turn the direction', '\u202eone\u2066two\u200f', 'one two'],
		['control signs', '\x1b[31mred\0', '[31mred'],
		['nothing', '', ''],
	])('is fit to be shown: %s', (_name, text, shown) => {
		expect(presentable(text)).toBe(shown);
	});

	it('never holds the key of the credential, whatever it looks like', () => {
		const key = fc.string({ minLength: 8, maxLength: 40 }).filter((k) => /^[\w+/=.-]+$/.test(k));
		fc.assert(
			fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
				const text = `${before.replace(/[<>]/g, '')} ${secret} ${secret}${after}`;
				return !presentable(text, secret).includes(secret);
			}),
		);
	});

	it('is cut where it gets long, and shows that it is', () => {
		const shown = presentable('word '.repeat(1000));
		expect(shown.length).toBeLessThanOrEqual(601);
		expect(shown.endsWith('…')).toBe(true);
		expect(presentable('x'.repeat(600))).toBe('x'.repeat(600));
	});

	it('does not show half a key where it is cut', () => {
		const key = 'my-own-secret-key-of-30-letters';
		expect(presentable(`${'x'.repeat(590)} ${key}`, key)).not.toContain('my-own');
	});

	it('has no markup, no line breaks and an end', () => {
		const unit = fc.constantFrom('<', '>', 'b', '/', '\n', ' ', 'é');
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 900 }), (text) => {
				const shown = presentable(text);
				expect(shown).not.toMatch(/<[^<>]*>|[\n\t]/);
				expect(shown.length).toBeLessThanOrEqual(601);
			}),
		);
	});
});

describe('the words of an answer', () => {
	it.each([
		['error', { error: 'Insufficient credits' }, 'Insufficient credits'],
		['message', { message: 'Not found' }, 'Not found'],
		['detail', { detail: 'Not found' }, 'Not found'],
		['error_message', { error_message: 'Node 3 gave up' }, 'Node 3 gave up'],
		['an object', { error_message: { message: 'Step 3 gave up' }, message: 'x' }, 'Step 3 gave up'],
		['an object of another kind', { error_message: { step: 3 } }, '{"step":3}'],
		[
			'error with its description',
			{ error: 'Unauthorized', error_description: 'Key expired', status_code: 401 },
			'Unauthorized: Key expired',
		],
		[
			'error with which its description begins',
			{ error: 'Unauthorized', error_description: 'Unauthorized. The key is not known' },
			'Unauthorized. The key is not known',
		],
		['error that its description repeats', { error: 'No', error_description: 'No' }, 'No'],
		['error as an object', { error: { code: 7 } }, '{"code":7}'],
		['a list of complaints', { detail: [{ loc: ['size'] }] }, '[{"loc":["size"]}]'],
		['an empty error beside a message', { error: '', message: 'Try later' }, 'Try later'],
		['error: null of a FAILED job', { status: 'FAILED', error: null }, 'the raw body'],
		['no known name', { reason: 'x' }, 'the raw body'],
		['no object', 'text', 'the raw body'],
		['nothing', undefined, 'the raw body'],
	])('are found: %s', (_name, body, words) => {
		expect(apiTextOf(body, 'the raw body')).toBe(words);
	});
});
