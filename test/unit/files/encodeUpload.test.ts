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

async function textOf(body: string | ByteStream): Promise<string> {
	if (typeof body === 'string') return body;
	const pieces: Buffer[] = [];
	for await (const piece of body) pieces.push(Buffer.from(piece as Uint8Array));
	return Buffer.concat(pieces).toString('latin1');
}

const anyChunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 });
const anyType = fc.constantFrom('image/png', 'image/jpeg', 'image/svg+xml');

it('is the documented JSON, and holds the file unchanged', async () => {
	await fc.assert(
		fc.asyncProperty(anyChunks, anyType, async (chunks, mimeType) => {
			const file = Buffer.concat(chunks);
			const text = await textOf(uploadBody(mimeType, { bytes: file.length, buffer: file }));
			const json = JSON.parse(text) as { data_urls: string[] };
			expect(Object.keys(json)).toEqual(['data_urls']);
			expect(json.data_urls).toHaveLength(1);
			const [start, base64 = ''] = (json.data_urls[0] ?? '').split(',');
			expect(start).toBe(`data:${mimeType};base64`);
			expect(Buffer.from(base64, 'base64').equals(file)).toBe(true);
		}),
	);
});

it('is the same from a stream, however that is cut into chunks, and as long as announced', async () => {
	await fc.assert(
		fc.asyncProperty(anyChunks, anyType, async (chunks, mimeType) => {
			const file = Buffer.concat(chunks);
			const whole = uploadBody(mimeType, { bytes: file.length, buffer: file }) as string;
			const body = uploadBody(mimeType, { bytes: file.length, stream: streamOf(chunks) });
			expect(typeof body).not.toBe('string');
			expect(await textOf(body)).toBe(whole);
			expect(Buffer.byteLength(whole)).toBe(bodyLength(mimeType, file.length));
		}),
	);
});

it('reads a file no faster than it is sent', async () => {
	let read = 0;
	async function* chunks() {
		for (; read < 1000; read += 1) yield Buffer.alloc(30_000);
	}
	const source = Readable.from(chunks(), { objectMode: false }) as ByteStream;
	const body = uploadBody('image/png', {
		bytes: 30_000_000,
		stream: source,
	}) as unknown as Readable;
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
	await expect(textOf(body)).rejects.toThrow('the disk went away');
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
