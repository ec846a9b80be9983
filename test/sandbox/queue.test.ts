import { Clock, closeAll, open } from './client';

afterEach(closeAll);

describe('queue (v2)', () => {
	it('answers a submit with QUEUED, an id and three addresses', async () => {
		const client = await open({ now: new Clock().now, jobSeconds: 10 });
		const { status, json } = await client.submit();
		const id = String(json.request_id);
		const base = client.sandbox.baseUrl;
		expect(status).toBe(200);
		expect(json).toEqual({
			request_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/),
			status: 'QUEUED',
			poll_url: `${base}/v1/requests/${id}`,
			status_url: `${base}/v2/requests/${id}/status`,
			response_url: `${base}/v2/requests/${id}`,
		});
	});

	it('goes from QUEUED over PROCESSING to COMPLETED by the clock alone', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now, jobSeconds: 10 });
		const id = String((await client.submit()).json.request_id);
		expect((await client.status(id)).json).toMatchObject({ status: 'QUEUED', metrics: {} });
		clock.forward(5);
		expect((await client.status(id)).json.status).toBe('PROCESSING');
		expect((await client.result(id)).json.status).toBe('PROCESSING');
		expect(client.sandbox.jobs[0]?.billedUsd).toBe(0);
		clock.forward(5);
		const done = await client.status(id);
		expect(done.json).toEqual({
			status: 'COMPLETED',
			request_id: id,
			metrics: { inference_time: 9 },
		});
		expect(client.sandbox.jobs[0]).toMatchObject({ state: 'COMPLETED', billedUsd: 0.14 });
	});

	it('gives the result with images, output, cost, balance and times', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now, jobSeconds: 10, credits: 5 });
		const id = String((await client.submit()).json.request_id);
		clock.forward(10);
		const { json } = await client.result(id);
		expect(json).toMatchObject({
			status: 'COMPLETED',
			request_id: id,
			error: null,
			metrics: {
				cost: 0.14,
				remaining_credits: 4.86,
				inference_time: 9,
				queue_time: 1,
				total_time: 10,
			},
		});
		const [image] = json.images as Array<Record<string, unknown>>;
		expect(json.output).toBe(image?.url);
		const file = await client.download(String(image?.url));
		expect(file.headers['content-type']).toBe(image?.content_type);
		expect(file.bytes).toHaveLength(Number(image?.file_size));
		expect(String(image?.url).endsWith(`/generations/${String(image?.file_name)}`)).toBe(true);
	});

	it.each([
		['output-string', (url: string) => url],
		['output-list', (url: string) => [url]],
		['output-json-string', (url: string) => JSON.stringify([url])],
	] as const)('can answer in the older shape %s', async (resultShape, shape) => {
		const client = await open({ resultShape });
		const id = String((await client.submit()).json.request_id);
		const { json } = await client.result(id);
		expect(json).not.toHaveProperty('images');
		expect(json.output).toEqual(shape(client.sandbox.jobs[0]?.outputs[0]?.url ?? ''));
	});

	it('makes and bills several images a job when asked to', async () => {
		const client = await open({ outputsPerJob: 3 });
		const id = String((await client.submit()).json.request_id);
		const { json } = await client.result(id);
		const urls = (json.images as Array<{ url: string }>).map(({ url }) => url);
		expect(new Set(urls).size).toBe(3);
		expect(json.metrics).toMatchObject({ cost: 0.42 });
	});

	it('accepts a wrong body and fails it while polling, with 422 on both addresses', async () => {
		const client = await open();
		const submitted = await client.submit(client.edit({ size: '5x5' }));
		expect(submitted.status).toBe(200);
		const id = String(submitted.json.request_id);
		for (const answer of [await client.status(id), await client.result(id)]) {
			expect(answer.status).toBe(422);
			expect(answer.json).toEqual({
				status: 'FAILED',
				error: expect.stringContaining("'size'"),
				metrics: { inference_time: 0, queue_time: 0, total_time: 0 },
			});
		}
		expect(client.sandbox.jobs[0]).toMatchObject({ state: 'FAILED', billedUsd: 0 });
	});

	it('fails a job whose image lies elsewhere: nothing is fetched from the outside world', async () => {
		const client = await open();
		const body = client.edit({ image_urls: ['https://images.example/a.png'] });
		const id = String((await client.submit(body)).json.request_id);
		const { status, json } = await client.status(id);
		expect(status).toBe(422);
		expect(json.error).toMatch(/image_urls\[0\].*could not be fetched/);
	});

	it('forgets a request an hour after its submission, but not its file', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now });
		const { id, url } = await client.run();
		clock.forward(3599);
		expect((await client.status(id)).status).toBe(200);
		clock.forward(1);
		const { status, json } = await client.status(id);
		expect(status).toBe(404);
		expect(json).toEqual({ error: `Request ${id} not found` });
		expect((await client.result(id)).status).toBe(404);
		expect((await client.download(url)).status).toBe(200);
	});

	it('has no file before the job is done', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now, jobSeconds: 10 });
		await client.submit();
		const url = client.sandbox.jobs[0]?.outputs[0]?.url ?? '';
		expect((await client.download(url)).status).toBe(404);
		clock.forward(10);
		expect((await client.download(url)).status).toBe(200);
	});

	it('also answers at the older poll address', async () => {
		const client = await open();
		const submitted = await client.submit();
		const { json } = await client.send(String(submitted.json.poll_url));
		expect(json.status).toBe('COMPLETED');
	});
});
