import { readFile } from 'node:fs/promises';

import sharp from 'sharp';

import { code, flow, fromUrl, node, numbered, ofItem, segmind, start, webhook } from './flow';
import {
	call,
	gallery,
	inN8n,
	itemsOf,
	retried,
	runs,
	stage,
	startedBy,
	succeeded,
	whileActive,
} from './stage';

const scene = () => gallery('scene.jpg');

const prompts = (...texts: string[]) =>
	code('Prompts', `return ${JSON.stringify(texts)}.map((prompt) => ({ json: { prompt } }));`);

inN8n('production in n8n %s', (major) => {
	test('webhook: a posted picture comes back edited', async () => {
		const nodes = [
			webhook('edit', { responseMode: 'responseNode' }),
			segmind('Edit', { output_format: 'webp', options: { fileName: 'answer' } }),
			node('Answer', 'respondToWebhook', 1.1, { respondWith: 'binary', options: {} }),
		];
		await whileActive(flow('Webhook', nodes), async () => {
			const picture = await fetch(gallery());
			const form = new FormData();
			form.append('data', await picture.blob(), 'bottle.png');
			const response = await call('edit', form);
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
			const execution = succeeded(await startedBy(id, async () => undefined));
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
		'a retry from the list, %s workflow: what is done and what still runs is not paid again',
		async (kind) => {
			stage.sandbox.setFaults([
				{ step: 'status', kind: '500', promptIncludes: 'item 1.' },
				{ step: 'submit', kind: '400', promptIncludes: 'item 2.' },
			]);
			const parameters = { ...ofItem, ...fromUrl(scene()), options: { maxWaitSeconds: 3 } };
			const file = flow('Retry', [webhook('retry'), numbered(10), segmind('Edit', parameters)]);
			await whileActive(file, async (id) => {
				const failed = await startedBy(id, async () => await call('retry'));
				expect(failed.status).toBe('error');
				stage.sandbox.setFaults([]);
				const again = succeeded(await retried(id, failed, kind));
				expect(itemsOf(again, 'Edit').filter(({ binary }) => binary?.data)).toHaveLength(10);
				expect(stage.sandbox.jobs).toHaveLength(10);
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
		const execution = await runs(file);
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
		const execution = await runs(flow('Parent', [start(), call]));
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
});
