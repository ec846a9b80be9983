import { createHash } from 'node:crypto';

import sharp from 'sharp';

import { readExample } from '../../lib/examples';
import type { Execution, Item, StoredBinary, WorkflowFile } from '../../lib/workflowTypes';
import { trouble, type Stage } from '../stage';

/** The stage of the version that is being tested; it exists only while a test runs. */
export type CurrentStage = () => Stage;

/** The file in the field `data`, or in another one. */
export function fileOf(item: Item | undefined, field = 'data'): StoredBinary {
	const file = item?.binary?.[field];
	if (!file) throw new Error(`no file in the field ${field}`);
	return file;
}

/** Every file of these items: its image's format and size, and that Segmind made these bytes. */
export async function imagesOf(stage: Stage, items: Item[], sandbox = stage.sandbox) {
	const made = sandbox.jobs.flatMap((job) => job.outputs.map(({ sha256 }) => sha256));
	return await Promise.all(
		items.map(async (item) => {
			const file = fileOf(item);
			const bytes = await stage.n8n.rest.download(file);
			const { format, width, height } = await sharp(bytes).metadata();
			const hash = createHash('sha256').update(bytes).digest('hex');
			const { fileName, mimeType } = file;
			return { fileName, mimeType, format, size: `${width}x${height}`, whole: made.includes(hash) };
		}),
	);
}

/** @throws Error with n8n's message unless the execution succeeded */
export function succeeded(execution: Execution): Execution {
	if (execution.status !== 'success') throw new Error(trouble(execution));
	return execution;
}

/** Runs an example from its first node. */
export async function runExample(stage: Stage, name: string): Promise<Execution> {
	return succeeded(await stage.run(await readExample(name)));
}

/** Submits an n8n form as a browser does. */
export async function submitForm(url: string, fields: FormData): Promise<void> {
	const response = await fetch(url, { method: 'POST', body: fields });
	if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}

/** Publishes an example that starts with a form, and submits the form as often as there are fields. */
export async function runForm(
	stage: Stage,
	file: WorkflowFile,
	...submissions: FormData[]
): Promise<Execution[]> {
	const { rest } = stage.n8n;
	const id = await stage.add(file);
	await rest.activate(id);
	const form = file.nodes.find(({ type }) => type.endsWith('formTrigger'))?.webhookId;
	const executions: Execution[] = [];
	for (const fields of submissions) {
		await submitForm(`${stage.n8n.url}/form/${form}`, fields);
		const known = executions.map((execution) => execution.id);
		executions.push(await rest.finished(await rest.nextExecution(id, known)));
	}
	await rest.deactivate(id);
	return executions;
}

/** An image of the sandbox's gallery, as a person would choose it from a disk. */
export async function sampleFile(stage: Stage, name: string): Promise<Blob> {
	const response = await fetch(`${stage.sandbox.imagesUrl}/gallery/${name}`);
	return await response.blob();
}
