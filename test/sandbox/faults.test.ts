import sharp from 'sharp';
import { FAULT_KINDS, type FaultKind, type FaultRule, type Step } from '../../sandbox';
import { parseFaults } from '../../sandbox/faults/parse';
import { Clock, closeAll, open, type Answer, type Client } from './client';

afterEach(closeAll);

/** Does the step once, on a job that is done where the step needs one. */
async function act(client: Client, step: Step, id: string): Promise<Answer> {
	const { baseUrl, jobs } = client.sandbox;
	switch (step) {
		case 'upload':
			return await client.upload(['data:image/gif;base64,R0lGODlhAQABAAAAACw=']);
		case 'submit':
			return await client.submit();
		case 'sync':
			return await client.sync();
		case 'status':
			return await client.status(id);
		case 'result':
			return await client.result(id);
		case 'credits':
			return await client.send(`${baseUrl}/v1/get-user-credits`);
		case 'documentation':
			return await client.send(`${baseUrl}/models/sandbox-form/llms.txt`);
		case 'download':
			return await client.download(jobs[0]?.outputs[0]?.url ?? '');
	}
}

async function hit(step: Step, kind: FaultKind, options: Partial<FaultRule> = {}) {
	const client = await open({ now: new Clock().now, slowBodyMs: 60 });
	const id = String((await client.submit()).json.request_id);
	client.sandbox.setFaults([{ step, kind, ...options }]);
	return { client, id, act: async () => await act(client, step, id) };
}

const STEPS: Step[] = ['upload', 'submit', 'sync', 'status', 'result', 'download', 'credits'];

describe('refusals', () => {
	it.each([
		['rate-limit', 429, /rate_limit_exceeded/],
		['rate-limit-reset-header', 429, /rate_limit_exceeded/],
		['rate-limit-retry-after', 429, /rate_limit_exceeded/],
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
	] as Array<[FaultKind, number, RegExp]>)('%s answers every step', async (kind, status, text) => {
		for (const step of STEPS) {
			const { client, act: go } = await hit(step, kind);
			const answer = await go();
			expect(answer.status).toBe(status);
			// A file host has no JSON for what isn't there.
			if (step !== 'download' || kind !== '404') {
				expect(String(answer.json.error ?? '')).toMatch(text);
			}
			// Nothing was executed: the only job is the one from before.
			expect(client.sandbox.jobs).toHaveLength(1);
			expect(client.sandbox.requests.at(-1)).toMatchObject({ step, fault: kind, status });
		}
	});

	it('names the time in the headers', async () => {
		const reset = await (await hit('submit', 'rate-limit-reset-header')).act();
		expect(reset.headers['x-rate-limit-reset-at-utc']).toBe('2027-01-15T08:00:01.000Z');
		const retry = await (await hit('submit', 'rate-limit-retry-after')).act();
		expect(retry.headers['retry-after']).toBe('1');
	});

	it('405 is HTML, and a missing request or balance has its own text', async () => {
		const html = await (await hit('submit', '405-html')).act();
		expect(html.headers['content-type']).toMatch(/html/);
		const status = await hit('status', '404');
		expect((await status.act()).json.error).toBe(`Request ${status.id} not found`);
		const credits = await (await hit('credits', '404')).act();
		expect(credits.json.error).toBe('No credits found for the user');
	});
});

describe('connections', () => {
	it('reset-before does nothing, reset-after does it and says nothing', async () => {
		for (const step of ['submit', 'sync'] as const) {
			const before = await hit(step, 'reset-before');
			await expect(before.act()).rejects.toThrow();
			expect(before.client.sandbox.jobs).toHaveLength(1);
			const after = await hit(step, 'reset-after');
			await expect(after.act()).rejects.toThrow();
			expect(after.client.sandbox.jobs).toHaveLength(2);
			expect(after.client.sandbox.jobs[1]).toMatchObject({
				state: 'COMPLETED',
				billedUsd: 0.14,
				answered: false,
			});
		}
	});

	it('hang accepts the job and never answers', async () => {
		const { client, act: go } = await hit('submit', 'hang');
		const outcome = await Promise.race([
			go().then(
				() => 'answered',
				() => 'cut',
			),
			new Promise((resolve) => setTimeout(() => resolve('silent'), 150)),
		]);
		expect(outcome).toBe('silent');
		expect(client.sandbox.inFlight()).toBe(1);
		expect(client.sandbox.jobs).toHaveLength(2);
		expect(client.sandbox.jobs[1]?.answered).toBe(false);
	});

	it('truncated-body breaks off, short-body lies about its length', async () => {
		for (const step of ['download', 'result', 'sync'] as const) {
			await expect((await hit(step, 'truncated-body')).act()).rejects.toThrow();
		}
		const { client, act: go } = await hit('download', 'short-body', { times: 1 });
		const half = await go();
		const whole = await go();
		expect(half.headers['content-length']).toBe(String(half.bytes.length));
		expect(half.bytes).toHaveLength(whole.bytes.length >> 1);
		expect(client.sandbox.jobs[0]?.downloads).toBe(1);
	});

	it('slow-body takes its time and arrives whole', async () => {
		const before = Date.now();
		const { client, act: go } = await hit('download', 'slow-body');
		const { bytes } = await go();
		expect(Date.now() - before).toBeGreaterThanOrEqual(55);
		expect((await sharp(bytes).metadata()).format).toBe('png');
		expect(client.sandbox.jobs[0]?.downloads).toBe(1);
	});
});

describe('answers that are not what they should be', () => {
	it.each(STEPS)('at %s', async (step) => {
		const html = await (await hit(step, 'html-200')).act();
		expect([html.status, html.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		const json = await (await hit(step, 'json-200-instead-of-image')).act();
		expect([json.status, json.json]).toEqual([200, { message: 'ok' }]);
		const type = await (await hit(step, 'wrong-content-type')).act();
		expect(type.headers['content-type']).toBe('text/plain');
		expect(type.bytes.length).toBeGreaterThan(20);
		const empty = await (await hit(step, 'empty-body')).act();
		expect([empty.status, empty.bytes.length]).toEqual([200, 0]);
	});

	it('a submit without a usable answer is a job all the same', async () => {
		for (const kind of ['html-200', 'empty-body', 'no-request-id'] as const) {
			const { client, act: go } = await hit('submit', kind);
			const answer = await go();
			expect(answer.status).toBe(200);
			expect(answer.json).not.toHaveProperty('request_id');
			expect(client.sandbox.jobs[1]).toMatchObject({ answered: false, billedUsd: 0.14 });
		}
	});

	it('redirect-foreign points at the images host, which records who follows', async () => {
		const { client, act: go } = await hit('result', 'redirect-foreign');
		const answer = await go();
		expect(answer.status).toBe(302);
		const target = String(answer.headers.location);
		expect(target.startsWith(client.sandbox.imagesUrl)).toBe(true);
		await client.send(target);
		const { server, headers } = client.sandbox.requests.at(-1) ?? {};
		expect([server, headers?.['x-api-key']]).toEqual(['images', client.sandbox.apiKey]);
		const download = await hit('download', 'redirect-foreign');
		const moved = await download.act();
		expect((await client.download(String(moved.headers.location))).bytes.length).toBeGreaterThan(0);
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
		const sync = await (await hit('sync', kind)).act();
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
		const client = await open({
			now: clock.now,
			jobSeconds: 10,
			faults: [{ step: 'submit', kind: 'unknown-state' }],
		});
		const id = String((await client.submit()).json.request_id);
		expect((await client.status(id)).json.status).toBe('WARMING_UP');
		clock.forward(10);
		expect((await client.status(id)).json.status).toBe('COMPLETED');
		client.sandbox.setFaults([{ step: 'status', kind: 'unknown-state', nth: 1 }]);
		expect((await client.status(id)).json.status).toBe('WARMING_UP');
		expect((await client.status(id)).json.status).toBe('COMPLETED');
	});
});

describe('rules', () => {
	async function statuses(rule: FaultRule, prompts: string[]): Promise<number[]> {
		const client = await open({ faults: [rule] });
		const found: number[] = [];
		for (const prompt of prompts) found.push((await client.submit(client.edit({ prompt }))).status);
		return found;
	}

	it('count from nth, for so many times', async () => {
		const rule = { step: 'submit', kind: '500' } as const;
		const four = ['a', 'b', 'c', 'd'];
		expect(await statuses(rule, four)).toEqual([500, 500, 500, 500]);
		expect(await statuses({ ...rule, nth: 2 }, four)).toEqual([200, 500, 200, 200]);
		expect(await statuses({ ...rule, nth: 2, times: 2 }, four)).toEqual([200, 500, 500, 200]);
		expect(await statuses({ ...rule, times: 3 }, four)).toEqual([500, 500, 500, 200]);
	});

	it('look at the prompt and the model of the job, also for its polls and files', async () => {
		const rule = { step: 'submit', kind: '500', promptIncludes: 'b' } as const;
		expect(await statuses({ ...rule, nth: 2 }, ['b', 'a', 'b', 'b'])).toEqual([200, 200, 500, 200]);
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
		expect(FAULT_KINDS).toHaveLength(77);
	});
});
