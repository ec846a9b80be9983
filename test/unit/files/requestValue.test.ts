import { PassThrough, Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { requestValueOf } from '../../../nodes/Segmind/files/requestValue';
import { INPUT_ERRORS } from '../../../nodes/Segmind/errors/inputErrors';
import type { JobContext } from '../../../nodes/Segmind/job/context';
import { deadlineIn, Stopped } from '../../../nodes/Segmind/core/clock';
import { semaphore } from '../../../nodes/Segmind/core/semaphore';
import { picture } from '../support/pictures';
import { useVirtualTime } from '../support/virtualTime';

const virtual = useVirtualTime();

type Server = (options: IHttpRequestOptions) => object;

/** Fetches what goes into a request from a server that the test acts out. */
function fetching(server: Server) {
	const stop = new AbortController();
	const run = {
		ctx: {
			helpers: {
				httpRequest: async (options: IHttpRequestOptions) => await Promise.resolve(server(options)),
			},
			getExecutionCancelSignal: () => stop.signal,
			getNode: () => ({ type: 'n8n-nodes-segmind.segmind' }),
		},
		credential: {},
		signal: stop.signal,
		semaphores: { upload: semaphore(1) },
	} as unknown as JobContext;
	const source = { kind: 'url' as const, url: 'https://example.com/a.png' };
	const place = async () =>
		await requestValueOf(run, source, { base64: true }, deadlineIn(600_000));
	return { place, stop };
}

/** A server that begins its answer and then stands still. */
function standstill() {
	const body = new PassThrough();
	body.write('\x89PNG');
	const server: Server = ({ abortSignal }) => {
		(abortSignal as AbortSignal | undefined)?.addEventListener('abort', () =>
			body.destroy(new Error('canceled')),
		);
		return { statusCode: 200, headers: {}, body };
	};
	return { body, ...fetching(server) };
}

it("n8n's Stop ends the fetching of what goes into the request", async () => {
	const { body, place, stop } = standstill();
	const placed = place();
	await virtual.time.pass(20);
	stop.abort();
	await expect(placed).rejects.toBeInstanceOf(Stopped);
	expect(body.destroyed).toBe(true);
});

it('does not wait for a server that stands still', async () => {
	const { body, place } = standstill();
	const placed = virtual.time.until(place());
	await expect(placed).rejects.toMatchObject({ definition: INPUT_ERRORS.urlUnreachable });
	expect(virtual.time.elapsedMs).toBeLessThan(60_000);
	expect(body.destroyed).toBe(true);
});

it('looks once more when its minute is over', async () => {
	const content = await picture('png', 3, 2);
	const { place } = fetching(() =>
		virtual.time.elapsedMs < 59_900
			? { statusCode: 503, headers: {}, body: Buffer.from('') }
			: { statusCode: 200, headers: {}, body: Readable.from([content]) },
	);
	expect(await virtual.time.until(place())).toBe(content.toString('base64'));
});
