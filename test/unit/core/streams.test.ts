import { Readable } from 'node:stream';
import fc from 'fast-check';
import { type ByteStream, peek, streamLike } from '../../../nodes/Segmind/core/bytes';

const streamOf = (pieces: Uint8Array[]): ByteStream =>
	Readable.from(pieces.map((piece) => Buffer.from(piece)));

async function gathered(pieces: AsyncIterable<Uint8Array | string>): Promise<Buffer[]> {
	const all: Buffer[] = [];
	for await (const piece of pieces) all.push(piece as Buffer);
	return all;
}

const anyPieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 12 });

it('shows the beginning and puts it back, however the stream is cut', async () => {
	await fc.assert(
		fc.asyncProperty(anyPieces, fc.integer({ min: 1, max: 200 }), async (pieces, count) => {
			const whole = Buffer.concat(pieces);
			const { head, all } = await peek(streamOf(pieces), count);
			expect(head.length).toBeGreaterThanOrEqual(Math.min(count, whole.length));
			expect(head.equals(whole.subarray(0, head.length))).toBe(true);
			expect(Buffer.concat(await gathered(all)).equals(whole)).toBe(true);
		}),
	);
});

it('copies no piece: what comes in goes out in the same memory', async () => {
	const pieces = Array.from({ length: 5 }, () => Buffer.alloc(70_000, 7));
	const { head, all } = await peek(Readable.from(pieces), 512);
	expect(head).toBe(pieces[0]);
	const out = await gathered(streamLike(Readable.from([]), all));
	expect(out).toHaveLength(pieces.length);
	for (const [at, piece] of out.entries()) expect(piece.buffer).toBe(pieces[at]?.buffer);
});
