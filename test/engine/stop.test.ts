import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { closeBenches, openBench, until, urlRows } from './support/bench';
import { picture } from './support/pictures';

afterEach(closeBenches);

const prompt = 'Make it blue';

describe('the deadline', () => {
	it('covers the whole job, and its message gives the request ID', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: 'never' }] });
		const startMs = bench.clock?.now() ?? 0;
		const { error } = await bench.edit({ prompt, options: { maxWaitSeconds: 90 } });
		expect(error?.message).toBe(`${API_ERRORS.waitedTooLong.message} [item 0]`);
		expect(error?.description).toContain(`(request ID ${bench.sandbox.jobs[0]?.id})`);
		expect(error?.description).toContain('may have been billed');
		const tookMs = (bench.clock?.now() ?? 0) - startMs;
		expect(tookMs).toBeGreaterThanOrEqual(90_000);
		expect(tookMs).toBeLessThan(92_000);
	});

	it('holds for every item by itself', async () => {
		const bench = await openBench({
			faults: [{ step: 'submit', kind: 'never', promptIncludes: 'item 1' }],
		});
		const { output } = await bench.edit(
			{ prompt: '={{ "item " + $json.n }}', options: { maxWaitSeconds: 60 } },
			{
				items: [{ json: { n: 0 } }, { json: { n: 1 } }, { json: { n: 2 } }],
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(output.map(({ binary }) => Boolean(binary))).toEqual([true, false, true]);
	});
});

describe("n8n's Stop", () => {
	it('ends a wait at once, and nothing is left running', async () => {
		const bench = await openBench({ jobSeconds: 1000 });
		const items = Array.from({ length: 5 }, () => ({}));
		const execution = await bench.start({
			items,
			parameters: { prompt, images: urlRows(bench.pictureUrl) },
		});
		await until(() => bench.calls('status').length > 20);
		const before = bench.sandbox.requests.length;
		execution.stop();
		await execution.done.catch(() => undefined);
		await until(() => (bench.clock?.pendingSleeps ?? 0) === 0);
		const running = bench.sandbox.requests.slice(before);
		expect(running.length).toBeLessThanOrEqual(5);
		const after = bench.sandbox.requests.length;
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(bench.sandbox.requests).toHaveLength(after);
	});

	it('names every job, and the items whose submissions were never confirmed', async () => {
		const bench = await openBench({
			jobSeconds: 1000,
			faults: [{ step: 'submit', kind: 'no-request-id', nth: 3 }],
		});
		const execution = await bench.start({
			items: Array.from({ length: 30 }, () => ({})),
			parameters: { prompt, images: urlRows(bench.pictureUrl), options: { concurrency: 30 } },
			node: { onError: 'continueRegularOutput' },
		});
		await until(() => bench.calls('status').length > 30);
		execution.stop();
		const { data } = await execution.done;
		const error = data.resultData.runData.Segmind?.[0]?.error as { description?: string };
		const known = bench.sandbox.jobs.filter(({ answered }) => answered);
		expect(known).toHaveLength(29);
		for (const { id } of known) expect(error.description).toContain(id);
		expect(error.description).toContain('Sent, but not confirmed: row 3.');
	});

	it('names the submissions that run on in the custom data of the execution', async () => {
		const bench = await openBench({ jobSeconds: 1000 });
		const execution = await bench.start({
			items: Array.from({ length: 8 }, () => ({})),
			parameters: { prompt, images: urlRows(bench.pictureUrl) },
		});
		await until(() => bench.calls('status').length >= 8);
		execution.stop();
		const { data } = await execution.done;
		const told = Object.entries(data.resultData.metadata ?? {});
		expect(told.map(([key]) => key)).toEqual(['segmind_open_1', 'segmind_open_2']);
		expect(told.every(([, value]) => value.length <= 255)).toBe(true);
		const ids = told.flatMap(([, value]) => value.split(' '));
		expect(ids.sort()).toEqual(bench.sandbox.jobs.map(({ id }) => id).sort());
	});

	it('does not call a submission unconfirmed that was refused and waits for its next turn', async () => {
		const [{ Container }, { Logger }] = [
			await import('@n8n/di'),
			await import('@n8n/backend-common'),
		];
		const warn = jest.spyOn(Container.get(Logger), 'warn');
		const bench = await openBench({
			jobSeconds: 1000,
			rateLimit: { submits: 1, windowMs: 5 * 60_000, header: 'reset' },
		});
		const execution = await bench.start({
			items: [{}, {}, {}],
			parameters: { prompt, images: urlRows(bench.pictureUrl) },
		});
		await until(() => bench.calls('status').length > 3);
		expect(bench.calls('submit').length).toBeGreaterThan(1);
		execution.stop();
		await execution.done;
		const told = warn.mock.calls.map(([text]) => String(text)).join();
		warn.mockRestore();
		expect(told).toContain(`Request IDs: ${bench.sandbox.jobs[0]?.id}.`);
		expect(told).not.toContain('Not confirmed');
	});

	it('writes nothing into the custom data of an execution that was not stopped', async () => {
		const bench = await openBench();
		const { run } = await bench.edit({ prompt });
		expect(run.data.resultData.metadata ?? {}).toEqual({});
	});

	it('leaves no listener on the signal of the execution', async () => {
		const bench = await openBench();
		const signals = new Map<AbortSignal, number>();
		const { addEventListener, removeEventListener } = AbortSignal.prototype;
		const count = (signal: AbortSignal, change: number) =>
			signals.set(signal, (signals.get(signal) ?? 0) + change);
		const added = jest
			.spyOn(AbortSignal.prototype, 'addEventListener')
			.mockImplementation(function (
				this: AbortSignal,
				...args: Parameters<typeof addEventListener>
			) {
				if (args[0] === 'abort') count(this, 1);
				addEventListener.apply(this, args);
			} as typeof addEventListener);
		const removed = jest
			.spyOn(AbortSignal.prototype, 'removeEventListener')
			.mockImplementation(function (
				this: AbortSignal,
				...args: Parameters<typeof removeEventListener>
			) {
				if (args[0] === 'abort') count(this, -1);
				removeEventListener.apply(this, args);
			} as typeof removeEventListener);
		await bench.edit({ prompt });
		await new Promise((resolve) => setTimeout(resolve, 50));
		added.mockRestore();
		removed.mockRestore();
		expect(signals.size).toBeGreaterThan(0);
		expect([...signals.values()].filter((open) => open > 0)).toEqual([]);
	});
});

it('after one item has failed, others do not wait for the reset of a rate limit', async () => {
	const bench = await openBench({
		rateLimit: { submits: 2, windowMs: 14 * 60_000, header: 'reset' },
		faults: [{ step: 'submit', kind: 'failed', promptIncludes: 'item 0' }],
	});
	const startMs = bench.clock?.now() ?? 0;
	const { error } = await bench.edit(
		{ prompt: '={{ "item " + $json.n }}' },
		{ items: [0, 1, 2, 3, 4].map((n) => ({ json: { n } })) },
	);
	expect(error?.message).toBe(`${API_ERRORS.jobFailed.message} [item 0]`);
	expect(bench.sandbox.jobs).toHaveLength(2);
	expect((bench.clock?.now() ?? 0) - startMs).toBeLessThan(60_000);
});

it('after one item has failed, others do not wait for the reset of an upload either', async () => {
	const bench = await openBench({
		faults: [
			{ step: 'submit', kind: 'failed', promptIncludes: 'item 0' },
			{ step: 'upload', kind: 'rate-limit', times: 1000 },
		],
	});
	const startMs = bench.clock?.now() ?? 0;
	const { error } = await bench.run({
		items: await Promise.all(
			[0, 1, 2, 3, 4].map(async (n) => ({ json: { n }, files: { data: await picture(n) } })),
		),
		parameters: {
			prompt: '={{ "item " + $json.n }}',
			// which of several uploads comes first is a matter of chance, so the first item has none
			images: {
				values: [
					{
						source: '={{ $json.n === 0 ? "url" : "binary" }}',
						url: bench.pictureUrl,
						binaryPropertyName: 'data',
					},
				],
			},
		},
	});
	expect(error?.message).toBe(`${API_ERRORS.jobFailed.message} [item 0]`);
	expect(bench.sandbox.jobs).toHaveLength(1);
	expect((bench.clock?.now() ?? 0) - startMs).toBeLessThan(60_000);
});
