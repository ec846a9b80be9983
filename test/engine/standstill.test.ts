import type { ServerResponse } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { clock } from '../../nodes/Segmind/core/clock';
import { breakOff } from '../../nodes/Segmind/http/response';
import { closeBenches, openBench, urlRows } from './support/bench';
import { picture } from './support/pictures';
import { forRetry } from './support/retry';
import { REQUEST_ID, StandIn } from './support/standIn';

let standIn: StandIn | undefined;
afterEach(async () => {
	await standIn?.close();
	await closeBenches();
});

it.each(['image/png', 'application/json'])(
	'a direct answer of %s that stands still in its body ends by the time-out, and is not paid again',
	async (type) => {
		let standing = 0;
		const api = (standIn = await new StandIn({
			sync: (response) => {
				response.writeHead(200, { 'content-type': type, 'x-request-id': REQUEST_ID });
				response.write(type === 'image/png' ? '\x89PNG\r\n\x1a\n' : '{"output":"', 'latin1');
				standing += 1;
			},
		}).start());
		const bench = await openBench();
		if (bench.clock) bench.clock.held = () => standing;
		const options = { delivery: 'sync', maxWaitSeconds: 90 };
		const parameters = { prompt: 'Make it blue', images: urlRows(bench.pictureUrl), options };
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const startedAtMs = clock.now();
		const job = { baseUrl: api.base, parameters };
		const first = await bench.run(job);
		expect(clock.now() - startedAtMs).toBeGreaterThanOrEqual(90_000);
		expect(clock.now() - startedAtMs).toBeLessThan(100_000);
		expect(first.error?.message).toBe(`${API_ERRORS.directAnswerLost.message} [item 0]`);
		const second = await bench.run({ ...job, node, earlier: forRetry(first) });
		for (const { error, output } of [first, second]) {
			expect(output).toEqual([]);
			expect(error?.description).toMatch(/It (?:may have|has) been billed\./);
			expect(error?.description).toContain(REQUEST_ID);
		}
		expect(api.count('sync')).toBe(1);
	},
);

it.each(['status', 'result'] as const)(
	'a %s that stands still in its body is asked for again',
	async (step) => {
		let standing = 0;
		const image = await picture();
		const api = (standIn = await new StandIn({
			[step]: (response: ServerResponse, tries: number) => {
				if (tries > 1) {
					const output = `${api.base}/files/a.png`;
					response.end(JSON.stringify({ request_id: REQUEST_ID, status: 'COMPLETED', output }));
					return;
				}
				response.write('{"status":');
				standing += 1;
			},
			file: (response) => void response.end(image.content),
		}).start());
		const bench = await openBench();
		if (bench.clock) bench.clock.held = () => standing;
		const parameters = { prompt: 'Make it blue', images: urlRows(bench.pictureUrl) };
		const { output, error } = await bench.run({ baseUrl: api.base, parameters });
		expect(error).toBeUndefined();
		expect(output[0]?.json.requestId).toBe(REQUEST_ID);
		expect(api.count('submit')).toBe(1);
	},
);

it.each<[string, () => Readable]>([
	['a connection', () => new PassThrough()],
	['a packed answer', () => createGunzip()],
	['a generator', () => Readable.from(['a', 'b'])],
])('%s that nobody reads at that moment is broken off, and nothing else with it', (_, open) => {
	const body = open();
	expect(() => breakOff(body)).not.toThrow();
	expect(body.destroyed).toBe(true);
});
