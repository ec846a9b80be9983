import { exampleNames, readExample } from '../lib/examples';
import type { Execution } from '../lib/workflowTypes';
import { startChatModel, withChatModel, type ChatModel } from './chatModel';
import { adFormatsTests } from './examples/adFormats';
import { approvalTests } from './examples/approval';
import { brandTests } from './examples/brand';
import { compareTests } from './examples/compare';
import { kindsTests } from './examples/kinds';
import { productTableTests } from './examples/productTable';
import { shopPhotosTests } from './examples/shopPhotos';
import { gallery, inN8n, itemsOf, stage, succeeded } from './stage';
import { fieldsOf, imagesOf, runExample, runForm } from './examples/support';
import { videoTests } from './examples/video';
import { startSleeper, type Sleeper } from './sleeper';

/** n8n keeps shorter waits in memory; from 65 s on it writes the execution to its database. */
const SLEEP_MS = 66_000;

let sleeper: Sleeper;

inN8n('examples in n8n %s', () => {
	beforeAll(async () => {
		sleeper = await startSleeper(stage);
	});
	afterAll(async () => await sleeper?.sandbox.close());

	test('1: product photo on a new background', async () => {
		const execution = await runExample('1-product-photo-new-background.json');
		const items = itemsOf(execution, 'Put on New Background');
		expect(await imagesOf(items)).toEqual([
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

	test('3: inpainting with a mask', async () => {
		const execution = await runExample('3-inpainting-with-a-mask.json');
		const [picture] = await imagesOf(itemsOf(execution, 'Repaint Around the Bottle'));
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

	// n8n itself tells an agent nothing of what a tool throws
	test('6: an agent is told why its job failed, and that it cost nothing', async () => {
		stage.sandbox.setFaults([{ step: 'submit', kind: 'failed' }]);
		const { model } = await askAgent(['Make it winter']);
		const told = JSON.stringify(model.toolAnswers);
		expect(told).toContain('Segmind could not finish this job');
		expect(told).toContain('submitted 2 times, and failed each time');
		expect(told).toContain('Nothing was billed');
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
		const ids = [String(requestId), '00000000-0000-4000-8000-000000000000'];
		const file = await readExample('7-fetch-an-image-by-request-id.json');
		const [there, gone] = await runForm(file, ...ids.map((wanted) => fieldsOf(wanted)));
		expect(await imagesOf(there ? itemsOf(there, 'Fetch the Image') : [])).toEqual([
			expect.objectContaining({ mimeType: 'image/jpeg', size: '1024x1024', whole: true }),
		]);
		expect(gone && itemsOf(gone, 'Say What Is Possible')[0]?.json).toEqual({
			happened: expect.stringMatching(/no longer|not known|unknown|record|has no job/i) as string,
			possible: expect.stringContaining('00000000-0000-4000-8000-000000000000') as string,
		});
		expect(stage.sandbox.jobs).toHaveLength(1);
	});

	adFormatsTests();
	shopPhotosTests();
	brandTests();
	productTableTests();
	videoTests();
	compareTests();
	approvalTests();
	kindsTests();

	// The last one: it waits for a minute beside the others.
	test('8: submit many images, wait, fetch them', async () => {
		const { rest } = stage.n8n;
		const execution = succeeded(await rest.finished(sleeper.execution, 2 * SLEEP_MS));
		// While it waited, everything was submitted and nothing polled.
		expect(sleeper.seen).toEqual({ status: 'waiting', jobs: 3, polls: 0 });
		const fetched = itemsOf(execution, 'Fetch');
		const found = await imagesOf(fetched, sleeper.sandbox);
		expect(found.map(({ format, whole }) => [format, whole])).toEqual(
			Array.from({ length: 3 }, () => ['jpeg', true]),
		);
		expect(fetched.map(({ json }) => json.requestId)).toEqual(
			itemsOf(execution, 'Submit').map(({ json }) => json.requestId),
		);
		expect(sleeper.sandbox.jobs).toHaveLength(3);
	});

	test('no example is without a test', async () => {
		const numbers = (await exampleNames()).map((name) => Number(name.split('-')[0]));
		expect(numbers).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
	});
});

/** Runs the agent's example; its model calls the tool once for each prompt, all at once. */
async function askAgent(prompts: string[]): Promise<{ execution: Execution; model: ChatModel }> {
	const url = gallery('scene.jpg');
	const calls = prompts.map((text) => ({ Prompt: text, Image_URLs: url }));
	const model = await startChatModel({ tool: 'Edit_Image', calls });
	try {
		const { rest } = stage.n8n;
		const data = { apiKey: 'none', url: `${model.url}/v1` };
		const account = await rest.createCredential('openAiApi', 'Chat model', data);
		const file = await readExample('6-ai-agent-edits-images.json');
		const id = await stage.add(withChatModel(file, account));
		const question = 'Please make it winter in my picture';
		const execution = succeeded(await rest.finished(await rest.chat(id, 'Chat', question)));
		return { execution, model };
	} finally {
		await model.close();
	}
}
