import { closeAll, open } from './client';

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
