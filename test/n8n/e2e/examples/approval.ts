import { readExample } from '../../lib/examples';
import { until } from '../../lib/wait';
import type { WorkflowFile } from '../../lib/workflowTypes';
import { startTelegram, type Telegram } from '../telegram';
import { waiting } from './compare';
import { itemsOf, stage, succeeded } from '../stage';
import { fieldsOf, fileOf, formOf, sampleFile, sha256, submitForm } from './support';

async function withTelegram(file: WorkflowFile, baseUrl: string) {
	const data = { accessToken: 'token', baseUrl };
	const telegramApi = await stage.n8n.rest.createCredential('telegramApi', 'Bot', data);
	const nodes = file.nodes.map((node) =>
		node.type.endsWith('.telegram') ? { ...node, credentials: { telegramApi } } : node,
	);
	return { ...file, nodes };
}

/** Presses the button under the newest message and fills the form that opens. */
async function answer(telegram: Telegram, words: string, change = ''): Promise<void> {
	const page = telegram.sent.at(-1)?.button ?? '';
	const html = await (await fetch(page)).text();
	if (!html.includes('What should be different?'))
		throw new Error(`no form: ${html.slice(0, 300)}`);
	await submitForm(page, fieldsOf(words, change));
}

/** Waits until the bot has sent so many messages and the execution waits. */
async function asked(telegram: Telegram, id: string, messages: number) {
	await until(`${messages} messages were sent`, () => telegram.sent.length >= messages);
	await waiting(id);
}

export function approvalTests(): void {
	test('13: approve before posting: again makes only that image again, only the approved goes on', async () => {
		const telegram = await startTelegram('token');
		try {
			const example = await readExample('13-approve-before-posting.json');
			const file = await withTelegram(example, telegram.url);
			const { rest } = stage.n8n;
			const workflow = await stage.add(file);
			await rest.activate(workflow);
			const photo: [Blob, string] = [await sampleFile('product.png'), 'bath-oil.png'];
			await submitForm(formOf(file), fieldsOf(photo, 'on marble\nin the sauna\n'));
			const id = await rest.nextExecution(workflow, []);
			await asked(telegram, id, 2);
			await answer(telegram, 'Again', 'warmer light');
			await asked(telegram, id, 4);
			await answer(telegram, 'Post it');
			await asked(telegram, id, 6);
			await answer(telegram, 'Skip');
			const execution = succeeded(await rest.finished(id));
			await rest.deactivate(workflow);

			const jobs = stage.sandbox.jobs;
			const prompts = jobs.map(({ body }) => String(body.prompt));
			expect(prompts).toEqual([
				expect.stringMatching(/^on marble\./),
				expect.stringMatching(/^on marble\..*warmer light$/),
				expect.stringMatching(/^in the sauna\./),
			]);
			const photos = telegram.sent.filter(({ method }) => method === 'sendPhoto');
			expect(photos.map(({ photo }) => photo && sha256(photo))).toEqual(
				jobs.map(({ outputs }) => outputs[0]?.sha256),
			);
			expect(photos.map(({ text }) => text)).toEqual(['on marble', 'on marble', 'in the sauna']);
			const posted = itemsOf(execution, 'Post It Here');
			expect(posted.map(({ json }) => json.url)).toEqual([jobs[1]?.outputs[0]?.url]);
			const bytes = await stage.n8n.rest.download(fileOf(posted[0]));
			expect(sha256(bytes)).toBe(jobs[1]?.outputs[0]?.sha256);
		} finally {
			await telegram.close();
		}
	});
}
