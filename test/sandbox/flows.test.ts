import { closeAll, open, type Client } from './client';

afterEach(closeAll);

const start = async (client: Client, path: string, changes: Record<string, unknown> = {}) =>
	await client.send(`${client.sandbox.baseUrl}/workflows/${path}`, {
		method: 'POST',
		body: { product_image: client.product, headline: 'Sale', ...changes },
	});

const poll = async (client: Client, url: unknown) => await client.send(String(url));

describe('a flow', () => {
	it.each([
		[{ headline: 5 }, 'Prompt is Mandatory'],
		[{ product_image: 'data:image/png;base64,AAAA' }, 'must be a valid HTTP'],
		[{ border: '12' }, 'must be of type integer'],
		[{ unknown: 1 }, 'is not a supported parameter'],
	])('fails with %j, free of charge', async (changes, words) => {
		const client = await open();
		const { json } = await start(client, 'v2/product-card', changes);
		const answer = await poll(client, json.poll_url);
		expect(answer.status).toBe(200);
		expect(answer.json.status).toBe('FAILED');
		expect(JSON.stringify(answer.json.error_message)).toContain(words);
		expect(client.sandbox.jobs[0]?.billedUsd).toBe(0);
	});

	it('is not known under other names, nor its run under the address of models', async () => {
		const client = await open();
		for (const path of ['v2/other', '66b2f0c4e1a97d3f58c06b21-v3', 'product-card']) {
			expect((await start(client, path)).status).toBe(404);
		}
		const { json } = await start(client, 'v2/product-card');
		expect((await client.result(String(json.request_id))).status).toBe(404);
		const { json: job } = await client.submit();
		const wrong = `${client.sandbox.baseUrl}/workflows/request/${String(job.request_id)}`;
		expect((await poll(client, wrong)).status).toBe(404);
	});
});
