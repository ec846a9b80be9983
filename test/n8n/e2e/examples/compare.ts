import { readExample } from '../../lib/examples';
import { until } from '../../lib/wait';
import type { WorkflowFile } from '../../lib/workflowTypes';
import { itemsOf, type Stage } from '../stage';
import { fileOf, sampleFile, succeeded, type CurrentStage } from './support';

/** Publishes the example and submits its first page; returns the execution and the next page. */
async function firstPage(stage: Stage, file: WorkflowFile) {
	const { rest } = stage.n8n;
	const id = await stage.add(file);
	await rest.activate(id);
	const form = file.nodes.find(({ type }) => type.endsWith('formTrigger'))?.webhookId;
	const fields = new FormData();
	fields.append('field-0', await sampleFile(stage, 'product.png'), 'bath-oil.png');
	fields.append('field-1', 'Put it on marble');
	fields.append('field-2', 'Put it on moss');
	const response = await fetch(`${stage.n8n.url}/form/${form}`, { method: 'POST', body: fields });
	const { formWaitingUrl } = (await response.json()) as { formWaitingUrl: string };
	return { id: await rest.nextExecution(id, []), page: formWaitingUrl, workflow: id };
}

/** Waits until an execution waits for a person, with so many jobs submitted. */
export async function waiting(stage: Stage, id: string, jobs = 0): Promise<void> {
	await until(`execution ${id} waits`, async () => {
		const { status } = await stage.n8n.rest.getExecution(id);
		const isOpen = ['new', 'running', 'waiting'].includes(status);
		if (!isOpen) throw new Error(`The execution is ${status}`);
		return status === 'waiting' && stage.sandbox.jobs.length >= jobs;
	});
}

export function compareTests(current: CurrentStage): void {
	test('12: two prompts, two models, side by side with their cost; the chosen one larger', async () => {
		const stage = current();
		const started = await firstPage(stage, await readExample('12-compare-and-upscale.json'));
		await waiting(stage, started.id);
		const html = await (await fetch(started.page)).text();
		const jobs = stage.sandbox.jobs;
		expect(jobs).toHaveLength(4);
		for (const { outputs, slug, billedUsd } of jobs) {
			expect(html).toContain(`src="${outputs[0]?.url}"`);
			expect(html).toContain(`${slug} · $${billedUsd}`);
		}
		const answer = new FormData();
		answer.append('field-1', '3');
		const posted = await fetch(started.page, { method: 'POST', body: answer });
		expect(posted.status).toBe(200);
		// The answer arrives while the execution still waits for it.
		await waiting(stage, started.id, 5);
		expect(await (await fetch(started.page)).text()).toContain('The larger image is in n8n');
		const end = new FormData();
		await fetch(started.page, { method: 'POST', body: end });
		const execution = succeeded(await stage.n8n.rest.finished(started.id));
		await stage.n8n.rest.deactivate(started.workflow);

		const rows = itemsOf(execution, 'Side by Side').map(({ json }) => json);
		expect(rows.map(({ number, model, prompt }) => [number, model, prompt])).toEqual([
			[1, 'p-image-edit', 'Put it on marble'],
			[2, 'p-image-edit', 'Put it on moss'],
			[3, 'nano-banana', 'Put it on marble'],
			[4, 'nano-banana', 'Put it on moss'],
		]);
		const [larger] = itemsOf(execution, 'Upscale');
		expect(fileOf(larger).fileName).toBe('chosen-x2.png');
		expect(stage.sandbox.jobs.map(({ slug }) => slug)).toHaveLength(5);
		expect(stage.sandbox.jobs.at(-1)?.body).toMatchObject({ image: rows[2]?.url, scale: 2 });
	});
}
