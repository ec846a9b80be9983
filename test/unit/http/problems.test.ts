import type { Step } from '../../../nodes/Segmind/errors/problem';
import { problemOfResponse, type RequestSubject } from '../../../nodes/Segmind/http/problems';
import { readBody } from '../../../nodes/Segmind/http/response';

const answer = (status: number, body: string) =>
	readBody({ status, headers: {}, body: Buffer.from(body) });

const errand = (step: Step, requestId?: string): RequestSubject => ({
	step,
	...(requestId !== undefined && { requestId }),
});

describe('the problem of an answer', () => {
	it.each([
		['submit', 400, undefined, 'no'],
		['submit', 502, undefined, 'maybe'],
		['submit', 504, undefined, 'maybe'],
		['submit', 499, undefined, 'maybe'],
		['submit', 521, undefined, 'no'],
		['sync', 500, undefined, 'maybe'],
		['submit', 429, undefined, 'no'],
		// the synchronous call may run on behind an answer of the gateway
		['sync', 502, undefined, 'maybe'],
		['sync', 504, undefined, 'maybe'],
		['sync', 406, undefined, 'no'],
		// the job was submitted before, whatever reading it comes to
		['status', 401, 'id', 'maybe'],
		['result', 500, 'id', 'maybe'],
		['status', 404, 'id', 'maybe'],
		// the image was made before its file could not be fetched
		['download', 404, 'id', 'yes'],
		['download', 500, undefined, 'yes'],
		['upload', 500, undefined, 'no'],
	] as Array<[Step, number, string | undefined, string]>)(
		'of %s with HTTP %i and request %s says that it was billed: %s',
		(step, status, requestId, billed) => {
			expect(problemOfResponse(errand(step, requestId), answer(status, 'x')).billed).toBe(billed);
		},
	);
});

it.each<[string, unknown]>([
	['{"a":"ü"}', { a: 'ü' }],
	['"x"', 'x'],
	...['', '{"a":', '<html>405</html>'].map((text): [string, unknown] => [text, undefined]),
])('the body %j of an answer is read as %j', (text, json) => {
	expect(answer(200, text)).toEqual({ status: 200, headers: {}, text, json });
});
