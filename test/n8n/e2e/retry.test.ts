import type { BinaryMode } from '../lib/environment';
import type { Execution, WorkflowFile, WorkflowNode } from '../lib/workflowTypes';
import { fileOf, imagesOf, sampleFile, submitForm } from './examples/support';
import { flow, node, segmind, webhook } from './flow';
import { call, inN8n, itemsOf, retried, stage, startedBy, succeeded, whileActive } from './stage';

/** Where n8n keeps files: its default and the others. Database IDs are never changed. */
const MODES: Array<[1 | 2, BinaryMode]> = [
	[2, 'filesystem'],
	[2, 'database'],
	[1, 'filesystem'],
	[1, 'default'],
];

type Kind = 'original' | 'saved';

/** Files by the names of their fields, as a browser posts them. */
async function posted(files: Record<string, string>, texts: Record<string, string> = {}) {
	const form = new FormData();
	for (const [field, name] of Object.entries(files)) {
		form.append(field, await sampleFile(name), name);
	}
	for (const [field, text] of Object.entries(texts)) form.append(field, text);
	return form;
}

async function postTwo(path: string): Promise<void> {
	await call(path, await posted({ data: 'product.png', back: 'scene.jpg' }));
}

const form = (path: string) => {
	const file = (fieldLabel: string) => ({ fieldLabel, fieldType: 'file', multipleFiles: false });
	const values = [file('Product Photo'), file('Mask')];
	const parameters = { formTitle: 'Photos', formFields: { values }, options: {} };
	return node('Webhook', 'formTrigger', 2.2, parameters, { webhookId: path });
};

const chat = (path: string) => {
	const parameters = { public: true, options: { allowFileUploads: true } };
	const type = '@n8n/n8n-nodes-langchain.chatTrigger';
	return node('Webhook', type, 1.1, parameters, { webhookId: path });
};

/** All files of an item, whatever their fields are called. */
const FILES = '={{ Object.keys($binary).join(",") }}';

function rows(...names: string[]) {
	return { values: names.map((name) => ({ source: 'binary', binaryPropertyName: name })) };
}

const WEBHOOK = 'a webhook with two images';

/** The ways in which people hand files to a workflow, and what is set in the node then. */
const WAYS: Array<
	[
		string,
		Kind,
		(path: string) => WorkflowNode,
		(path: string) => Promise<void>,
		Record<string, unknown>,
	]
> = [
	[WEBHOOK, 'original', webhook, postTwo, { images: rows('data', 'back') }],
	[
		'a form with a photo and a mask',
		'saved',
		form,
		async (path) => {
			const files = { 'field-0': 'product.png', 'field-1': 'scene.jpg' };
			await submitForm(`${stage.n8n.url}/form/${path}`, await posted(files));
		},
		{ images: rows('Product_Photo'), maskSource: 'binary', maskBinaryPropertyName: 'Mask' },
	],
	[
		'a chat with two files',
		'original',
		chat,
		async (path) => {
			const texts = { action: 'sendMessage', sessionId: path, chatInput: 'Make it autumn' };
			const body = await posted({ files: 'product.png' }, texts);
			body.append('files', await sampleFile('scene.jpg'), 'scene.jpg');
			// the chat says by its status that the run failed
			await fetch(`${stage.n8n.url}/webhook/${path}/chat`, { method: 'POST', body });
		},
		{ images: { values: [{ source: 'binary', binaryPropertyName: FILES }] } },
	],
];

/** Runs a workflow that fails, and retries it from the list of executions. */
async function failedAndRetried(
	file: WorkflowFile,
	start: () => Promise<void>,
	kind: Kind,
): Promise<[Execution, Execution]> {
	return await whileActive(file, async (id) => {
		const failed = await startedBy(id, start);
		expect(failed.status).toBe('error');
		stage.sandbox.setFaults([]);
		return [failed, await retried(id, failed, kind)];
	});
}

const uploads = () => stage.sandbox.requests.filter(({ step }) => step === 'upload').length;

inN8n(
	'retries in n8n %s, files in %s mode',
	(major, binaryMode) => {
		test.each(WAYS)(
			'of %s submit and upload nothing again (%s workflow)',
			async (way, kind, trigger, start, parameters) => {
				stage.sandbox.setFaults([{ step: 'download', kind: '502' }]);
				const edit = segmind('Edit', { ...parameters, options: { maxWaitSeconds: 3 } });
				const file = flow('Files', [trigger('files'), edit]);
				const [failed, again] = await failedAndRetried(file, () => start('files'), kind);
				const files = itemsOf(failed, 'Webhook')[0]?.binary ?? {};
				expect(Object.keys(files)).toHaveLength(2);
				if (major === 1 && binaryMode === 'filesystem' && way === WEBHOOK) {
					// n8n 1 keeps the first item's `data`, and deletes what came with it
					await expect(
						stage.n8n.rest.download(fileOf(itemsOf(failed, 'Webhook')[0], 'back')),
					).rejects.toThrow('404');
				}
				const images = await imagesOf(itemsOf(succeeded(again), 'Edit'));
				expect(images).toEqual([expect.objectContaining({ whole: true })]);
				expect(stage.sandbox.jobs).toHaveLength(1);
				expect(uploads()).toBe(2);
			},
		);

		// the bytes of a direct answer lie in n8n's storage alone, and n8n renames no IDs in the ledger
		test('a retry hands out the bytes of a direct call again, or says that they were not kept', async () => {
			stage.sandbox.setFaults([{ step: 'sync', kind: '400', nth: 2, times: 1 }]);
			const options = { delivery: 'sync', imagesPerItem: 2, concurrency: 1 };
			const edit = segmind('Edit', { images: rows('data', 'back'), options });
			const file = flow('Direct', [webhook('direct'), edit]);
			const work = async () => await postTwo('direct');
			const [failed, again] = await failedAndRetried(file, work, 'original');
			expect(failed.status).toBe('error');
			if (binaryMode === 'default') {
				expect(again.error?.message).toContain('was never confirmed');
				expect(stage.sandbox.jobs).toHaveLength(1);
				return;
			}
			const items = await imagesOf(itemsOf(succeeded(again), 'Edit'));
			expect(items).toEqual(Array(2).fill(expect.objectContaining({ whole: true })));
			expect(stage.sandbox.jobs).toHaveLength(2);
		});
	},
	{ in: MODES },
);
