import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { closeBenches, openBench, outcomeOf, until, urlRows, type Bench } from './support/bench';
import { picture } from './support/pictures';
import { expectError } from './support/expected';
import { CONTINUING, jsonFlow, numbered, PROMPT } from './support/jobs';

afterEach(closeBenches);

const prompt = 'Make it blue';
const image = ({ pictureUrl }: Bench) => ({ prompt, images: urlRows(pictureUrl) });

describe('the deadline', () => {
	it('covers the whole job, and its message gives the request ID', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: 'never' }] });
		const startMs = bench.clock?.now() ?? 0;
		const { error } = await bench.edit({ prompt, options: { maxWaitSeconds: 90 } });
		expectError(
			{ error },
			API_ERRORS.waitedTooLong,
			`(request ID ${bench.sandbox.jobs[0]?.id})`,
			'may have been billed',
		);
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
				items: numbered(3),
				node: CONTINUING,
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
			parameters: image(bench),
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
			node: CONTINUING,
		});
		await until(() => bench.calls('status').length > 30);
		execution.stop();
		const { data } = await execution.done;
		const error = data.resultData.runData.Segmind?.[0]?.error as { description?: string };
		const known = bench.sandbox.jobs.filter(({ answered }) => answered);
		expect(known).toHaveLength(29);
		for (const { id } of known) expect(error.description).toContain(id);
		expect(error.description).toContain(
			'Sent, but not confirmed: row 3. Another run submits these again.',
		);
	});

	it.each([
		['images', (bench: Bench) => image(bench)],
		['PixelFlows', (bench: Bench) => jsonFlow(bench)],
	])('names what runs on in the custom data of the execution: %s', async (_name, parametersOf) => {
		const bench = await openBench({ jobSeconds: 1000 });
		const execution = await bench.start({
			items: Array.from({ length: 8 }, () => ({})),
			parameters: parametersOf(bench),
		});
		await until(() => bench.calls('status').length >= 8);
		execution.stop();
		const { data } = await execution.done;
		const told = Object.entries(data.resultData.metadata ?? {});
		expect(told.map(([key]) => key)).toEqual(['segmind_open_1', 'segmind_open_2']);
		expect(told.every(([, value]) => value.length <= 255)).toBe(true);
		const ids = told.flatMap(([, value]) => value.split(' '));
		expect(ids.sort()).toEqual(bench.sandbox.jobs.map(({ id }) => id).sort());
		const { error } = outcomeOf(await execution.done);
		for (const id of ids) expect(error?.description).toContain(id);
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
			parameters: image(bench),
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
		const open = new Map<AbortSignal, number>();
		for (const [name, change] of [
			['addEventListener', 1],
			['removeEventListener', -1],
		] as const) {
			const actual = AbortSignal.prototype[name];
			jest.spyOn(AbortSignal.prototype, name).mockImplementation(function (
				this: AbortSignal,
				...args: Parameters<typeof actual>
			) {
				if (args[0] === 'abort') open.set(this, (open.get(this) ?? 0) + change);
				actual.apply(this, args);
			});
		}
		await bench.edit({ prompt });
		await new Promise((resolve) => setTimeout(resolve, 50));
		jest.restoreAllMocks();
		expect(open.size).toBeGreaterThan(0);
		expect([...open.values()].filter((count) => count > 0)).toEqual([]);
	});
});

describe('after one item has failed, others do not wait', () => {
	const failed = { step: 'submit', kind: 'failed', promptIncludes: 'item 0' } as const;

	it('for the reset of a rate limit', async () => {
		const bench = await openBench({
			rateLimit: { submits: 2, windowMs: 14 * 60_000, header: 'reset' },
			faults: [failed],
		});
		const startMs = bench.clock?.now() ?? 0;
		expectError(await bench.edit({ prompt: PROMPT }, { items: numbered(5) }), API_ERRORS.jobFailed);
		expect(bench.sandbox.jobs).toHaveLength(2);
		expect((bench.clock?.now() ?? 0) - startMs).toBeLessThan(60_000);
	});

	it('for the reset of an upload either', async () => {
		const bench = await openBench({
			faults: [failed, { step: 'upload', kind: 'rate-limit', times: 1000 }],
		});
		const startMs = bench.clock?.now() ?? 0;
		// which of several uploads comes first is a matter of chance, so the first item has none
		const source = '={{ $json.n === 0 ? "url" : "binary" }}';
		const row = { source, url: bench.pictureUrl, binaryPropertyName: 'data' };
		const items = numbered(5).map(async (item) => ({
			...item,
			files: { data: await picture(item.json.n) },
		}));
		const outcome = await bench.run({
			items: await Promise.all(items),
			parameters: { prompt: PROMPT, images: { values: [row] } },
		});
		expectError(outcome, API_ERRORS.jobFailed);
		// that of the first item, submitted a second time when it failed
		expect(bench.sandbox.jobs).toHaveLength(2);
		expect((bench.clock?.now() ?? 0) - startMs).toBeLessThan(60_000);
	});
});
