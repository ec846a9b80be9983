import { FAULT_KINDS, type FaultRule } from '../../sandbox';
import { parseFaults } from '../../sandbox/faults/plan';
import { Clock, closeAll, open } from './client';

afterEach(closeAll);

describe('rules', () => {
	it.each<[Partial<FaultRule>, number[]]>([
		[{}, [500, 500, 500, 500]],
		[{ nth: 2 }, [200, 500, 200, 200]],
		[{ nth: 2, times: 2 }, [200, 500, 500, 200]],
		[{ times: 3 }, [500, 500, 500, 200]],
		[{ promptIncludes: 'b', nth: 2 }, [200, 200, 200, 500]],
	])('%j hits %j', async (rule, statuses) => {
		const client = await open({ faults: [{ step: 'submit', kind: '500', ...rule }] });
		const found: number[] = [];
		for (const prompt of ['b', 'a', 'a', 'b']) {
			found.push((await client.submit(client.edit({ prompt }))).status);
		}
		expect(found).toEqual(statuses);
	});

	it('look at the prompt and the model of the job, also for its polls and files', async () => {
		const client = await open({
			faults: [
				{ step: 'status', kind: '502', promptIncludes: 'blue' },
				{ step: 'download', kind: '504', slug: 'gpt-image-1.5-edit' },
			],
		});
		const { id } = await client.run();
		expect((await client.status(id)).status).toBe(502);
		const other = await client.run(client.edit({ prompt: 'red' }), 'gpt-image-1.5-edit');
		expect((await client.status(other.id)).status).toBe(200);
		expect(other.file.status).toBe(504);
	});

	it('hold for so long, counted for each job', async () => {
		const clock = new Clock();
		const client = await open({ now: clock.now });
		const submit = async () => String((await client.submit()).json.request_id);
		const first = await submit();
		client.sandbox.setFaults([{ step: 'status', kind: '404', forMs: 5000 }]);
		expect((await client.status(first)).status).toBe(404);
		clock.forward(4);
		const second = await submit();
		expect((await client.status(second)).status).toBe(404);
		clock.forward(1.5);
		expect((await client.status(first)).status).toBe(200);
		expect((await client.status(second)).status).toBe(404);
	});

	it('by chance: the same requests for the same seed, about as many as asked', async () => {
		const draw = async (seed: number) => {
			const client = await open({ seed, randomFaults: { rate: 0.3, kinds: ['500', '502'] } });
			for (let i = 0; i < 60; i++) await client.submit();
			return client.sandbox.requests.map(({ fault }) => fault);
		};
		const first = await draw(7);
		expect(await draw(7)).toEqual(first);
		expect(await draw(8)).not.toEqual(first);
		const hits = first.filter((fault) => fault !== undefined);
		expect(hits.length).toBeGreaterThan(8);
		expect(hits.length).toBeLessThan(30);
		expect(new Set(hits)).toEqual(new Set(['500', '502']));
	});

	it('can be written on a command line', () => {
		expect(parseFaults('submit:500:2:3, download:hang')).toEqual([
			{ step: 'submit', kind: '500', nth: 2, times: 3 },
			{ step: 'download', kind: 'hang' },
		]);
		expect(() => parseFaults('submit:boom')).toThrow(/Unknown fault "boom"/);
		expect(() => parseFaults('buy:500')).toThrow(/Unknown step "buy"/);
		expect(new Set(FAULT_KINDS).size).toBe(FAULT_KINDS.length);
	});
});
