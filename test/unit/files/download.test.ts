import { Readable } from 'node:stream';
import { API_ERRORS } from '../../../nodes/Segmind/errors/apiErrors';
import { readBeginning, contentProblem, openBody } from '../../../nodes/Segmind/files/download';
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

it.each([
	['notAnImage', API_ERRORS.notAnImage],
	['incomplete', API_ERRORS.arrivedIncomplete],
	['empty', API_ERRORS.notAnImage],
] as const)('says of a file that is %s where it lies and that it was billed', (rejected, row) => {
	const url = 'https://images.segmind.com/generations/a.png';
	const problem = contentProblem({ rejected, head: '<html>' }, 'id-1', url);
	expect(problem.definition).toBe(row);
	expect(problem.billed).toBe('yes');
	expect(problem.details).toEqual({
		detail: `URL: ${url}.`,
		apiText: '<html>',
		requestId: 'id-1',
	});
});
