import { flow, node, SEGMIND, start } from '../e2e/flow';
import { credentialData, gallery, photo, stage, type Stage } from '../e2e/stage';
import { editor, inEditor, inEditors, openPanel } from './browser';

const RUN = 'Run';

/** Of the sandbox, and of no file in the package: their forms come out of `llms.txt` alone. */
const FORM = 'sandbox-form';
const DUB = 'sandbox-dub';

/** What its documentation presets. */
const PRESETS = {
	...{ negative_prompt: 'blurry, low quality', steps: '20', guidance_scale: '3.5' },
	...{ strength: '0.8', count: '1', scale: '1.5', style: 'none', aspect_ratio: '1:1' },
	format: 'png',
};

/** The same as the form shows it. */
const SHOWN = { ...PRESETS, style: 'None', format: 'PNG' };

/** What somebody has filled in and saved. */
const FILLED = {
	...{ sampler: 'wild', negative_prompt: 'fog', steps: '={{ "7" }}', guidance_scale: 4.5 },
	...{ strength: 0.5, count: 4, scale: 2, style: 'ink', aspect_ratio: '16:9', go_fast: false },
	format: 'webp',
};

const SENT = { prompt: 'A boat', seed: null, ...FILLED, steps: 7 };

type Schema = Array<Record<string, unknown>>;

const locator = (slug: string) => ({ __rl: true, mode: 'list', value: slug });

/** Opens a workflow with Model: Run, and its node's panel. */
async function open(parameters = {}, credential = stage.credential): Promise<void> {
	const run = node(RUN, SEGMIND, 1, { resource: 'model', ...parameters });
	await openPanel(flow('Form', [start(), run]), RUN, credential);
}

async function schemaOf(slug: string): Promise<Schema> {
	const parameters = { resource: 'model', operation: 'run', modelSlug: locator(slug) };
	const one = { type: SEGMIND, parameters, credential: stage.credential };
	return await stage.n8n.rest.formFields(one, 'loadModelForm', 'modelParameters');
}

/** The node as it is saved once its form was filled in. */
const saved = (schema: Schema, value: object = FILLED) => ({
	...{ operation: 'run', modelSlug: locator(FORM), modelPrompt: 'A boat' },
	modelParameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema },
});

/** Another spelling of the same address, of which n8n has read nothing yet. */
async function unreadCredential(): Promise<Stage['credential']> {
	const data = credentialData(stage.sandbox);
	const baseUrl = data.baseUrl.replace('http', 'HTTP');
	return await stage.n8n.rest.createCredential('segmindApi', 'Unread', { ...data, baseUrl });
}

const lastBody = () => stage.sandbox.jobs.at(-1)?.body;

/** Labels of the fields of the form, in their order. */
const labels = async () =>
	await editor
		.part('mapping-fields-container')
		.locator('.parameter-item')
		.evaluateAll((fields) =>
			fields.map((field) => field.querySelector('label')?.innerText.split('\n')[0]),
		);

inEditors('the form of a model in n8n %s', (major) => {
	inEditor('is made of its documentation, and another model brings another one', async () => {
		await open();
		await editor.part('empty-fields-notice').getByText('Choose a model first').waitFor();
		await editor.chooseModel(
			'text-to-image form',
			/^\s*Sandbox Form · text to image · \$0\.01 · \d+ s\s*$/,
		);
		await editor.part('parameter-input-sampler').waitFor();
		expect(await editor.shown()).toMatchObject({ ...SHOWN, sampler: '', modelPrompt: '' });
		expect(await labels()).toEqual([
			...['Sampler', 'Negative Prompt', 'Steps (1 to 50)', 'Guidance Scale (1 to 20)'],
			...['Strength (0 or More)', 'Count', 'Scale', 'Style', 'Aspect Ratio (More: Expression)'],
			...['Go Fast', 'Format'],
		]);
		// the one that is required has no bin, and a mark where it is empty
		const bin = '[data-test-id^=remove-field-button]';
		expect(await editor.formField('sampler').locator(bin).count()).toBe(0);
		expect(await editor.formField('sampler').getByTestId('parameter-issues').count()).toBe(1);
		expect(await editor.formField('steps').locator(bin).count()).toBe(1);
		const offered = await editor.openChoices('count');
		// the first value says what the page says of the parameter
		const values = (await offered.allInnerTexts()).map((text) => text.trim());
		expect(values.map((text) => text.split('\n')[0])).toEqual(['1', '2', '4']);
		expect(values[0]).toContain('What count says');
		await offered.first().click();
		await editor.chooseModel('dub', /Sandbox Dub/);
		await editor.part('parameter-input-voice').waitFor();
		const other = await editor.shown();
		expect(other).toMatchObject({ voice: 'ann', binaryPropertyName: 'data' });
		for (const gone of ['steps', 'video_url', 'audio_urls']) expect(other).not.toHaveProperty(gone);
	});

	inEditor(
		'leaves the text that a model is about to the box above it, which says its name',
		async () => {
			await open({ resource: 'audio', operation: 'generate' });
			await editor.chooseModel('orpheus', /Orpheus/);
			await editor.part('parameter-input-voice').waitFor();
			const hint = editor.part('node-parameters').getByText("Sent as 'text'");
			await hint.waitFor();
			expect(await labels()).toEqual(expect.arrayContaining(['Voice', 'Top P (0.1 to 1)']));
			expect(await labels()).not.toContain('Text');
			const box = editor.part('parameter-input-modelPrompt').locator('textarea');
			expect(await box.count()).toBe(1);
			await box.fill('Good morning');
			expect(await editor.execute()).toBe('success');
			expect(lastBody()).toMatchObject({ text: 'Good morning', voice: 'dan' });
		},
	);

	inEditor('is filled in, run, and the picture is shown', async () => {
		await open({ operation: 'run', modelSlug: locator(FORM) });
		await editor.part('parameter-input-modelPrompt').locator('textarea').fill('A boat');
		await editor.choose('sampler', 'Careful');
		await editor.choose('count', '4');
		await editor.part('parameter-input-guidance_scale').locator('input').fill('7.5');
		await editor.part('parameter-input-negative_prompt').locator('input').fill('');
		await editor.part('parameter-input-go_fast').locator('.el-switch').click();
		await editor.setExpression('steps', '"5"');
		await editor.setExpression('scale', '"0.5"');
		const waiting = await editor.addFormField('Transparent');
		expect(waiting).toEqual(
			expect.arrayContaining(['Seed', 'Max Area (Up to 4000000)', 'Camera {lens}', 'Palette']),
		);
		await editor.part('parameter-input-transparent').locator('.el-switch').click();
		await editor.addFormField('Tags');
		await editor.addFormField('Camera {lens}');
		await editor.part('parameter-input-tags').locator('input').fill('sea, evening');
		expect(await editor.execute()).toBe('success');
		const { negative_prompt: _emptied, ...presets } = { ...PRESETS, strength: 0.8 };
		expect(lastBody()).toEqual({
			...{ ...presets, prompt: 'A boat', seed: null, sampler: 'careful', steps: 5 },
			...{ guidance_scale: 7.5, count: 4, scale: 0.5, go_fast: false, transparent: true },
			...{ tags: ['sea', 'evening'], camera: { lens: 35 } },
		});
		const output = editor.part('output-panel');
		await output.getByText('View', { exact: true }).click();
		await output.locator('img').waitFor();
	});

	inEditor('a photo that nobody added goes to the first frame, and the run says so', async () => {
		const run = node(RUN, SEGMIND, 1, {
			resource: 'model',
			operation: 'run',
			modelPrompt: 'Waves',
		});
		await openPanel(flow('Photo', [start(), photo(), run]), RUN);
		await editor.chooseModel('ray flash', /Luma Ray flash 2 \(720p\)/);
		await editor.part('parameter-input-duration').waitFor();
		expect(await labels()).toEqual(['Aspect Ratio', 'Duration', 'Loop']);
		const loading = async () => (await editor.shown()).name?.startsWith('Loading');
		for (let tries = 0; tries < 50 && (await loading()); tries += 1) {
			await editor.page.waitForTimeout(100);
		}
		expect(await editor.shown()).toMatchObject({
			...{ name: "The Model's First File", source: 'Input Data Field', binaryPropertyName: 'data' },
			sendAs: 'As Documented',
		});
		expect(await editor.execute()).toBe('success');
		expect(lastBody()).toMatchObject({
			start_image_url: expect.stringContaining('http') as string,
		});
		await editor.page.getByText("The file 'data' was sent as Start Image URL").waitFor();
		// the row can't be deleted for good, but switched off
		await editor.choose('source', 'No File');
		expect(await editor.execute()).toBe('success');
		expect(lastBody()).not.toHaveProperty('start_image_url');
		await editor.closeNode();
		expect(await editor.canvasNode(RUN).innerText()).toContain('run: ray-flash-2-720p');
	});

	inEditor('is not there while the documentation is down; Fields still works', async () => {
		const credential = await unreadCredential();
		stage.sandbox.setFaults([{ step: 'documentation', kind: '503' }]);
		await open({ operation: 'run', modelSlug: locator(DUB) }, credential);
		const notice = editor.part('empty-fields-notice').getByText("documentation can't be read");
		await notice.waitFor();
		await editor.choose('bodyMode', 'Fields');
		await editor.page.getByText('Add Field', { exact: true }).click();
		await editor.part('parameter-input-name').locator('input').first().fill('video_url');
		const url = gallery();
		await editor.part('parameter-input-value').locator('input').fill(url);
		await editor.execute();
		expect(lastBody()).toEqual({ video_url: url });
		// back again: opening the node is enough
		stage.sandbox.setFaults([]);
		await editor.choose('bodyMode', 'Form');
		await editor.part('parameter-input-voice').waitFor();
	});

	inEditor('is kept, with all that was filled in, while the documentation is down', async () => {
		const schema = await schemaOf(FORM);
		const credential = await unreadCredential();
		stage.sandbox.setFaults([{ step: 'documentation', kind: 'html-200' }]);
		const asked = editor.page.waitForResponse(/resource-mapper-fields/);
		await open(saved(schema), credential);
		await asked;
		expect(await editor.execute()).toBe('success');
		expect(lastBody()).toEqual(SENT);
		expect(await editor.shown()).toMatchObject({ sampler: 'Wild', count: '4', style: 'Ink' });
	});

	inEditor('takes on what changed in the documentation, and keeps what was filled in', async () => {
		const now = await schemaOf(FORM);
		const steps = now.find(({ id }) => id === 'steps');
		const gone = { ...steps, id: 'gone', displayName: 'Gone', type: 'string', kind: 'string' };
		const then = [...now.filter(({ id }) => id !== 'strength'), gone];
		const { strength: _added, ...values } = FILLED;
		await open(saved(then, { ...values, gone: 'x' }));
		const added = editor.part('parameter-input-strength');
		// n8n 1 shows a warning, and a button beside it; what is new can be filled in from then on
		if (major === 1) {
			await editor.page.getByTitle('Refresh').click();
			await added.waitFor();
			await editor.closeNode();
			await editor.openNode(RUN);
		}
		await added.waitFor();
		const shown = await editor.shown();
		expect(shown).toMatchObject({ sampler: 'Wild', count: '4', style: 'Ink' });
		expect(shown).not.toHaveProperty('gone');
		await added.locator('input').fill('0.5');
		expect(await editor.execute()).toBe('success');
		expect(lastBody()).toEqual(SENT);
	});

	inEditor('comes along when the node is copied to another workflow', async () => {
		const { page } = editor;
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await open(saved(await schemaOf(FORM)));
		await editor.closeNode();
		expect(await editor.canvasNode(RUN).innerText()).toContain(`run: ${FORM}`);
		await editor.canvasNode(RUN).click();
		await page.keyboard.press('ControlOrMeta+c');
		await editor.openWorkflow(await stage.add(flow('Another', [start()])));
		await page.keyboard.press('ControlOrMeta+v');
		await editor.openNode(RUN);
		await editor.part('parameter-input-sampler').waitFor();
		expect(await editor.shown()).toMatchObject({ sampler: 'Wild', count: '4', style: 'Ink' });
	});
});
