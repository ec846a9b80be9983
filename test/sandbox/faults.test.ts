import sharp from 'sharp';
import { FAULT_KINDS, type FaultKind, type FaultRule, type Step } from '../../sandbox';
import { parseFaults } from '../../sandbox/faults/parse';
import { Clock, closeAll, open, type Answer, type Client } from './client';

afterEach(closeAll);

/** Does the step once, on a job that is done where the step needs one. */
const ACTS: Record<Step, (client: Client, id: string) => Promise<Answer>> = {
	upload: async (client) => await client.upload(['data:image/gif;base64,R0lGODlhAQABAAAAACw=']),
	submit: async (client) => await client.submit(),
	sync: async (client) => await client.sync(),
	status: async (client, id) => await client.status(id),
	result: async (client, id) => await client.result(id),
	credits: async (client) => await client.send(`${client.sandbox.baseUrl}/v1/get-user-credits`),
	documentation: async (client) =>
		await client.send(`${client.sandbox.baseUrl}/models/sandbox-form/llms.txt`),
	download: async (client) => await client.download(client.sandbox.jobs[0]?.outputs[0]?.url ?? ''),
};

const STEPS: Step[] = ['upload', 'submit', 'sync', 'status', 'result', 'download', 'credits'];

async function hit(step: Step, kind: FaultKind, options: Partial<FaultRule> = {}) {
	const client = await open({ now: new Clock().now, slowBodyMs: 60 });
	const id = String((await client.submit()).json.request_id);
	client.sandbox.setFaults([{ step, kind, ...options }]);
	return { client, id, act: async () => await ACTS[step](client, id) };
}

const answerOf = async (step: Step, kind: FaultKind) => await (await hit(step, kind)).act();

describe('refusals', () => {
	it.each<[FaultKind, number, RegExp]>([
		['rate-limit', 429, /rate_limit_exceeded/],
		['500', 500, /Internal/],
		['502', 502, /unavailable/],
		['503', 503, /^$/],
		['504', 504, /timed out/],
		['400', 400, /malformed/],
		['401-missing', 401, /Missing Authorization or x-api-key/],
		['401-invalid', 401, /API key is invalid/],
		['402', 402, /Payment/],
		['403', 403, /not permitted/],
		['404', 404, /not found|no credits found/i],
		['405-html', 405, /^$/],
		['406-credits', 406, /Insufficient credits.*\$0\.01.*\$0\.14/],
		['406-content-type', 406, /Invalid content type/],
		['406-parameter', 406, /size/],
		['406-spend-limit', 406, /spend limit/],
		['410', 410, /retired/],
		['522', 522, /^$/],
	])('%s answers every step, and starts nothing', async (kind, status, text) => {
		for (const step of STEPS) {
			const { client, act } = await hit(step, kind);
			const answer = await act();
			expect(answer.status).toBe(status);
			// A file host has no JSON for what isn't there.
			if (step !== 'download' || kind !== '404') {
				expect(String(answer.json.error ?? '')).toMatch(text);
			}
			// the only job is the one from before
			expect(client.sandbox.jobs).toHaveLength(1);
			expect(client.sandbox.requests.at(-1)).toMatchObject({ step, fault: kind, status });
		}
	});

	it('names the time in the headers, and the request in the text', async () => {
		const reset = await answerOf('submit', 'rate-limit-reset-header');
		expect(reset.headers['x-rate-limit-reset-at-utc']).toBe('2027-01-15T08:00:01.000Z');
		const retry = await answerOf('submit', 'rate-limit-retry-after');
		expect(retry.headers['retry-after']).toBe('1');
		expect((await answerOf('submit', '405-html')).headers['content-type']).toMatch(/html/);
		const status = await hit('status', '404');
		expect((await status.act()).json.error).toBe(`Request ${status.id} not found`);
	});
});

describe('connections', () => {
	it.each(['submit', 'sync'] as const)(
		'%s: reset-before does nothing, reset-after does it and says nothing',
		async (step) => {
			const before = await hit(step, 'reset-before');
			await expect(before.act()).rejects.toThrow();
			expect(before.client.sandbox.jobs).toHaveLength(1);
			const after = await hit(step, 'reset-after');
			await expect(after.act()).rejects.toThrow();
			const job = { state: 'COMPLETED', billedUsd: 0.14, answered: false };
			expect(after.client.sandbox.jobs[1]).toMatchObject(job);
		},
	);

	it('hang accepts the job and never answers', async () => {
		const { client, act } = await hit('submit', 'hang');
		const silent = new Promise((resolve) => setTimeout(() => resolve('silent'), 150));
		const answer = act().then(
			() => 'answered',
			() => 'cut',
		);
		expect(await Promise.race([answer, silent])).toBe('silent');
		expect(client.sandbox.inFlight()).toBe(1);
		expect(client.sandbox.jobs[1]?.answered).toBe(false);
	});

	it('truncated-body and a broken refusal break off, short-body lies about its length', async () => {
		for (const step of ['download', 'result', 'sync'] as const) {
			await expect(answerOf(step, 'truncated-body')).rejects.toThrow();
		}
		await expect(answerOf('submit', '502-broken')).rejects.toThrow();
		const { client, act } = await hit('download', 'short-body', { times: 1 });
		const [half, whole] = [await act(), await act()];
		expect(half.headers['content-length']).toBe(String(half.bytes.length));
		expect(half.bytes).toHaveLength(whole.bytes.length >> 1);
		expect(client.sandbox.jobs[0]?.downloads).toBe(1);
	});

	it('slow-body takes its time and arrives whole', async () => {
		const before = Date.now();
		const { client, act } = await hit('download', 'slow-body');
		const { bytes } = await act();
		expect(Date.now() - before).toBeGreaterThanOrEqual(55);
		expect((await sharp(bytes).metadata()).format).toBe('png');
		expect(client.sandbox.jobs[0]?.downloads).toBe(1);
	});
});

describe('answers that are not what they should be', () => {
	it.each(STEPS)('at %s', async (step) => {
		const html = await answerOf(step, 'html-200');
		expect([html.status, html.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		const json = await answerOf(step, 'json-200-instead-of-image');
		expect([json.status, json.json]).toEqual([200, { message: 'ok' }]);
		const type = await answerOf(step, 'wrong-content-type');
		expect(type.headers['content-type']).toBe('text/plain');
		expect(type.bytes.length).toBeGreaterThan(20);
		const empty = await answerOf(step, 'empty-body');
		expect([empty.status, empty.bytes.length]).toEqual([200, 0]);
	});

	it.each<[FaultKind, number]>([
		['html-200', 200],
		['empty-body', 200],
		['no-request-id', 200],
		['504-started', 504],
	])('a submit with the answer %s is a job all the same', async (kind, status) => {
		const { client, act } = await hit('submit', kind);
		const answer = await act();
		expect(answer.status).toBe(status);
		expect(answer.json).not.toHaveProperty('request_id');
		const job = { answered: false, answerStatus: status, billedUsd: 0.14 };
		expect(client.sandbox.jobs[1]).toMatchObject(job);
	});

	it('a request ID can be a number, under which the job is found', async () => {
		const { client, act } = await hit('submit', 'numeric-request-id');
		const id = (await act()).json.request_id;
		expect(typeof id).toBe('number');
		expect((await client.status(String(id))).status).toBe(200);
	});

	it('redirect-foreign points at the images host, which records who follows', async () => {
		const { client, act } = await hit('result', 'redirect-foreign');
		const answer = await act();
		expect(answer.status).toBe(302);
		const target = String(answer.headers.location);
		expect(target.startsWith(client.sandbox.imagesUrl)).toBe(true);
		await client.send(target);
		const { server, headers } = client.sandbox.requests.at(-1) ?? {};
		expect([server, headers?.['x-api-key']]).toEqual(['images', client.sandbox.apiKey]);
		const download = await hit('download', 'redirect-foreign');
		const moved = String((await download.act()).headers.location);
		expect((await download.client.download(moved)).bytes.length).toBeGreaterThan(0);
	});
});

describe('jobs that go wrong', () => {
	it.each([
		['failed', /Inference failed/],
		['failed-policy', /content_policy_violation/],
	] as const)('%s: 422 on status and result, not billed', async (kind, text) => {
		for (const step of ['submit', 'status', 'result'] as const) {
			const client = await open({ faults: [{ step, kind }] });
			const id = String((await client.submit()).json.request_id);
			const first = step === 'result' ? await client.result(id) : await client.status(id);
			expect(first.status).toBe(422);
			const result = await client.result(id);
			expect(result.json).toMatchObject({ status: 'FAILED', error: expect.stringMatching(text) });
			expect(client.sandbox.jobs[0]).toMatchObject({ state: 'FAILED', billedUsd: 0 });
		}
		const sync = await answerOf('sync', kind);
		expect(sync.status).toBe(kind === 'failed' ? 500 : 400);
		expect(sync.json.error).toMatch(text);
	});

	it('never: stays PROCESSING', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now, faults: [{ step: 'submit', kind: 'never' }] });
		const id = String((await client.submit()).json.request_id);
		clock.forward(3000);
		expect((await client.status(id)).json.status).toBe('PROCESSING');
		expect(client.sandbox.jobs[0]?.billedUsd).toBe(0);
	});

	it('expired: the record is gone, the job was billed', async () => {
		const client = await open({ faults: [{ step: 'result', kind: 'expired' }] });
		const id = String((await client.submit()).json.request_id);
		expect((await client.status(id)).status).toBe(200);
		expect((await client.result(id)).status).toBe(404);
		expect((await client.status(id)).status).toBe(404);
		expect(client.sandbox.jobs[0]?.billedUsd).toBe(0.14);
	});

	it('unknown-state: while it runs, or for one answer', async () => {
		const clock = new Clock();
		const faults: FaultRule[] = [{ step: 'submit', kind: 'unknown-state' }];
		const client = await open({ now: clock.now, jobSeconds: 10, faults });
		const id = String((await client.submit()).json.request_id);
		const state = async () => (await client.status(id)).json.status;
		expect(await state()).toBe('WARMING_UP');
		clock.forward(10);
		expect(await state()).toBe('COMPLETED');
		client.sandbox.setFaults([{ step: 'status', kind: 'unknown-state', nth: 1 }]);
		expect([await state(), await state()]).toEqual(['WARMING_UP', 'COMPLETED']);
	});
});

describe('rules', () => {
	it.each<[Partial<FaultRule>, number[]]>([
		[{}, [500, 500, 500, 500]],
		[{ nth: 2 }, [200, 500, 200, 200]],
		[{ nth: 2, times: 2 }, [200, 500, 500, 200]],
		[{ times: 3 }, [500, 500, 500, 200]],
		[{ promptIncludes: 'b', nth: 2 }, [200, 200, 200, 500]],
	])('%j hits %j', async (rule, statuses) => {
		const client = await open({ faults: [{ step: 'submit', kind: '500', ...rule }] });
		const found: number[] = [];
		for (const prompt of ['b', 'a', 'a', 'b']) {
			found.push((await client.submit(client.edit({ prompt }))).status);
		}
		expect(found).toEqual(statuses);
	});

	it('look at the prompt and the model of the job, also for its polls and files', async () => {
		const client = await open({
			faults: [
				{ step: 'status', kind: '502', promptIncludes: 'blue' },
				{ step: 'download', kind: '504', slug: 'gpt-image-1.5-edit' },
			],
		});
		const { id } = await client.run();
		expect((await client.status(id)).status).toBe(502);
		const other = await client.run(client.edit({ prompt: 'red' }), 'gpt-image-1.5-edit');
		expect((await client.status(other.id)).status).toBe(200);
		expect(other.file.status).toBe(504);
	});

	it('hold for so long, counted for each job', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now });
		const submit = async () => String((await client.submit()).json.request_id);
		const first = await submit();
		client.sandbox.setFaults([{ step: 'status', kind: '404', forMs: 5000 }]);
		expect((await client.status(first)).status).toBe(404);
		clock.forward(4);
		const second = await submit();
		expect((await client.status(second)).status).toBe(404);
		clock.forward(1.5);
		expect((await client.status(first)).status).toBe(200);
		expect((await client.status(second)).status).toBe(404);
	});

	it('by chance: the same requests for the same seed, about as many as asked', async () => {
		const draw = async (seed: number) => {
			const client = await open({ seed, randomFaults: { rate: 0.3, kinds: ['500', '502'] } });
			for (let i = 0; i < 60; i++) await client.submit();
			return client.sandbox.requests.map(({ fault }) => fault);
		};
		const first = await draw(7);
		expect(await draw(7)).toEqual(first);
		expect(await draw(8)).not.toEqual(first);
		const hits = first.filter((fault) => fault !== undefined);
		expect(hits.length).toBeGreaterThan(8);
		expect(hits.length).toBeLessThan(30);
		expect(new Set(hits)).toEqual(new Set(['500', '502']));
	});

	it('can be written on a command line', () => {
		expect(parseFaults('submit:500:2:3, download:hang')).toEqual([
			{ step: 'submit', kind: '500', nth: 2, times: 3 },
			{ step: 'download', kind: 'hang' },
		]);
		expect(() => parseFaults('submit:boom')).toThrow(/Unknown fault "boom"/);
		expect(() => parseFaults('buy:500')).toThrow(/Unknown step "buy"/);
		expect(new Set(FAULT_KINDS).size).toBe(FAULT_KINDS.length);
	});
});
