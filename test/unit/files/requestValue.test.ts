import { PassThrough } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { requestValueOf } from '../../../nodes/Segmind/files/requestValue';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import type { Session } from '../../../nodes/Segmind/operations/session';
import { clock, deadlineIn, Stopped } from '../../../nodes/Segmind/core/clock';
import { semaphore } from '../../../nodes/Segmind/core/semaphore';

const actual = { ...clock };
afterEach(() => void Object.assign(clock, actual));

/** A server that begins its answer and then stands still. */
function standstill() {
	const stop = new AbortController();
	const body = new PassThrough();
	body.write('\x89PNG');
	const httpRequest = async ({ abortSignal }: IHttpRequestOptions) => {
		(abortSignal as AbortSignal | undefined)?.addEventListener('abort', () =>
			body.destroy(new Error('canceled')),
		);
		return await Promise.resolve({ statusCode: 200, headers: {}, body });
	};
	const run = {
		ctx: {
			helpers: { httpRequest },
			getExecutionCancelSignal: () => stop.signal,
			getNode: () => ({ type: 'n8n-nodes-segmind.segmind' }),
		},
		credential: {},
		signal: stop.signal,
		semaphores: { upload: semaphore(1) },
	} as unknown as Session;
	const source = { kind: 'url' as const, url: 'https://example.com/a.png' };
	const place = async () =>
		await requestValueOf(run, source, { base64: true }, deadlineIn(600_000));
	return { body, place, stop };
}

it("n8n's Stop ends the fetching of what goes into the request", async () => {
	const { body, place, stop } = standstill();
	const placed = place();
	await new Promise((resolve) => setTimeout(resolve, 20));
	stop.abort();
	await expect(placed).rejects.toBeInstanceOf(Stopped);
	expect(body.destroyed).toBe(true);
});

it('does not wait for a server that stands still', async () => {
	let nowMs = 0;
	clock.now = () => nowMs;
	clock.sleep = async (ms) => {
		nowMs += ms;
		await new Promise((resolve) => setImmediate(resolve));
	};
	const { body, place } = standstill();
	await expect(place()).rejects.toMatchObject({ definition: INPUT_ERRORS.urlUnreachable });
	expect(nowMs).toBeLessThan(60_000);
	expect(body.destroyed).toBe(true);
});
