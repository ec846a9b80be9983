import { readExample } from '../../lib/examples';
import { until } from '../../lib/wait';
import { itemsOf, stage, succeeded } from '../stage';
import { fieldsOf, fileOf, formOf, sampleFile, submitForm } from './support';

/** Waits until an execution waits for a person, with so many jobs submitted. */
export async function waiting(id: string, jobs = 0): Promise<void> {
	await until(`execution ${id} waits`, async () => {
		const { status } = await stage.n8n.rest.getExecution(id);
		const isOpen = ['new', 'running', 'waiting'].includes(status);
		if (!isOpen) throw new Error(`The execution is ${status}`);
		return status === 'waiting' && stage.sandbox.jobs.length >= jobs;
	});
}

export function compareTests(): void {
	test('12: two prompts, two models, side by side with their cost; the chosen one larger', async () => {
		const { rest } = stage.n8n;
		const file = await readExample('12-compare-and-upscale.json');
		const workflow = await stage.add(file);
		await rest.activate(workflow);
		const photo: [Blob, string] = [await sampleFile('product.png'), 'bath-oil.png'];
		const first = fieldsOf(photo, 'Put it on marble', 'Put it on moss');
		const started = await submitForm(formOf(file), first);
		const { formWaitingUrl: page } = JSON.parse(started) as { formWaitingUrl: string };
		const id = await rest.nextExecution(workflow, []);
		await waiting(id);
		const html = await (await fetch(page)).text();
		const jobs = stage.sandbox.jobs;
		expect(jobs).toHaveLength(4);
		for (const { outputs, slug, billedUsd } of jobs) {
			expect(html).toContain(`src="${outputs[0]?.url}"`);
			expect(html).toContain(`${slug} · $${billedUsd}`);
		}
		await submitForm(page, fieldsOf('', '3'));
		// The answer arrives while the execution still waits for it.
		await waiting(id, 5);
		expect(await (await fetch(page)).text()).toContain('The larger image is in n8n');
		await submitForm(page, new FormData());
		const execution = succeeded(await rest.finished(id));
		await rest.deactivate(workflow);

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
