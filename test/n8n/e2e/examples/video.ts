import { readExample } from '../../lib/examples';
import type { WorkflowFile } from '../../lib/workflowTypes';
import { itemsOf } from '../stage';
import { fileOf, succeeded, type CurrentStage } from './support';

const NAME = '11-image-to-video.json';

/** The sandbox makes a video in less than a second. */
const withShortWait = (file: WorkflowFile): WorkflowFile => ({
	...file,
	nodes: file.nodes.map((node) =>
		node.type.endsWith('.wait') ? { ...node, parameters: { amount: 1, unit: 'seconds' } } : node,
	),
});

export function videoTests(current: CurrentStage): void {
	test('11: image to video: submitted through the form of the model, fetched after a wait', async () => {
		const stage = current();
		const file = await readExample(NAME);
		const execution = succeeded(await stage.run(withShortWait(file)));
		const [submitted] = itemsOf(execution, 'Submit the Video');
		expect(submitted?.json.requestId).toBe(stage.sandbox.jobs[0]?.id);
		const [made] = itemsOf(execution, 'Fetch the Video');
		expect(fileOf(made)).toMatchObject({ fileName: 'bath-oil.mp4', mimeType: 'video/mp4' });
		const bytes = await stage.n8n.rest.download(fileOf(made));
		expect(bytes.toString('latin1', 4, 8)).toBe('ftyp');
		expect(made?.json.cost).toBe(stage.sandbox.jobs[0]?.billedUsd);
		expect(stage.sandbox.jobs.map(({ body }) => body)).toEqual([
			{
				prompt: expect.stringContaining('camera') as string,
				aspect_ratio: '1:1',
				duration: 5,
				loop: false,
				start_image_url: expect.stringMatching(/^http/) as string,
			},
		]);
		// The form that the example holds is the one that n8n's editor loads.
		const node = file.nodes.find(({ name }) => name === 'Submit the Video');
		const { type = '', parameters = {} } = node ?? {};
		const inPanel = { type, parameters, credential: stage.credential };
		const schema = await stage.n8n.rest.formFields(inPanel, 'loadModelForm', 'modelParameters');
		expect(parameters.modelParameters).toMatchObject({ schema });
	});
}
