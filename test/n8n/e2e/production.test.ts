import { readFile } from 'node:fs/promises';

import sharp from 'sharp';

import type { WorkflowFile } from '../lib/workflowTypes';
import { code, flow, fromUrl, node, segmind, start } from './flow';
import { itemsOf, openStage, testedMajors, trouble, type Stage } from './stage';

let stage: Stage;

const scene = () => `${stage.sandbox.imagesUrl}/gallery/scene.jpg`;

/** A webhook with a path of its own; its production address. */
function webhook(path: string, parameters: Record<string, unknown> = {}) {
	const all = { path, httpMethod: 'POST', options: {}, ...parameters };
	return node('Webhook', 'webhook', 2, all, { webhookId: path });
}

const hookUrl = (path: string) => `${stage.n8n.url}/webhook/${path}`;

/** Imports and activates; deactivates afterwards, whatever happened. */
async function whileActive(file: WorkflowFile, work: (id: string) => Promise<void>) {
	const id = await stage.add(file);
	await stage.n8n.rest.activate(id);
	try {
		await work(id);
	} finally {
		await stage.n8n.rest.deactivate(id);
	}
}

async function started(id: string, path: string) {
	const known = (await stage.n8n.rest.listExecutions(id)).map((execution) => execution.id);
	const response = await fetch(hookUrl(path), { method: 'POST' });
	expect(response.status).toBe(200);
	return await stage.n8n.rest.nextExecution(id, known);
}

const prompts = (...texts: string[]) =>
	code('Prompts', `return ${JSON.stringify(texts)}.map((prompt) => ({ json: { prompt } }));`);

describe.each(testedMajors())('production in n8n %s', (major) => {
	beforeAll(async () => {
		stage = await openStage({ version: String(major) });
	});
	afterAll(async () => await stage?.close());
	beforeEach(() => {
		stage.sandbox.setFaults([]);
		stage.sandbox.reset();
	});

	test('webhook: a posted picture comes back edited', async () => {
		const nodes = [
			webhook('edit', { responseMode: 'responseNode' }),
			segmind('Edit', { output_format: 'webp', options: { fileName: 'answer' } }),
			node('Answer', 'respondToWebhook', 1.1, { respondWith: 'binary', options: {} }),
		];
		await whileActive(flow('Webhook', nodes), async () => {
			const picture = await fetch(`${stage.sandbox.imagesUrl}/gallery/product.png`);
			const form = new FormData();
			form.append('data', await picture.blob(), 'bottle.png');
			const response = await fetch(hookUrl('edit'), { method: 'POST', body: form });
			expect(response.status).toBe(200);
			expect(response.headers.get('content-type')).toBe('image/webp');
			const bytes = Buffer.from(await response.arrayBuffer());
			expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 1024 });
		});
	});

	test('schedule: an active workflow makes its image', async () => {
		const rule = { interval: [{ field: 'seconds', secondsInterval: 1 }] };
		const nodes = [node('Every Second', 'scheduleTrigger', 1.2, { rule })];
		const file = flow('Schedule', [...nodes, segmind('Edit', fromUrl(scene()))]);
		await whileActive(file, async (id) => {
			const execution = await stage.n8n.rest.finished(await stage.n8n.rest.nextExecution(id, []));
			if (execution.status !== 'success') throw new Error(trouble(execution));
			expect(execution.mode).toBe('trigger');
			expect(itemsOf(execution, 'Edit')[0]?.binary?.data?.mimeType).toBe('image/jpeg');
		});
	});

	test('a failed run says what happened and what to do', async () => {
		stage.sandbox.setFaults([{ step: 'submit', kind: '406-credits' }]);
		const execution = await stage.run(flow('Fails', [start(), segmind('Edit', fromUrl(scene()))]));
		expect(execution.status).toBe('error');
		const error = execution.runData.Edit?.at(-1)?.error;
		expect(error?.message).toMatch(/credits.*\[item 0\]/i);
		expect(error?.description).toBeTruthy();
		expect(stage.sandbox.jobs).toHaveLength(0);
	});

	test.each(['saved', 'original'] as const)(
		'a retry from the list, %s workflow: the submitted image is taken up, not paid again',
		async (kind) => {
			stage.sandbox.setFaults([{ step: 'status', kind: '500' }]);
			const path = `retry-${kind}`;
			const parameters = { ...fromUrl(scene()), options: { maxWaitSeconds: 3 } };
			const file = flow('Retry', [webhook(path), segmind('Edit', parameters)]);
			await whileActive(file, async (id) => {
				const { rest } = stage.n8n;
				const failed = await rest.finished(await started(id, path));
				expect(failed.status).toBe('error');
				stage.sandbox.setFaults([]);
				const known = (await rest.listExecutions(id)).map((execution) => execution.id);
				await rest.retryExecution(failed.id, kind);
				const retried = await rest.finished(await rest.nextExecution(id, known));
				if (retried.status !== 'success') throw new Error(trouble(retried));
				expect(itemsOf(retried, 'Edit')[0]?.binary?.data).toBeDefined();
				expect(stage.sandbox.jobs).toHaveLength(1);
			});
		},
	);

	test('Loop Over Items: each round makes its own image', async () => {
		const nodes = [
			start(),
			prompts('first', 'second', 'third'),
			node('Loop', 'splitInBatches', 3, { batchSize: 1, options: {} }),
			segmind('Edit', { prompt: '={{ $json.prompt }}', ...fromUrl(scene()) }),
			node('End', 'noOp', 1),
		];
		const file = flow('Loop', nodes, [
			['Start', 'Prompts'],
			['Prompts', 'Loop'],
			['Loop', 'End', 0],
			['Loop', 'Edit', 1],
			['Edit', 'Loop'],
		]);
		const execution = await stage.run(file);
		if (execution.status !== 'success') throw new Error(trouble(execution));
		expect(itemsOf(execution, 'End')).toHaveLength(3);
		const made = stage.sandbox.jobs.map(({ body }) => body.prompt);
		expect(made).toEqual(['first', 'second', 'third']);
	});

	test('sub-workflow: the file comes back to the caller', async () => {
		const passthrough = { inputSource: 'passthrough' };
		const trigger = node('Called', 'executeWorkflowTrigger', 1.1, passthrough);
		const child = flow('Child', [trigger, segmind('Edit', fromUrl(scene()))]);
		const childId = await stage.add(child);
		if (major === 2) await stage.n8n.rest.activate(childId);
		const workflowId = { __rl: true, mode: 'id', value: childId };
		const call = node('Call', 'executeWorkflow', 1.2, { workflowId, options: {} });
		const execution = await stage.run(flow('Parent', [start(), call]));
		if (execution.status !== 'success') throw new Error(trouble(execution));
		const binary = itemsOf(execution, 'Call')[0]?.binary?.data;
		expect(binary && (await stage.n8n.rest.download(binary)).length).toBeGreaterThan(1000);
	});

	test('the package that runs is the packed one, loaded as a community package', async () => {
		const manifest = await readFile(`${stage.n8n.packageFolder}/package.json`, 'utf8');
		expect(JSON.parse(manifest)).toMatchObject({ name: 'n8n-nodes-segmind' });
		await expect(
			readFile(`${stage.n8n.packageFolder}/nodes/Segmind/Segmind.node.ts`),
		).rejects.toThrow();
	});

	test('the key went to the two hosts of the credential only', () => {
		const { requests, apiKey } = stage.sandbox;
		const carried = requests.filter(({ headers }) => JSON.stringify(headers).includes(apiKey));
		expect(carried.every(({ server }) => server !== 'images')).toBe(true);
	});

	test('nothing left the machine', async () => {
		expect(await stage.n8n.leaks()).toEqual([]);
	});
});
