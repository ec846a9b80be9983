import { createHash } from 'node:crypto';

import sharp from 'sharp';

import { readExample } from '../../lib/examples';
import type { Execution, Item, StoredBinary, WorkflowFile } from '../../lib/workflowTypes';
import { gallery, runs, stage, startedBy, whileActive } from '../stage';

/** The file in the field `data`, or in another one. */
export function fileOf(item: Item | undefined, field = 'data'): StoredBinary {
	const file = item?.binary?.[field];
	if (!file) throw new Error(`no file in the field ${field}`);
	return file;
}

/** In hexadecimal digits. */
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Every file of these items: its image's format and size, and that Segmind made these bytes. */
export async function imagesOf(items: Item[], sandbox = stage.sandbox) {
	const made = sandbox.jobs.flatMap((job) => job.outputs.map(({ sha256 }) => sha256));
	return await Promise.all(
		items.map(async (item) => {
			const file = fileOf(item);
			const bytes = await stage.n8n.rest.download(file);
			const { format, width, height } = await sharp(bytes).metadata();
			const { fileName, mimeType } = file;
			return {
				fileName,
				mimeType,
				format,
				size: `${width}x${height}`,
				whole: made.includes(sha256(bytes)),
			};
		}),
	);
}

/** Runs an example from its first node. */
export const runExample = async (name: string): Promise<Execution> =>
	await runs(await readExample(name));

/** Submits an n8n form as a browser does. @returns n8n's answer */
export async function submitForm(url: string, fields: FormData): Promise<string> {
	const response = await fetch(url, { method: 'POST', body: fields });
	const text = await response.text();
	if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
	return text;
}

/** The address of the form that a workflow starts with. */
export const formOf = ({ nodes }: WorkflowFile): string =>
	`${stage.n8n.url}/form/${nodes.find(({ type }) => type.endsWith('formTrigger'))?.webhookId}`;

/** Publishes a workflow that starts with a form, and submits the form as often as there are fields. */
export const runForm = async (file: WorkflowFile, ...forms: FormData[]): Promise<Execution[]> =>
	await whileActive(file, async (id) => {
		const executions: Execution[] = [];
		for (const form of forms) {
			executions.push(await startedBy(id, async () => await submitForm(formOf(file), form)));
		}
		return executions;
	});

/** The fields of a form, in their order: texts, and files under their names. */
export function fieldsOf(...values: Array<string | [file: Blob, name: string]>): FormData {
	const fields = new FormData();
	for (const [index, value] of values.entries()) {
		if (typeof value === 'string') fields.append(`field-${index}`, value);
		else fields.append(`field-${index}`, ...value);
	}
	return fields;
}

/** An image of the sandbox's gallery, as a person would choose it from a disk. */
export async function sampleFile(name: string): Promise<Blob> {
	const response = await fetch(gallery(name));
	return await response.blob();
}

/** The form that an example holds is the one that n8n's editor loads. */
export async function expectForm({ nodes }: WorkflowFile, name: string): Promise<void> {
	const { type = '', parameters = {} } = nodes.find((node) => node.name === name) ?? {};
	const inPanel = { type, parameters, credential: stage.credential };
	const schema = await stage.n8n.rest.formFields(inPanel, 'loadModelForm', 'modelParameters');
	expect(parameters.modelParameters).toMatchObject({ schema });
}

/** An example whose Wait nodes wait for so many seconds. */
export const waitingFor = (seconds: number, file: WorkflowFile): WorkflowFile => ({
	...file,
	nodes: file.nodes.map((node) =>
		node.type.endsWith('.wait')
			? { ...node, parameters: { amount: seconds, unit: 'seconds' } }
			: node,
	),
});
