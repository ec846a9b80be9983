import { Readable } from 'node:stream';
import { openBody, readBeginning } from '../../../nodes/Segmind/http/openBody';
import type { ByteStream } from '../../../nodes/Segmind/core/streams';

const stream = (...pieces: string[]): ByteStream =>
	Readable.from(
		pieces.map((piece) => Buffer.from(piece)),
		{ objectMode: false },
	);

it('leaves the body of a success to be streamed', async () => {
	const body = stream('image');
	expect(await openBody({ status: 200, headers: {}, body })).toEqual({
		status: 200,
		headers: {},
		stream: body,
	});
});

it.each([302, 404, 500])('reads the body of HTTP %i, however it comes', async (status) => {
	for (const body of [Buffer.from('{"error":"no"}'), stream('{"err', 'or":"no"}')]) {
		const { refusal, stream: left } = await openBody({ status, headers: {}, body });
		expect(refusal).toMatchObject({ status, text: '{"error":"no"}', json: { error: 'no' } });
		expect(left).toBeUndefined();
	}
});

it('reads no more of a refusal than is of use', async () => {
	let made = 0;
	async function* endless() {
		for (;;) {
			made += 1;
			yield Buffer.alloc(1000);
		}
	}
	const source = Readable.from(endless(), { objectMode: false });
	const text = await readBeginning(source, 10_000);
	expect(text.length).toBeLessThan(20_000);
	expect(made).toBeLessThan(200);
	expect(source.destroyed).toBe(true);
});
