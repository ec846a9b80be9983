import { Clock, closeAll, open } from './client';

afterEach(closeAll);

it('takes no bearer token, other content types, methods, models or broken JSON', async () => {
	const client = await open();
	const { apiKey, baseUrl } = client.sandbox;
	const bearer = { authorization: `Bearer ${apiKey}` };
	expect((await client.send(`${baseUrl}/v1/get-user-credits`, { headers: bearer })).status).toBe(
		401,
	);
	const url = `${baseUrl}/v2/gpt-image-1-edit`;
	const headers = { 'x-api-key': apiKey };
	const plain = await client.send(url, { method: 'POST', body: {}, headers });
	expect([plain.status, plain.json.error]).toEqual([406, 'Invalid content type']);
	const get = await client.send(url);
	expect([get.status, get.headers['content-type']]).toEqual([405, 'text/html; charset=utf-8']);
	expect((await client.submit(client.edit(), 'no-such-model')).status).toBe(404);
	expect((await client.submit('{"prompt":')).status).toBe(400);
	expect(client.sandbox.jobs).toHaveLength(0);
});

it('spends free credits first, and refuses what the balance does not cover', async () => {
	const client = await open({ credits: 0.2, freeCredits: 0.1 });
	const balance = async () =>
		(await client.send(`${client.sandbox.baseUrl}/v1/get-user-credits`)).json;
	expect(await balance()).toEqual({ credits: 0.2, 'free-credits': 0.1 });
	await client.run();
	expect(await balance()).toEqual({ credits: 0.16, 'free-credits': 0 });
	await client.run();
	const { status, json } = await client.submit();
	expect(status).toBe(406);
	expect(json.error).toMatch(/credits.*\$0\.02.*\$0\.14/);
});

it('charges more for better and larger images', async () => {
	const client = await open();
	const price = async (settings: Record<string, unknown>) => {
		await client.submit(client.edit(settings));
		return client.sandbox.jobs.at(-1)?.priceUsd ?? 0;
	};
	const usual = await price({});
	expect(await price({ quality: 'low' })).toBeLessThan(usual);
	expect(await price({ quality: 'high' })).toBeGreaterThan(usual);
	expect(await price({ size: '1536x1024' })).toBeGreaterThan(usual);
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
