import { FormData, request } from 'undici';
import sharp from 'sharp';
import { closeAll, open, type Client } from './client';

afterEach(closeAll);

async function edit(client: Client, fields: Record<string, string>, key = client.sandbox.apiKey) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	const { bytes } = await client.download(client.product);
	form.append('image[]', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png');
	const response = await request(`${client.sandbox.baseUrl}/openai/v1/images/edits`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}` },
		body: form,
	});
	return { status: response.statusCode, json: (await response.body.json()) as Answered };
}

interface Answered {
	data?: Array<{ b64_json: string }>;
	error?: { message: string };
}

describe('the OpenAI-shaped endpoint', () => {
	it('edits with the same jobs and books', async () => {
		const client = await open();
		const { status, json } = await edit(client, {
			model: 'gpt-image-1',
			prompt: 'Make it blue',
			output_format: 'jpeg',
			quality: 'low',
			n: '1',
		});
		expect(status).toBe(200);
		const bytes = Buffer.from(json.data?.[0]?.b64_json ?? '', 'base64');
		expect((await sharp(bytes).metadata()).format).toBe('jpeg');
		expect(client.sandbox.jobs[0]).toMatchObject({
			slug: 'gpt-image-1-edit',
			billedUsd: 0.035,
			answered: true,
			downloads: 1,
		});
	});

	it('lists its models and refuses other keys, models and bodies, and more than the rate limit', async () => {
		const client = await open();
		const url = `${client.sandbox.baseUrl}/openai/v1/models`;
		const headers = { authorization: `Bearer ${client.sandbox.apiKey}` };
		const ids = ((await client.send(url, { headers })).json.data as Array<{ id: string }>).map(
			({ id }) => id,
		);
		expect(ids).toContain('gpt-image-1');
		expect((await edit(client, { prompt: 'x' }, 'wrong')).status).toBe(401);
		expect((await edit(client, { prompt: 'x', model: 'dall-e-9' })).status).toBe(404);
		const wrong = await edit(client, { prompt: 'x', quality: 'best' });
		expect([wrong.status, wrong.json.error?.message]).toEqual([
			400,
			expect.stringContaining("'quality'"),
		]);
		const limited = await open({ rateLimit: { submits: 1, windowMs: 60_000 } });
		await limited.submit();
		expect((await edit(limited, { prompt: 'x' })).status).toBe(429);
	});
});
