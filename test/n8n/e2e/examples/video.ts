import { readExample } from '../../lib/examples';
import { itemsOf, type Stage } from '../stage';
import { fileOf, runExample, type CurrentStage } from './support';

const NAME = '11-image-to-video.json';

/** The form that n8n's editor would load for the model of the example. */
async function loadedForm(stage: Stage): Promise<unknown> {
	const node = (await readExample(NAME)).nodes.find(({ type }) => type.includes('segmind'));
	const { fields } = await stage.n8n.rest.call<{ fields: unknown }>(
		'POST',
		'/dynamic-node-parameters/resource-mapper-fields',
		{
			nodeTypeAndVersion: { name: node?.type, version: 1 },
			currentNodeParameters: node?.parameters,
			credentials: { segmindApi: stage.credential },
			methodName: 'loadModelForm',
			path: 'parameters.modelParameters',
		},
	);
	return fields;
}

export function videoTests(current: CurrentStage): void {
	test('11: image to video, through the form of the model', async () => {
		const stage = current();
		const execution = await runExample(stage, NAME);
		const [made] = itemsOf(execution, 'Make the Video');
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
		const stored = (await readExample(NAME)).nodes.at(-1)?.parameters.modelParameters;
		expect(stored).toMatchObject({ schema: await loadedForm(stage) });
	});
}
