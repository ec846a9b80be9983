import { flow, node, start } from './flow';
import { itemsOf, openStage, testedMajors, trouble, type Stage } from './stage';

let stage: Stage;

const TYPE = 'n8n-nodes-segmind.segmind';

const text = (name: string, value: string) => ({ name, type: 'string', value });

/** Model: Run as a saved workflow holds it: what is left as it was is left out. */
const run = (name: string, slug: string, parameters: Record<string, unknown>) =>
	node(name, TYPE, 1, {
		resource: 'model',
		modelSlug: { __rl: true, mode: 'slug', value: slug },
		bodyMode: 'fields',
		...parameters,
	});

describe.each(testedMajors())('any model in n8n %s', (major) => {
	beforeAll(async () => {
		stage = await openStage({ version: String(major) });
	});
	afterAll(async () => await stage?.close());
	beforeEach(() => stage.sandbox.reset());

	test('the list holds the models of the directory, and can be searched', async () => {
		const { rest } = stage.n8n;
		const parameters = { resource: 'model', operation: 'run' };
		const one = { type: TYPE, parameters, credential: stage.credential };
		const all = await rest.searchList(one, 'searchModels', 'modelSlug');
		expect(all.results.map(({ value }) => value)).toContain('gpt-image-1-edit');
		const found = await rest.searchList(one, 'searchModels', 'modelSlug', 'sandbox video');
		// words are looked for in title, slug and category
		expect(found.results).toContainEqual(
			expect.objectContaining({
				name: expect.stringMatching(/^Sandbox Video · \$0\.02 · \d+ s$/),
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
						url: `${stage.sandbox.imagesUrl}/gallery/product.png`,
					},
				],
			},
		});
		const words = run('Words', 'sandbox-text', {
			bodyMode: 'json',
			bodyJson: '={{ { prompt: "Describe " + $json.fileName, answer: "object" } }}',
		});
		const execution = await stage.run(flow('Any model', [start(), film, words]));
		expect([execution.status, trouble(execution)]).toEqual(['success', 'success']);
		const [made] = itemsOf(execution, 'Film');
		expect(stage.sandbox.jobs[0]?.body).toEqual({
			prompt: 'A wave',
			seconds: 3,
			loop: true,
			first_frame: `${stage.sandbox.imagesUrl}/gallery/product.png`,
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
});
