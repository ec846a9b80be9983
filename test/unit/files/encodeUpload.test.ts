import { once } from 'node:events';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { bodyLength, uploadBody } from '../../../nodes/Segmind/files/upload';
import type { ByteStream } from '../../../nodes/Segmind/core/bytes';

const streamOf = (chunks: Uint8Array[]): ByteStream =>
	Readable.from(
		chunks.map((chunk) => Buffer.from(chunk)),
		{ objectMode: false },
	);

async function textOf(body: ByteStream): Promise<string> {
	const pieces: Buffer[] = [];
	for await (const piece of body) pieces.push(Buffer.from(piece as Uint8Array));
	return Buffer.concat(pieces).toString('latin1');
}

it('is the documented JSON that holds the file unchanged, and the same from a stream, as long as announced', async () => {
	const anyChunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 });
	const anyType = fc.constantFrom('image/png', 'image/jpeg', 'image/svg+xml');
	await fc.assert(
		fc.asyncProperty(anyChunks, anyType, async (chunks, mimeType) => {
			const file = Buffer.concat(chunks);
			const whole = uploadBody(mimeType, { bytes: file.length, buffer: file }) as string;
			const data = `data:${mimeType};base64,${file.toString('base64')}`;
			expect(JSON.parse(whole)).toEqual({ data_urls: [data] });
			expect(Buffer.byteLength(whole)).toBe(bodyLength(mimeType, file.length));
			const body = uploadBody(mimeType, { bytes: file.length, stream: streamOf(chunks) });
			expect(await textOf(body as ByteStream)).toBe(whole);
		}),
	);
});

it('reads a file no faster than it is sent', async () => {
	let read = 0;
	async function* chunks() {
		for (; read < 1000; read += 1) yield Buffer.alloc(30_000);
	}
	const source = Readable.from(chunks(), { objectMode: false }) as ByteStream;
	const given = uploadBody('image/png', { bytes: 30_000_000, stream: source });
	const body = given as unknown as Readable;
	for (let taken = 0; taken < 5; taken += 1) {
		if (body.read() === null) await once(body, 'readable');
	}
	expect(read).toBeLessThan(50);
	body.destroy();
});

it('passes on that the file broke off', async () => {
	async function* chunks() {
		yield Buffer.from('abc');
		throw new Error('the disk went away');
	}
	const source = Readable.from(chunks(), { objectMode: false }) as ByteStream;
	const body = uploadBody('image/png', { bytes: 100, stream: source });
	await expect(textOf(body as ByteStream)).rejects.toThrow('the disk went away');
});

it('lets go of the file when the request is given up', async () => {
	async function* chunks() {
		for (;;) yield Buffer.alloc(100_000);
	}
	const source = Readable.from(chunks(), { objectMode: false });
	const given = uploadBody('image/png', { bytes: 1, stream: source as ByteStream });
	const body = given as unknown as Readable;
	while (body.read() === null || !source.readableDidRead) await once(body, 'readable');
	body.destroy();
	await new Promise<void>((closed) => source.once('close', () => closed()));
	expect(source.destroyed).toBe(true);
});
