import { Clock, closeAll, open } from './client';

afterEach(closeAll);

describe('what gateways and late records do', () => {
	it('a started job is billed, whatever its answer says', async () => {
		const client = await open({ now: new Clock().now });
		client.sandbox.setFaults([{ step: 'submit', kind: '504-started' }]);
		expect((await client.submit()).status).toBe(504);
		expect(client.sandbox.jobs).toHaveLength(1);
		expect(client.sandbox.jobs[0]).toMatchObject({ answered: false, answerStatus: 504 });
	});

	it('a refusal without a start makes no job, and a broken one breaks off', async () => {
		const client = await open({ now: new Clock().now });
		client.sandbox.setFaults([
			{ step: 'submit', kind: '522', nth: 1 },
			{ step: 'submit', kind: '502-broken', nth: 2 },
		]);
		expect((await client.submit()).status).toBe(522);
		await expect(client.submit()).rejects.toThrow();
		expect(client.sandbox.jobs).toHaveLength(0);
	});

	it('a record is late for so long, counted for each job', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now });
		const first = String((await client.submit()).json.request_id);
		client.sandbox.setFaults([{ step: 'status', kind: '404', forMs: 5000 }]);
		expect((await client.status(first)).status).toBe(404);
		clock.ms += 4000;
		const second = String((await client.submit()).json.request_id);
		expect((await client.status(second)).status).toBe(404);
		clock.ms += 1500;
		expect((await client.status(first)).status).toBe(200);
		expect((await client.status(second)).status).toBe(404);
	});

	it('a request ID can be a number, under which the job is found', async () => {
		const client = await open({ now: new Clock().now });
		client.sandbox.setFaults([{ step: 'submit', kind: 'numeric-request-id' }]);
		const id = (await client.submit()).json.request_id;
		expect(typeof id).toBe('number');
		expect((await client.status(String(id))).status).toBe(200);
	});
});
