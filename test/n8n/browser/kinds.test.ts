import { flow, node, SEGMIND, start } from '../e2e/flow';
import { photo, stage } from '../e2e/stage';
import { editor, inEditor, inEditors, openPanel } from './browser';

/** Opens a workflow with a photo and the node, and its node's panel. */
async function open(parameters = {}): Promise<void> {
	const file = flow('Kinds', [start(), photo(), node('Segmind', SEGMIND, 1, parameters)]);
	await openPanel(file, 'Segmind');
}

/** The list of models, opened. */
async function listed(): Promise<string[]> {
	await editor.part('rlc-input').click();
	await editor.part('rlc-item').first().waitFor();
	const names = await editor.part('rlc-item').allInnerTexts();
	return names.map((name) => name.split('·')[0]?.trim() ?? '').filter((name) => name !== '');
}

const chosen = async () => await editor.part('rlc-input').inputValue();

/** Waits until no model is chosen. */
async function emptied(): Promise<void> {
	for (let tries = 0; tries < 50 && (await chosen()) !== ''; tries += 1) {
		await editor.page.waitForTimeout(100);
	}
	expect(await chosen()).toBe('');
}

inEditors('models by kind in n8n %s', () => {
	inEditor('typing what one wants finds the node, and in it the action', async () => {
		const searches = [
			['segmind', 'Edit image', 'Image', 'Edit'],
			['generate video', 'Generate video', 'Video', 'Generate'],
			['text to speech', 'Generate audio', 'Audio', 'Generate'],
			['alt text', 'Describe image', 'Text', 'Describe Image'],
			['transcribe', 'Transcribe audio', 'Audio', 'Transcribe'],
		] as const;
		for (const [typed, action, resource, operation] of searches) {
			await editor.openWorkflow(
				await stage.n8n.rest.importWorkflow(flow('Find', [start(), photo()])),
			);
			const names = await editor.searchNodes(typed);
			await names
				.filter({ hasText: /^\s*Segmind\s*$/ })
				.first()
				.click();
			await names.filter({ hasText: new RegExp(`^\\s*${action}\\s*$`) }).click();
			await editor.part('node-parameters').waitFor();
			expect(await editor.shown()).toMatchObject({ resource, operation });
		}
	});

	inEditor('each operation lists its kind, and another one empties the model', async () => {
		await open({ resource: 'video', operation: 'generate' });
		const videos = await listed();
		expect(videos).toContain('Wan 2.2 Text to Video Fast');
		expect(videos).not.toContain('GPT Image 1 Edit');
		await editor.page.keyboard.press('Escape');
		await editor.chooseModel('ray', /Ray/);
		await editor.part('parameter-input-aspect_ratio').waitFor();
		expect(await chosen()).toContain('Ray flash');
		await editor.choose('resource', 'Audio');
		await emptied();
		expect(await listed()).toEqual(expect.arrayContaining(['3B Orpheus TTS (0.1)']));
		await editor.page.keyboard.press('Escape');
		await editor.chooseModel('orpheus', /Orpheus/);
		await editor.part('parameter-input-voice').waitFor();
		await editor.choose('operation', 'Transcribe');
		await emptied();
		expect(await listed()).toEqual(['Elevenlabs Transcript']);
		await editor.page.keyboard.press('Escape');
		await editor.chooseModel('transcript', /Transcript/);
		await editor.part('parameter-input-model_id').waitFor();
		// the control is gone in between, so nothing watches it
		await editor.choose('resource', 'Image');
		await editor.choose('operation', 'Run Another Model');
		await emptied();
	});

	inEditor('a video is made of the photo that comes in, and seen', async () => {
		await open({ resource: 'video', operation: 'generate' });
		await editor.chooseModel('ray', /Ray/);
		await editor.part('parameter-input-aspect_ratio').waitFor();
		await editor.part('parameter-input-modelPrompt').locator('textarea').fill('A slow turn');
		expect(await editor.execute()).toBe('success');
		expect(stage.sandbox.jobs.map(({ body }) => body)).toEqual([
			expect.objectContaining({
				prompt: 'A slow turn',
				start_image_url: expect.stringContaining('/assets/') as string,
			}),
		]);
	});
});
