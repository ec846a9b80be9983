import { REQUEST_ID, StandIn } from '../../engine/support/standIn';
import { flow, fromUrl, node, segmind, start } from './flow';
import { gallery, inN8n, itemsOf, runs, stage } from './stage';

inN8n('an error output that leads back into the node, n8n %s', () => {
	test('the job that still runs is taken up by the next run, and paid once', async () => {
		// its record is late for longer than the first run waits
		stage.sandbox.setFaults([{ step: 'status', kind: '404', forMs: 6000 }]);
		const url = gallery('scene.jpg');
		const parameters = { ...fromUrl(url), options: { maxWaitSeconds: 3 } };
		const work = segmind('Edit', parameters, { onError: 'continueErrorOutput' });
		const file = flow(
			'Fed back',
			[start(), work, node('Done', 'noOp', 1)],
			[
				['Start', 'Edit'],
				['Edit', 'Done'],
				['Edit', 'Edit', 1],
			],
		);
		const execution = await runs(file);
		expect(execution.runData.Edit?.length).toBeGreaterThan(1);
		expect(itemsOf(execution, 'Done')).toHaveLength(1);
		expect(stage.sandbox.jobs).toHaveLength(1);
		expect(itemsOf(execution, 'Done')[0]?.json.requestId).toBe(stage.sandbox.jobs[0]?.id);
	});
});

/** An address that is public for everybody but this n8n. */
const BLOCKED = '8.8.8.8';

inN8n(
	"n8n's own protection against internal addresses",
	() => {
		let standIn: StandIn;
		let output = '';

		beforeAll(async () => {
			standIn = await new StandIn({ output: () => output }).start();
		});
		afterAll(async () => await standIn?.close());

		/** Runs the node with an API of its own. */
		async function runAt(baseUrl: string) {
			const { rest } = stage.n8n;
			const data = { apiKey: stage.sandbox.apiKey, baseUrl, uploadUrl: baseUrl };
			const credential = await rest.createCredential('segmindApi', 'Another', data);
			const url = 'https://example.com/a.png';
			const work = segmind('Edit', fromUrl(url), { credentials: { segmindApi: credential } });
			const id = await rest.importWorkflow(flow('Protected', [start(), work]));
			const startedAtMs = Date.now();
			const execution = await rest.finished(await rest.runManually(id, 'Start'));
			return { error: execution.runData.Edit?.at(-1)?.error, tookMs: Date.now() - startedAtMs };
		}

		test('a download that it refuses is told at once, with the request ID', async () => {
			output = 'http://files.blocked.example/a.png';
			const { error, tookMs } = await runAt(standIn.base);
			expect(error?.message).toMatch(/refused by n8n's protection/);
			expect(error?.description).toContain(REQUEST_ID);
			expect(error?.description).toContain(output);
			expect(tookMs).toBeLessThan(15_000);
		});

		test('a submit that it refuses was never sent', async () => {
			const { error, tookMs } = await runAt(`http://${BLOCKED}`);
			expect(error?.message).toMatch(/refused by n8n's protection/);
			expect(error?.description).toContain('Nothing was billed.');
			expect(tookMs).toBeLessThan(15_000);
		});
	},
	{
		in: [[2]],
		env: {
			N8N_SSRF_PROTECTION_ENABLED: 'true',
			N8N_SSRF_BLOCKED_IP_RANGES: `${BLOCKED}/32`,
			N8N_SSRF_BLOCKED_HOSTNAMES: 'files.blocked.example',
		},
	},
);
