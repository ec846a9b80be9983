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
	[400, { prompt: 'x' }, "'image_urls' is a required parameter."],
	[406, { quality: 'best' }, "'quality' must be one of low, medium, high, auto"],
])('checks at once: %i for %j; nothing is started', async (status, body, error) => {
	const client = await open();
	const answer = await client.sync(status === 406 ? client.edit(body) : body);
	expect([answer.status, answer.json.error]).toEqual([status, expect.stringContaining(error)]);
	expect(client.sandbox.jobs).toHaveLength(0);
});
