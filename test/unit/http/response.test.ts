import { Readable } from 'node:stream';
import { openBody, readBody, receive } from '../../../nodes/Segmind/http/response';
import type { ByteStream } from '../../../nodes/Segmind/core/bytes';

const stream = (...pieces: string[]): ByteStream =>
	Readable.from(
		pieces.map((piece) => Buffer.from(piece)),
		{ objectMode: false },
	);

it.each([
	['JSON', '{"a":"ü"}', { a: 'ü' }],
	['a page', '<html>405</html>', undefined],
	['nothing', '', undefined],
	['cut JSON', '{"a":', undefined],
	['bare JSON', '"x"', 'x'],
])('reads the body of an answer: %s', (_name, text, json) => {
	const answer = { status: 200, headers: {}, body: Buffer.from(text) };
	expect(readBody(answer)).toEqual({ status: 200, headers: {}, text, json });
});

it('leaves the body of a success to be streamed, and reads that of a refusal', () => {
	const body = stream('image');
	expect(openBody({ status: 200, headers: {}, body })).toEqual({
		status: 200,
		headers: {},
		stream: body,
	});
	const refused = openBody({ status: 404, headers: {}, body: Buffer.from('{"error":"no"}') });
	expect(refused.refusal).toMatchObject({ status: 404, json: { error: 'no' } });
	expect(refused.stream).toBeUndefined();
});

it('reads no more of a body than is of use', async () => {
	let made = 0;
	async function* endless() {
		for (;;) {
			made += 1;
			yield Buffer.alloc(1000);
		}
	}
	const source = Readable.from(endless(), { objectMode: false });
	const { bytes, end } = await receive(source, 10_000);
	expect([bytes.length, end]).toEqual([10_000, 'tooLarge']);
	expect(made).toBeLessThan(200);
	expect(source.destroyed).toBe(true);
});
