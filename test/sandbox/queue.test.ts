import { Clock, closeAll, open } from './client';

afterEach(closeAll);

it('goes from QUEUED over PROCESSING to COMPLETED by the clock alone, and then has its file', async () => {
	const clock = new Clock();
	const client = await open({ now: clock.now, jobSeconds: 10, credits: 5 });
	const submitted = await client.submit();
	const id = String(submitted.json.request_id);
	const url = client.sandbox.jobs[0]?.outputs[0]?.url ?? '';
	expect((await client.status(id)).json).toMatchObject({ status: 'QUEUED', metrics: {} });
	clock.forward(5);
	expect((await client.status(id)).json.status).toBe('PROCESSING');
	expect((await client.result(id)).json.status).toBe('PROCESSING');
	expect((await client.download(url)).status).toBe(404);
	expect(client.sandbox.jobs[0]?.billedUsd).toBe(0);
	clock.forward(5);
	const metrics = { inference_time: 9 };
	expect((await client.status(id)).json).toEqual({ status: 'COMPLETED', request_id: id, metrics });
	expect((await client.result(id)).json).toMatchObject({
		images: [{ url, file_name: url.split('/').pop() }],
		metrics: { cost: 0.14, remaining_credits: 4.86, ...metrics, queue_time: 1, total_time: 10 },
	});
	expect((await client.download(url)).status).toBe(200);
	expect(client.sandbox.jobs[0]).toMatchObject({ state: 'COMPLETED', billedUsd: 0.14 });
	// the older address
	expect((await client.send(String(submitted.json.poll_url))).json.status).toBe('COMPLETED');
});

it.each([
	['a wrong setting', { size: '5x5' }, /'size'/],
	// nothing is fetched from the outside world
	['an image elsewhere', { image_urls: ['https://a.example/a.png'] }, /could not be fetched/],
])('accepts a body with %s and fails it while polling, free of charge', async (_, body, text) => {
	const client = await open();
	const submitted = await client.submit(client.edit(body));
	expect(submitted.status).toBe(200);
	const id = String(submitted.json.request_id);
	for (const answer of [await client.status(id), await client.result(id)]) {
		expect([answer.status, answer.json.status]).toEqual([422, 'FAILED']);
		expect(answer.json.error).toMatch(text);
	}
	expect(client.sandbox.jobs[0]).toMatchObject({ state: 'FAILED', billedUsd: 0 });
});

it('forgets a request an hour after its submission, but not its file', async () => {
	const clock = new Clock();
	const client = await open({ now: clock.now });
	const { id, url } = await client.run();
	clock.forward(3599);
	expect((await client.status(id)).status).toBe(200);
	clock.forward(1);
	const { status, json } = await client.status(id);
	expect([status, json]).toEqual([404, { error: `Request ${id} not found` }]);
	expect((await client.result(id)).status).toBe(404);
	expect((await client.download(url)).status).toBe(200);
});
