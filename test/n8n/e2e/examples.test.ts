import { createHash } from 'node:crypto';

import sharp from 'sharp';

import { exampleNames, readExample } from '../lib/examples';
import type { Execution, Item } from '../lib/workflowTypes';
import { startChatModel, withChatModel, type ChatModel } from './chatModel';
import { startSleeper, type Sleeper } from './sleeper';
import { itemsOf, openStage, testedMajors, trouble, type Stage } from './stage';

/** n8n keeps shorter waits in memory; from 65 s on it writes the execution to its database. */
const SLEEP_MS = 66_000;

let stage: Stage;
let sleeper: Sleeper;

/** Every file of these items: its picture's format and size, and that Segmind made these bytes. */
async function pictures(items: Item[], sandbox = stage.sandbox) {
	const made = sandbox.jobs.flatMap((job) => job.outputs.map(({ sha256 }) => sha256));
	return await Promise.all(
		items.map(async ({ binary }) => {
			if (!binary?.data) throw new Error('no file in the field data');
			const bytes = await stage.n8n.rest.download(binary.data);
			const { format, width, height } = await sharp(bytes).metadata();
			const hash = createHash('sha256').update(bytes).digest('hex');
			const { fileName, mimeType } = binary.data;
			return { fileName, mimeType, format, size: `${width}x${height}`, whole: made.includes(hash) };
		}),
	);
}

async function runExample(name: string): Promise<Execution> {
	const execution = await stage.run(await readExample(name));
	if (execution.status !== 'success') throw new Error(trouble(execution));
	return execution;
}

/** Submits an n8n form as a browser does. */
async function submitForm(url: string, fields: FormData) {
	const response = await fetch(url, { method: 'POST', body: fields });
	if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}

async function sampleFile(name: string): Promise<Blob> {
	const response = await fetch(`${stage.sandbox.imagesUrl}/gallery/${name}`);
	return await response.blob();
}

describe.each(testedMajors())('examples in n8n %s', (major) => {
	beforeAll(async () => {
		stage = await openStage({ version: String(major) });
		sleeper = await startSleeper(stage);
	});
	afterAll(async () => {
		await stage?.close();
		await sleeper?.sandbox.close();
	});
	beforeEach(() => stage.sandbox.reset());

	test('1: product photo on a new background', async () => {
		const execution = await runExample('1-product-photo-new-background.json');
		const items = itemsOf(execution, 'Put on New Background');
		expect(await pictures(items)).toEqual([
			{
				fileName: 'bath-oil-forest.jpg',
				mimeType: 'image/jpeg',
				format: 'jpeg',
				size: '1024x1024',
				whole: true,
			},
		]);
		expect(items[0]?.json).toMatchObject({ model: 'gpt-image-1.5-edit', mimeType: 'image/jpeg' });
		expect(stage.sandbox.jobs[0]?.body).toMatchObject({ mask: null, quality: 'medium' });
	});

	test('2: five ad formats', async () => {
		const execution = await runExample('2-five-ad-formats.json');
		const items = itemsOf(execution, 'Make the Ad');
		const wanted: Array<[string, string, string]> = [
			['bath-oil-story.jpg', 'jpeg', '1024x1536'],
			['bath-oil-feed.png', 'png', '1024x1024'],
			['bath-oil-banner.webp', 'webp', '1536x1024'],
			['bath-oil-newsletter.jpg', 'jpeg', '1536x1024'],
			['bath-oil-thumbnail.webp', 'webp', '1024x1024'],
		];
		expect(await pictures(items)).toEqual(
			wanted.map(([fileName, format, size]) => ({
				fileName,
				mimeType: `image/${format}`,
				format,
				size,
				whole: true,
			})),
		);
		const bodies = stage.sandbox.jobs.map(({ body }) => body);
		const asked = bodies.map(({ quality, size }) => `${String(quality)} ${String(size)}`).sort();
		expect(asked).toEqual(
			[
				'high 1024x1536',
				'medium 1024x1024',
				'high 1536x1024',
				'medium 1536x1024',
				'low 1024x1024',
			].sort(),
		);
		// The same photo for all five: uploaded once.
		expect(stage.sandbox.requests.filter(({ step }) => step === 'upload')).toHaveLength(1);
	});

	test('3: inpainting with a mask', async () => {
		const execution = await runExample('3-inpainting-with-a-mask.json');
		const [picture] = await pictures(itemsOf(execution, 'Repaint Around the Bottle'));
		expect(picture).toMatchObject({
			fileName: 'bath-oil-bathroom.png',
			format: 'png',
			whole: true,
		});
		const body = stage.sandbox.jobs[0]?.body;
		expect(body?.mask).toEqual(expect.stringMatching(/^http:.*\.png$/));
		expect(body?.image_urls).toEqual([expect.stringMatching(/^http:/)]);
		expect(body?.image_urls).not.toContain(body?.mask);
	});

	test('4: many products with a cost report', async () => {
		const file = await readExample('4-bulk-products-with-report.json');
		const id = await stage.add(file);
		await stage.n8n.rest.activate(id);
		const fields = new FormData();
		fields.append('field-0', await sampleFile('product.png'), 'bottle.png');
		fields.append('field-0', new Blob(['no picture'], { type: 'image/png' }), 'broken.png');
		fields.append('field-0', await sampleFile('scene.jpg'), 'lake.jpg');
		fields.append('field-1', 'white studio with a soft shadow');
		const form = file.nodes.find(({ type }) => type.endsWith('formTrigger'))?.webhookId;
		await submitForm(`${stage.n8n.url}/form/${form}`, fields);
		const { rest } = stage.n8n;
		const execution = await rest.finished(await rest.nextExecution(id, []));
		await rest.deactivate(id);
		if (execution.status !== 'success') throw new Error(trouble(execution));

		const done = itemsOf(execution, 'New Background', 0);
		expect((await pictures(done)).map(({ fileName }) => fileName)).toEqual([
			'bottle-new.jpg',
			'lake-new.jpg',
		]);
		expect(itemsOf(execution, 'New Background', 1).map(({ json }) => json.file)).toEqual([
			'broken.png',
		]);
		const report = itemsOf(execution, 'Report as CSV')[0]?.binary?.data;
		const csv = report && (await rest.download(report)).toString('utf8');
		const billed = stage.sandbox.jobs.reduce((sum, job) => sum + job.billedUsd, 0);
		expect(csv).toContain('bottle-new.jpg,done,');
		expect(csv).toContain('broken.png,not done,');
		expect(csv).toContain(`"Total: 2 done, 1 not done",,${Number(billed.toFixed(4))}`);
	});

	test('5: daily social image', async () => {
		const execution = await runExample('5-daily-social-image.json');
		const [picture] = await pictures(itemsOf(execution, 'Post It Here'));
		const today = new Date().toISOString().slice(0, 10);
		expect(picture).toMatchObject({ fileName: `social-${today}.jpg`, whole: true });
		expect(stage.sandbox.jobs[0]?.body.prompt).toMatch(/following scene: a \w+/);
	});

	test('6: AI agent edits images on request', async () => {
		const { execution, model } = await askAgent(['Make it winter']);
		expect(stage.sandbox.jobs.map(({ body }) => body.prompt)).toEqual(['Make it winter']);
		const [told] = model.toolAnswers as Array<Array<Record<string, unknown>>>;
		expect(told).toEqual([
			expect.objectContaining({
				url: stage.sandbox.jobs[0]?.outputs[0]?.url,
				fileName: expect.stringMatching(/\.jpg$/) as string,
				cost: stage.sandbox.jobs[0]?.billedUsd,
			}),
		]);
		expect(JSON.stringify(model.toolAnswers).length).toBeLessThan(2000);
		expect(itemsOf(execution, 'Image Agent')[0]?.json.output).toBe(model.finalText);
	});

	test('6: an agent that calls the tool three times at once gets three images', async () => {
		const prompts = ['Make it winter', 'Make it summer', 'Make it winter'];
		const { model } = await askAgent(prompts);
		expect(stage.sandbox.jobs.map(({ body }) => body.prompt).sort()).toEqual([...prompts].sort());
		const told = (model.toolAnswers as Array<Array<{ url: string }>>).map(([one]) => one?.url);
		const asked = told.map(
			(url) => stage.sandbox.jobs.find(({ outputs }) => outputs[0]?.url === url)?.body.prompt,
		);
		expect(asked).toEqual(prompts);
		expect(new Set(told).size).toBe(3);
	});

	test('7: fetch an image by its request ID', async () => {
		const earlier = await runExample('1-product-photo-new-background.json');
		const requestId = itemsOf(earlier, 'Put on New Background')[0]?.json.requestId;
		const file = await readExample('7-fetch-an-image-by-request-id.json');
		const id = await stage.add(file);
		const { rest } = stage.n8n;
		await rest.activate(id);
		const form = file.nodes.find(({ type }) => type.endsWith('formTrigger'))?.webhookId;
		const executions: Execution[] = [];
		for (const wanted of [String(requestId), '00000000-0000-4000-8000-000000000000']) {
			const fields = new FormData();
			fields.append('field-0', wanted);
			await submitForm(`${stage.n8n.url}/form/${form}`, fields);
			const known = executions.map((execution) => execution.id);
			executions.push(await rest.finished(await rest.nextExecution(id, known)));
		}
		await rest.deactivate(id);
		const [there, gone] = executions;
		expect(await pictures(there ? itemsOf(there, 'Fetch the Image') : [])).toEqual([
			expect.objectContaining({ mimeType: 'image/jpeg', size: '1024x1024', whole: true }),
		]);
		expect(gone && itemsOf(gone, 'Say What Is Possible')[0]?.json).toEqual({
			happened: expect.stringMatching(/no longer|not known|unknown|record|has no job/i) as string,
			possible: expect.stringContaining('00000000-0000-4000-8000-000000000000') as string,
		});
		expect(stage.sandbox.jobs).toHaveLength(1);
	});

	test('8: order many images, sleep, fetch them', async () => {
		const execution = await stage.n8n.rest.finished(sleeper.execution, 2 * SLEEP_MS);
		if (execution.status !== 'success') throw new Error(trouble(execution));
		// While it slept, everything was ordered and nothing looked at.
		expect(sleeper.seen).toEqual({ status: 'waiting', jobs: 3, looks: 0 });
		const fetched = itemsOf(execution, 'Fetch');
		const found = await pictures(fetched, sleeper.sandbox);
		expect(found.map(({ format, whole }) => [format, whole])).toEqual(
			Array.from({ length: 3 }, () => ['jpeg', true]),
		);
		expect(fetched.map(({ json }) => json.requestId)).toEqual(
			itemsOf(execution, 'Order').map(({ json }) => json.requestId),
		);
		expect(sleeper.sandbox.jobs).toHaveLength(3);
	});

	test('no example is without a test', async () => {
		const numbers = (await exampleNames()).map((name) => name.split('-')[0]);
		expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
	});

	test('nothing left the machine', async () => {
		expect(await stage.n8n.leaks()).toEqual([]);
	});
});

/** Runs the agent's example; its model calls the tool once for each prompt, all at once. */
async function askAgent(prompts: string[]): Promise<{ execution: Execution; model: ChatModel }> {
	const url = `${stage.sandbox.imagesUrl}/gallery/scene.jpg`;
	const calls = prompts.map((text) => ({ Prompt: text, Image_URLs: url }));
	const model = await startChatModel({ tool: 'Edit_Image', calls });
	try {
		const { rest } = stage.n8n;
		const data = { apiKey: 'none', url: `${model.url}/v1` };
		const account = await rest.createCredential('openAiApi', 'Chat model', data);
		const file = await readExample('6-ai-agent-edits-images.json');
		const id = await stage.add(withChatModel(file, account));
		const question = 'Please make it winter in my picture';
		const execution = await rest.finished(await rest.chat(id, 'Chat', question));
		if (execution.status !== 'success') throw new Error(trouble(execution));
		return { execution, model };
	} finally {
		await model.close();
	}
}
