import { Readable } from 'node:stream';
import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { FILE_ERRORS } from '../../../nodes/Segmind/errors/fileAndWorkflowErrors';
import type { FileNaming } from '../../../nodes/Segmind/files/fileName';
import { storeBuffer, storeStream } from '../../../nodes/Segmind/files/store';
import type { ByteStream } from '../../../nodes/Segmind/core/bytes';
import { picture } from '../support/pictures';

const naming: FileNaming = {
	...{ wanted: 'x', slug: 'model', requestId: null, itemIndex: 0, position: 0 },
};

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
			const stored = await storeStream(storage.ctx, stream, naming);
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

it('does not keep half an image', async () => {
	const content = await picture('png', 60, 40);
	const half = content.subarray(0, content.length - 4);
	const storage = new Storage();
	const outcome = { rejected: 'incomplete', head: '' };
	expect(await storeStream(storage.ctx, streamOf([half]), naming)).toEqual(outcome);
	expect(await storeBuffer(storage.ctx, half, naming)).toMatchObject({ rejected: 'incomplete' });
	expect(storage.kept).toEqual([]);
});

it('reads no file beyond the limit, and keeps nothing of one that broke off', async () => {
	const content = await picture('png', 60, 40);
	const storage = new Storage();
	const source = Readable.from(cut(content, [600, 700]), { objectMode: false });
	const storing = storeStream(storage.ctx, source, naming, { limitBytes: 650 });
	await expect(storing).rejects.toMatchObject({ limitBytes: 650 });
	expect(source.destroyed).toBe(true);
	async function* broken() {
		yield* cut(content.subarray(0, 700), [600]);
		throw new Error('reset by the other side');
	}
	const moved = jest.fn();
	const fails = storeStream(storage.ctx, Readable.from(broken(), { objectMode: false }), naming, {
		moved,
	});
	await expect(fails).rejects.toThrow('reset by the other side');
	expect(moved).toHaveBeenCalled();
	expect(storage.kept).toEqual([]);
});

describe("n8n's storage gives up", () => {
	const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
		code: 'ENOSPC',
	});
	const job = { ...naming, requestId: 'id-1' };
	const told = {
		definition: FILE_ERRORS.storageUnavailable,
		billed: 'yes',
		details: { detail: 'Cause: ENOSPC.', requestId: 'id-1' },
	};
	const failing = (prepareBinaryData: (file: Readable) => Promise<void>) =>
		({ helpers: { prepareBinaryData } }) as unknown as IExecuteFunctions;
	const atOnce = async () => await Promise.reject(full);
	/** Lets go of the stream, and then of the file, before it says so. */
	const inTheMiddle = async (file: Readable) => {
		const read = async () => {
			for await (const piece of file) if (piece) throw full;
		};
		await read().finally(async () => await new Promise((resolve) => setTimeout(resolve, 50)));
	};

	it.each([
		['at once', atOnce],
		['in the middle of a file', inTheMiddle],
	])('%s: that is told as what it is, and lets go of the connection', async (_when, store) => {
		const content = await picture('png', 60, 40);
		async function* slowly() {
			for (const piece of cut(content, [600, 650, 700, 750, 800])) {
				await new Promise((resolve) => setImmediate(resolve));
				yield piece;
			}
		}
		const source = Readable.from(slowly(), { objectMode: false });
		await expect(storeStream(failing(store), source, job)).rejects.toMatchObject(told);
		expect(source.destroyed).toBe(true);
		if (store === atOnce) {
			await expect(storeBuffer(failing(store), content, job)).rejects.toMatchObject(told);
		}
	});
});
