import { readExample } from '../../lib/examples';
import { itemsOf, runs, stage } from '../stage';
import { expectForm, fileOf, waitingFor } from './support';

export function videoTests(): void {
	test('11: image to video: submitted through the form of the model, fetched after a wait', async () => {
		const file = await readExample('11-image-to-video.json');
		const execution = await runs(waitingFor(1, file));
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
		await expectForm(file, 'Submit the Video');
	});
}
