import { Readable } from 'node:stream';
import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Naming } from '../../../nodes/Segmind/5-output/naming';
import { storeBuffer, storeStream } from '../../../nodes/Segmind/5-output/store';
import type { ByteStream } from '../../../nodes/Segmind/transport/send';
import { picture } from '../support/pictures';

const naming: Naming = { wanted: 'x', slug: 'model', requestId: null, itemIndex: 0, position: 0 };

/** n8n's storage: keeps what it is given when that comes to its end, and nothing else. */
class Storage {
	readonly kept: Buffer[] = [];

	readonly ctx = {
		helpers: {
			prepareBinaryData: async (content: Buffer | Readable, fileName: string, mimeType: string) => {
				const pieces: Buffer[] = [];
				if (Buffer.isBuffer(content)) pieces.push(content);
				else for await (const piece of content) pieces.push(Buffer.from(piece as Uint8Array));
				this.kept.push(Buffer.concat(pieces));
				return { data: 'filesystem-v2', id: 'filesystem-v2:1', fileName, mimeType };
			},
		},
	} as unknown as IExecuteFunctions;
}

const streamOf = (chunks: Buffer[]): ByteStream => Readable.from(chunks, { objectMode: false });

/** A file in pieces that are cut at the given places. */
function cut(content: Buffer, places: number[]): Buffer[] {
	const at = [0, ...places.map((n) => n % content.length).sort((a, b) => a - b), content.length];
	return at.slice(1).map((end, index) => content.subarray(at[index], end));
}

it('keeps an image unchanged, however it comes in pieces, under the type of its bytes', async () => {
	const content = await picture('jpeg', 60, 40);
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat(), { maxLength: 8 }), async (places) => {
			const storage = new Storage();
			const stream = streamOf(cut(content, places));
			const stored = await storeStream(storage.ctx, stream, naming, {
				expected: content.length,
			});
			expect(stored).toMatchObject({
				fileName: 'x.jpg',
				mimeType: 'image/jpeg',
				bytes: content.length,
			});
			expect(storage.kept).toHaveLength(1);
			expect(storage.kept[0]?.equals(content)).toBe(true);
		}),
		{ numRuns: 30 },
	);
});

it.each([
	['a page', '<html>Bad gateway</html>', 'notAnImage'],
	['JSON', '{"error":"not found"}', 'notAnImage'],
	['nothing', '', 'empty'],
])('does not keep what is no image: %s', async (_name, text, rejected) => {
	const storage = new Storage();
	const outcome = { rejected, head: text };
	expect(await storeStream(storage.ctx, streamOf([Buffer.from(text)]), naming)).toEqual(outcome);
	expect(await storeBuffer(storage.ctx, Buffer.from(text), naming)).toEqual(outcome);
	expect(storage.kept).toEqual([]);
});

it('does not keep half an image, whether or not its length was announced', async () => {
	const content = await picture('png', 60, 40);
	const half = content.subarray(0, content.length - 4);
	const storage = new Storage();
	for (const expected of [undefined, content.length]) {
		const outcome = await storeStream(storage.ctx, streamOf([half]), naming, {
			...(expected !== undefined && { expected }),
		});
		expect(outcome).toEqual({ rejected: 'incomplete', head: '' });
	}
	expect(await storeBuffer(storage.ctx, half, naming)).toMatchObject({ rejected: 'incomplete' });
	expect(storage.kept).toEqual([]);
});

it('does not keep an image of another length than was announced', async () => {
	const content = await picture('gif');
	const storage = new Storage();
	const outcome = await storeStream(storage.ctx, streamOf([content]), naming, {
		expected: content.length + 1,
	});
	expect(outcome).toEqual({ rejected: 'incomplete', head: '' });
	expect(storage.kept).toEqual([]);
});

it('passes on that the connection broke off, and tells of every piece that moved', async () => {
	const content = await picture('png', 60, 40);
	async function* broken() {
		yield content.subarray(0, 600);
		yield content.subarray(600, 700);
		throw new Error('reset by the other side');
	}
	const source = Readable.from(broken(), { objectMode: false });
	let moved = 0;
	const storage = new Storage();
	const storing = storeStream(storage.ctx, source, naming, {
		moved: () => (moved += 1),
	});
	await expect(storing).rejects.toThrow('reset by the other side');
	expect(moved).toBeGreaterThan(0);
	expect(storage.kept).toEqual([]);
});

it("lets go of the connection when n8n's storage gives up", async () => {
	const content = await picture('png', 60, 40);
	const ctx = {
		helpers: { prepareBinaryData: async () => await Promise.reject(new Error('disk full')) },
	} as unknown as IExecuteFunctions;
	const source = Readable.from(cut(content, [600, 700]), { objectMode: false });
	await expect(storeStream(ctx, source, naming)).rejects.toThrow('disk full');
	expect(source.destroyed).toBe(true);
});
