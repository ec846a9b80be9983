import { createHash } from 'node:crypto';

import { readExample } from '../../lib/examples';
import { until } from '../../lib/wait';
import type { WorkflowFile } from '../../lib/workflowTypes';
import { itemsOf, type Stage } from '../stage';
import { startTelegram, type Telegram } from '../telegram';
import { waiting } from './compare';
import { fileOf, sampleFile, submitForm, succeeded, type CurrentStage } from './support';

const hashOf = (bytes: Buffer | undefined) =>
	createHash('sha256')
		.update(bytes ?? '')
		.digest('hex');

async function withTelegram(stage: Stage, file: WorkflowFile, baseUrl: string) {
	const data = { accessToken: 'token', baseUrl };
	const telegramApi = await stage.n8n.rest.createCredential('telegramApi', 'Bot', data);
	const nodes = file.nodes.map((node) =>
		node.type.endsWith('.telegram') ? { ...node, credentials: { telegramApi } } : node,
	);
	return { ...file, nodes };
}

/** Publishes the workflow and hands in two ideas; returns the execution. */
async function start(stage: Stage, file: WorkflowFile): Promise<{ id: string; workflow: string }> {
	const { rest } = stage.n8n;
	const workflow = await stage.add(file);
	await rest.activate(workflow);
	const form = file.nodes.find(({ type }) => type.endsWith('formTrigger'))?.webhookId;
	const fields = new FormData();
	fields.append('field-0', await sampleFile(stage, 'product.png'), 'bath-oil.png');
	fields.append('field-1', 'on marble\nin the sauna\n');
	await submitForm(`${stage.n8n.url}/form/${form}`, fields);
	return { id: await rest.nextExecution(workflow, []), workflow };
}

/** Presses the button under the newest message and fills the form that opens. */
async function answer(telegram: Telegram, words: string, change = ''): Promise<void> {
	const page = telegram.sent.at(-1)?.button ?? '';
	const html = await (await fetch(page)).text();
	if (!html.includes('What should be different?'))
		throw new Error(`no form: ${html.slice(0, 300)}`);
	const fields = new FormData();
	fields.append('field-0', words);
	fields.append('field-1', change);
	await submitForm(page, fields);
}

/** Waits until the bot has sent so many messages and the execution waits. */
async function asked(stage: Stage, telegram: Telegram, id: string, messages: number) {
	await until(`${messages} messages were sent`, () => telegram.sent.length >= messages);
	await waiting(stage, id);
}

export function approvalTests(current: CurrentStage): void {
	test('13: approve before posting: again makes only that image again, only the approved goes on', async () => {
		const stage = current();
		const telegram = await startTelegram('token');
		try {
			const example = await readExample('13-approve-before-posting.json');
			const { id, workflow } = await start(stage, await withTelegram(stage, example, telegram.url));
			await asked(stage, telegram, id, 2);
			await answer(telegram, 'Again', 'warmer light');
			await asked(stage, telegram, id, 4);
			await answer(telegram, 'Post it');
			await asked(stage, telegram, id, 6);
			await answer(telegram, 'Skip');
			const execution = succeeded(await stage.n8n.rest.finished(id));
			await stage.n8n.rest.deactivate(workflow);

			const jobs = stage.sandbox.jobs;
			const prompts = jobs.map(({ body }) => String(body.prompt));
			expect(prompts).toEqual([
				expect.stringMatching(/^on marble\./),
				expect.stringMatching(/^on marble\..*warmer light$/),
				expect.stringMatching(/^in the sauna\./),
			]);
			const photos = telegram.sent.filter(({ method }) => method === 'sendPhoto');
			expect(photos.map(({ photo }) => hashOf(photo))).toEqual(
				jobs.map(({ outputs }) => outputs[0]?.sha256),
			);
			expect(photos.map(({ text }) => text)).toEqual(['on marble', 'on marble', 'in the sauna']);
			const posted = itemsOf(execution, 'Post It Here');
			expect(posted.map(({ json }) => json.url)).toEqual([jobs[1]?.outputs[0]?.url]);
			const bytes = await stage.n8n.rest.download(fileOf(posted[0]));
			expect(hashOf(bytes)).toBe(jobs[1]?.outputs[0]?.sha256);
		} finally {
			await telegram.close();
		}
	});
}
