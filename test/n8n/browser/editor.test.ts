import { code, flow, fromUrl, node, SEGMIND, segmind, start } from '../e2e/flow';
import { credentialData, gallery, photo, stage } from '../e2e/stage';
import { readExample } from '../lib/examples';
import type { WorkflowFile } from '../lib/workflowTypes';
import { editor, inEditor, inEditors, openPanel } from './browser';
import { controlsOfModels, editingModels, type PanelOfModel } from './expected';

const EDIT = 'Edit';

/** What people type who look for what the node does, or for a model. */
const PHRASES = [
	'remove background',
	'background remover',
	'upscaler',
	'flux',
	'nano banana',
	'upscale',
	'face swap',
	'text to image',
	'image generation',
	'veo',
	'seedream',
	'product photo',
];

/** A node that fetches a photo, and the node under test behind it. */
function photoAndEdit(parameters = {}): WorkflowFile {
	return flow('In the editor', [start(), photo(), segmind(EDIT, parameters)]);
}

async function newCredential(apiKey: string) {
	await editor.part('node-credentials-select').click();
	await editor.part('node-credentials-select-item-new').click();
	const data: Record<string, string> = { ...credentialData(stage.sandbox), apiKey };
	for (const [name, value] of Object.entries(data)) {
		await editor.part(`parameter-input-${name}`).locator('input').fill(value);
	}
	await editor.part('credential-save-button').click();
}

inEditors('the editor of n8n %s', (major) => {
	inEditor('typing what one wants to do, or a model, finds the node', async () => {
		const id = await stage.n8n.rest.importWorkflow(flow('Look for it', [start(), photo()]));
		await editor.openWorkflow(id);
		await editor.openNodesPanel();
		const notFound: string[] = [];
		for (const phrase of PHRASES) {
			const names = await editor.searchPanelFor(phrase);
			if (!names.includes('Segmind')) notFound.push(`${phrase}: ${names.join(', ')}`);
		}
		expect(notFound).toEqual([]);
	});

	inEditor('a new credential: a wrong key is told, a good one is green', async () => {
		await openPanel(photoAndEdit(), EDIT);
		await newCredential('wrong-key');
		const { page } = editor;
		const keys = page.getByRole('link', { name: 'platform.segmind.com/api-keys' });
		expect(await keys.getAttribute('href')).toBe('https://platform.segmind.com/api-keys');
		expect(await keys.isVisible()).toBe(true);
		await page.getByText('Couldn’t connect with these settings').waitFor();
		await page.getByText('More details').click();
		await page.getByText(/Segmind does not accept the API key/).waitFor();
		await editor.part('parameter-input-apiKey').locator('input').fill(stage.sandbox.apiKey);
		await editor.part('credential-save-button').click();
		// n8n 2 closes the dialog when the test is green, and shows the result when it is opened again
		const green = page.getByText('Connection tested successfully');
		const save = editor.part('credential-save-button');
		while (!(await green.isVisible()) && (await save.isVisible())) await page.waitForTimeout(100);
		if (await save.isHidden()) await editor.part('credential-edit-button').click();
		await green.waitFor();
	});

	inEditor('each model shows its own fields with its own defaults', async () => {
		const file = photoAndEdit();
		const node = file.nodes.find(({ name }) => name === EDIT);
		// what a person sees who has entered nothing yet
		if (node) node.parameters = {};
		await openPanel(file, EDIT);
		const models = editingModels();
		const offered = await editor.openChoices('model');
		const labels = await offered.locator('.option-headline').allInnerTexts();
		expect(labels.map((label) => label.trim())).toEqual(models.map(({ label }) => label));
		await editor.page.keyboard.press('Escape');
		const seen: PanelOfModel[] = [];
		for (const { label, additional } of models) {
			await editor.choose('model', label);
			const shown = await editor.shown();
			const own = Object.entries(shown).filter(([name]) => controlsOfModels().includes(name));
			const added: string[] = [];
			const [only = '', ...others] = additional;
			if (others.length > 0) added.push(...(await editor.addable(0)));
			else if (only !== '') added.push(...(await editor.addOnly(only)));
			seen.push({ label, top: own.sort(), additional: [...added].sort() });
		}
		expect(seen).toEqual(models);
	});

	inEditor('another operation or model takes values along only where they fit', async () => {
		const file = photoAndEdit({ size: '1536x1024', quality: 'low' });
		await openPanel(file, EDIT);
		await editor.choose('model', 'GPT Image 1.5 Edit');
		const kept = { size: '1536 × 1024 (Landscape)', quality: 'Low' };
		expect(await editor.shown()).toMatchObject(kept);
		await editor.choose('model', 'Flux Kontext Pro');
		expect(await editor.shown()).toMatchObject({ aspect_ratio: 'Match Input Image' });
		await editor.choose('operation', 'Generate');
		expect(await editor.shown()).toMatchObject({
			model: 'Nano Banana',
			aspect_ratio: '1:1 (Square)',
		});
		await editor.choose('resource', 'Account');
		expect(Object.keys(await editor.shown()).sort()).toEqual(['operation', 'resource']);
	});

	inEditor(
		'a retired model is shown where a workflow has it, and offered nowhere else',
		async () => {
			const file = photoAndEdit({ model: 'seededit-v3', size: undefined });
			await openPanel(file, EDIT);
			const retired = 'SeedEdit 3.0 I2i (Retired)';
			expect(await editor.shown()).toMatchObject({ model: retired, size: 'Adaptive' });
			expect(await editor.execute()).toBe('success');
			expect(stage.sandbox.jobs[0]?.slug).toBe('seededit-v3');
			await editor.choose('model', 'Nano Banana');
			const offered = await editor.openChoices('model');
			const labels = await offered.locator('.option-headline').allInnerTexts();
			expect(labels.map((label) => label.trim())).not.toContain(retired);
		},
	);

	inEditor('a list that the documentation cuts takes other values by expression', async () => {
		const parameters = { operation: 'removeBackground', type: '={{ "pink" }}' };
		const file = photoAndEdit({ ...parameters, model: undefined });
		await openPanel(file, EDIT);
		await editor.part('node-parameters').getByText('New Background', { exact: true }).waitFor();
		expect(await editor.part('parameter-issues').count()).toBe(0);
		expect(await editor.execute()).toBe('success');
		expect(stage.sandbox.jobs[0]?.body.type).toBe('pink');
	});

	inEditor('a list of models that cannot be read is an error that says how to go on', async () => {
		// nothing listens there
		const data = { ...credentialData(stage.sandbox), baseUrl: 'http://127.0.0.1:9' };
		const credential = await stage.n8n.rest.createCredential('segmindApi', 'Down', data);
		const file = flow('No list', [start(), node('Run', SEGMIND, 1, { resource: 'model' })]);
		await openPanel(file, 'Run', credential);
		await editor.part('rlc-input').click();
		const refusal = editor.part('rlc-error-container');
		await refusal.getByText("Segmind's list of models can't be reached").waitFor();
		await refusal.getByText('switch to By Slug').waitFor();
		expect(await editor.part('rlc-item').count()).toBe(0);
	});

	inEditor('a model that takes one image refuses a second row before anything runs', async () => {
		const rows = ['data', 'data'].map((name) => ({ source: 'binary', binaryPropertyName: name }));
		const parameters = {
			operation: 'removeBackground',
			model: undefined,
			images: { values: rows },
		};
		await openPanel(photoAndEdit(parameters), EDIT);
		await editor.part('node-execute-button').click();
		// n8n 1 names no reason here
		const refusal = major === 2 ? /At most 1 field is allowed/ : /The workflow has issues/;
		await editor.page.getByText(refusal).first().waitFor();
		expect(stage.sandbox.requests.filter(({ step }) => step)).toEqual([]);
	});

	inEditor('sets a mask, runs the step and shows the picture', async () => {
		const file = await readExample('3-inpainting-with-a-mask.json');
		await editor.openWorkflow(await stage.add(file));
		const name = file.nodes.find(({ type }) => type.endsWith('.segmind'))?.name ?? '';
		await editor.openNode(name);
		await editor.choose('maskSource', 'None');
		expect(await editor.shown()).not.toHaveProperty('maskBinaryPropertyName');
		await editor.choose('maskSource', 'Input Data Field');
		await editor.part('parameter-input-maskBinaryPropertyName').locator('input').fill('mask');
		expect(await editor.execute()).toBe('success');
		expect(stage.sandbox.jobs[0]?.body.mask).toEqual(expect.stringMatching(/^http/));
		const output = editor.part('output-panel');
		await output.getByText('Binary', { exact: true }).click();
		await output.getByText('View', { exact: true }).click();
		const picture = output.locator('img');
		await picture.waitFor();
		await editor.page.waitForFunction(
			(image) => (image as HTMLImageElement).naturalWidth > 0,
			await picture.elementHandle(),
		);
		const width = await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth);
		expect(width).toBe(1024);
	});

	inEditor(
		'a PixelFlow and a request ID that were saved as plain text are shown and run',
		async () => {
			const product_image = gallery();
			const pixelFlow = node('PixelFlow', SEGMIND, 1, {
				...{ resource: 'workflow', operation: 'run', workflowId: 'product-card' },
				...{ inputMode: 'json', inputJson: JSON.stringify({ product_image, headline: 'Sale' }) },
			});
			const submit = segmind('Submit', {
				options: { waitForCompletion: false },
				...fromUrl(product_image),
			});
			const requestId = '={{ $json.requestId }}';
			const fetch = node('Fetch', SEGMIND, 1, { resource: 'request', operation: 'get', requestId });
			const file = flow('Plain text', [start(), pixelFlow, submit, fetch]);
			await openPanel(file, 'PixelFlow');
			expect(await editor.shown()).toMatchObject({ resource: 'PixelFlow', operation: 'Run' });
			const entered = editor.part('parameter-input-workflowId').locator('input').last();
			expect(await entered.inputValue()).toBe('product-card');
			await editor.closeNode();
			await editor.openNode('Fetch');
			// runs the nodes before it as well
			expect(await editor.execute()).toBe('success');
			expect(stage.sandbox.jobs.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED']);
		},
	);

	inEditor('a run that fails says what happened and what to do', async () => {
		stage.sandbox.setFaults([{ step: 'submit', kind: '406-credits' }]);
		await openPanel(photoAndEdit(), EDIT);
		expect(await editor.execute()).toBe('danger');
		const message = await editor.part('node-error-message').innerText();
		const description = await editor.part('node-error-description').innerText();
		expect(message).toContain('credits');
		expect(description).toContain('Nothing was billed');
	});

	inEditor(
		"an expression that can't be resolved is told in n8n's words, with its cost",
		async () => {
			const rows = code('Rows', 'return [{ json: { x: 1 } }, { json: { x: 2 } }];');
			const lost = code(
				'Lost',
				'return [...$input.all(), ...$input.all()].map(({ json }) => ({ json }));',
			);
			for (const [expression, words, explained] of [
				["$('Rows').item.json.x", /Paired item data .* unavailable.*Nothing was billed/, /./],
				["$('Gone').first().json.x", /Referenced node doesn't exist.*Nothing was billed/, /./],
				['$json.x +', /^invalid syntax/, /Nothing was billed/],
				// a plain error in the engine of n8n 2
				['$max', /function/, /Nothing was billed/],
			] as const) {
				const edit = segmind(EDIT, {
					...fromUrl('https://x.org/a.png'),
					prompt: `={{ ${expression} }}`,
				});
				const file = flow('Unresolved', [start(), rows, lost, edit]);
				await openPanel(file, EDIT);
				expect(await editor.execute()).toBe('danger');
				expect(await editor.part('node-error-message').innerText()).toMatch(words);
				expect(await editor.part('node-error-description').innerText()).toMatch(explained);
			}
			expect(stage.sandbox.requests).toEqual([]);
		},
	);

	inEditor('the node is a tool under an AI Agent', async () => {
		const file = await readExample('6-ai-agent-edits-images.json');
		const id = await stage.add(file);
		await editor.openWorkflow(id);
		await editor.openNode('Edit Image');
		const shown = await editor.shown();
		expect(shown).toMatchObject({
			resource: 'Image',
			operation: 'Edit',
			model: 'GPT Image 1.5 Edit',
		});
		expect(shown).toHaveProperty('imageUrls');
		expect(shown).not.toHaveProperty('source');
	});
});
