import { Clock, closeAll, open } from './client';

afterEach(closeAll);

describe('admission', () => {
	it('tells a missing key from a wrong one, and takes no bearer token', async () => {
		const client = await open();
		const url = `${client.sandbox.baseUrl}/v1/get-user-credits`;
		const missing = await client.send(url, { headers: {} });
		expect(missing.status).toBe(401);
		expect(missing.json).toMatchObject({
			error: 'Missing Authorization or x-api-key in header',
			status_code: 401,
		});
		const wrong = await client.send(url, { headers: { 'x-api-key': 'SG_ffffffffffffffff' } });
		expect(wrong.status).toBe(401);
		expect(wrong.json.error).toMatch(/^Unauthorized\. API key is invalid/);
		const bearer = { authorization: `Bearer ${client.sandbox.apiKey}` };
		expect((await client.send(url, { headers: bearer })).status).toBe(401);
	});

	it('refuses a wrong content type with 406, an unknown model with 404, bad JSON with 400', async () => {
		const client = await open();
		const url = `${client.sandbox.baseUrl}/v2/gpt-image-1-edit`;
		const key = { 'x-api-key': client.sandbox.apiKey };
		const plain = await client.send(url, { method: 'POST', body: {}, headers: key });
		expect([plain.status, plain.json.error]).toEqual([406, 'Invalid content type']);
		expect((await client.submit(client.edit(), 'no-such-model')).status).toBe(404);
		expect((await client.submit('{"prompt":')).status).toBe(400);
		expect(client.sandbox.jobs).toHaveLength(0);
	});

	it('answers a wrong method with 405 and HTML', async () => {
		const client = await open();
		const answer = await client.send(`${client.sandbox.baseUrl}/v2/gpt-image-1-edit`);
		expect(answer.status).toBe(405);
		expect(answer.headers['content-type']).toMatch(/^text\/html/);
	});

	it('spends free credits first and reports both, with the hyphen', async () => {
		const client = await open({ credits: 1, freeCredits: 0.1 });
		const url = `${client.sandbox.baseUrl}/v1/get-user-credits`;
		expect((await client.send(url)).json).toEqual({ credits: 1, 'free-credits': 0.1 });
		await client.run();
		expect((await client.send(url)).json).toEqual({ credits: 0.96, 'free-credits': 0 });
	});

	it('can answer credits with the 404 that a working key may get', async () => {
		const client = await open({ creditsAnswer: 'not-found' });
		const answer = await client.send(`${client.sandbox.baseUrl}/v1/get-user-credits`);
		expect(answer.status).toBe(404);
		expect(answer.json).toEqual({ error: 'No credits found for the user' });
	});

	it('refuses a job that the balance does not cover, naming both amounts', async () => {
		const client = await open({ credits: 0.2 });
		await client.run();
		const { status, json } = await client.submit();
		expect(status).toBe(406);
		expect(json.error).toMatch(/credits.*\$0\.06.*\$0\.14/);
	});

	it('charges more for better and larger images', async () => {
		const client = await open();
		const price = async (settings: Record<string, unknown>) => {
			await client.submit(client.edit(settings));
			return client.sandbox.jobs.at(-1)?.priceUsd ?? 0;
		};
		expect(await price({ quality: 'low' })).toBeLessThan(await price({}));
		expect(await price({ quality: 'high' })).toBeGreaterThan(await price({}));
		expect(await price({ size: '1536x1024' })).toBeGreaterThan(await price({}));
	});

	it.each([
		['none', undefined, undefined],
		['reset', '2027-01-15T08:00:05.000Z', undefined],
		['retry-after', undefined, '5'],
	] as const)('limits submits with header kind %s', async (header, reset, retryAfter) => {
		const clock = new Clock();
		const rateLimit = { submits: 2, windowMs: 5000, header };
		const client = await open({ now: clock.now, rateLimit });
		expect((await client.submit()).status).toBe(200);
		expect((await client.sync()).status).toBe(200);
		const refused = await client.submit();
		expect(refused.status).toBe(429);
		expect(refused.json.error).toMatch(/rate_limit_exceeded/);
		expect(refused.headers['x-rate-limit-reset-at-utc']).toBe(reset);
		expect(refused.headers['retry-after']).toBe(retryAfter);
		expect((await client.status(client.sandbox.jobs[0]?.id ?? '')).status).toBe(200);
		clock.forward(5);
		expect((await client.submit()).status).toBe(200);
		expect(client.sandbox.jobs).toHaveLength(3);
	});
});
