import sharp from 'sharp';
import { closeAll, open } from './client';

afterEach(closeAll);

describe('synchronous calls (v1)', () => {
	it('answers with the bytes of the image and the figures in headers', async () => {
		const client = await open({ credits: 10 });
		const answer = await client.sync(client.edit({ output_format: 'webp' }));
		expect(answer.status).toBe(200);
		expect(answer.headers).toMatchObject({
			'content-type': 'image/webp',
			'x-cost': '0.14',
			'x-remaining-credits': '9.86',
			'x-request-id': client.sandbox.jobs[0]?.id,
			'x-generation-time': '0',
		});
		expect((await sharp(answer.bytes).metadata()).format).toBe('webp');
		expect(client.sandbox.jobs[0]).toMatchObject({ version: 'v1', answered: true, downloads: 1 });
	});

	it('takes the time of the job', async () => {
		const client = await open({ jobSeconds: 0.15 });
		const before = Date.now();
		await client.sync();
		expect(Date.now() - before).toBeGreaterThanOrEqual(149);
	});

	it.each([
		['json-images', (url: string) => ({ images: [{ url }] })],
		['json-output', (url: string) => ({ output: url })],
		['json-image-url', (url: string) => ({ image_url: url })],
	] as const)('can answer as %s', async (syncAnswer, shape) => {
		const client = await open({ syncAnswer });
		const { headers, json } = await client.sync();
		expect(headers['content-type']).toBe('application/json');
		const url = client.sandbox.jobs[0]?.outputs[0]?.url ?? '';
		expect(json).toEqual(shape(url));
		expect((await client.download(url)).headers['content-type']).toBe('image/png');
	});

	it('can answer as base64', async () => {
		const client = await open({ syncAnswer: 'json-base64' });
		const { json } = await client.sync();
		const bytes = Buffer.from(String(json.image), 'base64');
		expect((await sharp(bytes).metadata()).format).toBe('png');
	});

	it('checks at once: 400 for the shape, 406 for a value; nothing is started', async () => {
		const client = await open();
		const missing = await client.sync({ prompt: 'x' });
		expect([missing.status, missing.json.error]).toEqual([
			400,
			"'image_urls' is a required parameter.",
		]);
		const value = await client.sync(client.edit({ quality: 'best' }));
		expect(value.status).toBe(406);
		expect(value.json.error).toMatch(/'quality' must be one of low, medium, high, auto/);
		expect(client.sandbox.jobs).toHaveLength(0);
	});

	it('does not wait when the clock belongs to the caller', async () => {
		const client = await open({ now: () => 5, jobSeconds: 3600 });
		expect((await client.sync()).status).toBe(200);
	});
});
