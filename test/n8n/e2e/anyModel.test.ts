import { readExample } from '../lib/examples';
import { startChatModel, withChatModel } from './chatModel';
import { flow, node, SEGMIND, start } from './flow';
import { gallery, inN8n, itemsOf, runs, stage, trouble } from './stage';

const text = (name: string, value: string) => ({ name, type: 'string', value });

/** Model: Run as a saved workflow holds it: what is left as it was is left out. */
const run = (name: string, slug: string, parameters: Record<string, unknown>) =>
	node(name, SEGMIND, 1, {
		resource: 'model',
		modelSlug: { __rl: true, mode: 'slug', value: slug },
		bodyMode: 'fields',
		...parameters,
	});

inN8n('any model in n8n %s', () => {
	test('the list holds the models of the directory, and can be searched', async () => {
		const { rest } = stage.n8n;
		const parameters = { resource: 'model', operation: 'run' };
		const one = { type: SEGMIND, parameters, credential: stage.credential };
		const all = await rest.searchList(one, 'searchModels', 'modelSlug');
		expect(all.results.map(({ value }) => value)).toContain('gpt-image-1-edit');
		const found = await rest.searchList(one, 'searchModels', 'modelSlug', 'sandbox video');
		// words are looked for in title, slug and category
		expect(found.results).toContainEqual(
			expect.objectContaining({
				name: expect.stringMatching(/^Sandbox Video · text to video · \$0\.02 · \d+ s$/),
				value: 'sandbox-video',
			}),
		);
	});

	test('a film is made of typed fields, and described in words by another model', async () => {
		const film = run('Film', 'sandbox-video', {
			bodyFields: {
				values: [
					text('prompt', 'A wave'),
					{ name: 'seconds', type: 'number', numberValue: 3 },
					{ name: 'loop', type: 'boolean', booleanValue: true },
				],
			},
			imageFields: {
				values: [
					{
						name: 'first_frame',
						source: 'url',
						url: gallery(),
					},
				],
			},
		});
		const words = run('Words', 'sandbox-text', {
			bodyMode: 'json',
			bodyJson: '={{ { prompt: "Describe " + $json.fileName, answer: "object" } }}',
		});
		const execution = await runs(flow('Any model', [start(), film, words]));
		const [made] = itemsOf(execution, 'Film');
		expect(stage.sandbox.jobs[0]?.body).toEqual({
			prompt: 'A wave',
			seconds: 3,
			loop: true,
			first_frame: gallery(),
		});
		expect(made?.json.mimeType).toBe('video/mp4');
		const binary = made?.binary?.data;
		if (!binary) throw new Error('no film');
		const bytes = await stage.n8n.rest.download(binary);
		expect(bytes.toString('latin1')).toMatch(/^....ftypisom/s);
		const [told] = itemsOf(execution, 'Words');
		expect(told?.binary).toBeUndefined();
		expect(told?.json.output).toMatchObject({
			words: expect.stringContaining(`Describe ${String(made?.json.fileName)}`),
		});
	});

	/** The workflow of an example, with the form of a model as the agent's tool. */
	async function formAsTool(account: { id: string; name: string }) {
		const modelSlug = { __rl: true, mode: 'list', value: 'sandbox-form' };
		const chosen = { resource: 'model', operation: 'run', modelSlug };
		const one = { type: SEGMIND, parameters: chosen, credential: stage.credential };
		const schema = await stage.n8n.rest.formFields(one, 'loadModelForm', 'modelParameters');
		const value = { sampler: 'wild', steps: "={{ $fromAI('Steps', 'How many', 'number') }}" };
		const parameters = {
			...{ ...chosen, descriptionType: 'manual', toolDescription: 'Draws what is asked for' },
			modelPrompt: "={{ $fromAI('Prompt', 'What to draw', 'string') }}",
			modelParameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema },
		};
		const file = withChatModel(await readExample('6-ai-agent-edits-images.json'), account);
		const nodes = file.nodes.map((each) =>
			each.type === `${SEGMIND}Tool` ? { ...each, parameters } : each,
		);
		return await stage.add({ ...file, nodes });
	}

	test('an agent fills in the prompt and one field of the form', async () => {
		const { rest } = stage.n8n;
		const calls = [{ Prompt: 'A boat', Steps: 30 }];
		const model = await startChatModel({ tool: 'Edit_Image', calls });
		try {
			const data = { apiKey: 'none', url: `${model.url}/v1` };
			const account = await rest.createCredential('openAiApi', 'Chat model', data);
			const id = await formAsTool(account);
			const execution = await rest.finished(await rest.chat(id, 'Chat', 'Draw a boat'));
			expect([execution.status, trouble(execution)]).toEqual(['success', 'success']);
			expect(stage.sandbox.jobs.map(({ body }) => body)).toEqual([
				{ prompt: 'A boat', seed: null, sampler: 'wild', steps: 30 },
			]);
			expect(JSON.stringify(model.toolAnswers)).toContain('"url":"http');
		} finally {
			await model.close();
		}
	});
});
