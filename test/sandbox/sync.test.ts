import sharp from 'sharp';
import { closeAll, open } from './client';

afterEach(closeAll);

it('answers with the bytes of the image after the time of the job, and the figures in headers', async () => {
	const client = await open({ credits: 10, jobSeconds: 0.15 });
	const before = Date.now();
	const answer = await client.sync(client.edit({ output_format: 'webp' }));
	expect(Date.now() - before).toBeGreaterThanOrEqual(149);
	expect(answer.headers).toMatchObject({
		'content-type': 'image/webp',
		'x-cost': '0.14',
		'x-remaining-credits': '9.86',
		'x-request-id': client.sandbox.jobs[0]?.id,
	});
	expect((await sharp(answer.bytes).metadata()).format).toBe('webp');
	expect(client.sandbox.jobs[0]).toMatchObject({ version: 'v1', answered: true, downloads: 1 });
	// it does not wait when the clock belongs to the caller
	const later = await open({ now: () => 5, jobSeconds: 3600 });
	expect((await later.sync()).status).toBe(200);
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
	const bytes = Buffer.from(String((await client.sync()).json.image), 'base64');
	expect((await sharp(bytes).metadata()).format).toBe('png');
});

it.each([
	[400, { prompt: 'x' }, "'image_urls' is a required parameter."],
	[406, { quality: 'best' }, "'quality' must be one of low, medium, high, auto"],
])('checks at once: %i for %j; nothing is started', async (status, body, error) => {
	const client = await open();
	const answer = await client.sync(status === 406 ? client.edit(body) : body);
	expect([answer.status, answer.json.error]).toEqual([status, expect.stringContaining(error)]);
	expect(client.sandbox.jobs).toHaveLength(0);
});
