import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { shortHash } from '../../../nodes/Segmind/core/bytes';

it('is the beginning of SHA-256, as published for known texts', async () => {
	expect(await shortHash('')).toBe('e3b0c44298fc1c14');
	expect(await shortHash('abc')).toBe('ba7816bf8f01cfea');
});

it('is the same for a text and its bytes, and that of any other SHA-256', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
			const expected = createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
			expect(await shortHash(text)).toBe(expected);
			expect(await shortHash(Buffer.from(text, 'utf8'))).toBe(expected);
		}),
	);
});
