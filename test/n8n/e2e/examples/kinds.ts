import { readExample } from '../../lib/examples';
import { itemsOf, stage } from '../stage';
import { expectForm, fileOf, runExample } from './support';

export function kindsTests(): void {
	test('14: a product video in two shapes: one photo, uploaded once, is the first frame of both', async () => {
		const execution = await runExample('14-product-video.json');
		const made = itemsOf(execution, 'Make the Video').map((item) => fileOf(item));
		expect(made.map(({ fileName, mimeType }) => [fileName, mimeType])).toEqual([
			['bath-oil-1x1.mp4', 'video/mp4'],
			['bath-oil-9x16.mp4', 'video/mp4'],
		]);
		const bodies = stage.sandbox.jobs.map(({ body }) => body);
		expect(bodies.map(({ aspect_ratio }) => aspect_ratio).sort()).toEqual(['1:1', '9:16']);
		const frames = new Set(bodies.map(({ start_image_url }) => start_image_url));
		expect([...frames]).toEqual([expect.stringMatching(/^http/)]);
		await expectForm(await readExample('14-product-video.json'), 'Make the Video');
	});

	test('15: alt texts for a table of images, one that fails included, as a CSV file', async () => {
		stage.sandbox.setFaults([{ step: 'submit', kind: 'failed', nth: 2, times: 2 }]);
		const execution = await runExample('15-alt-texts.json');
		const rows = itemsOf(execution, 'All Rows').map(({ json }) => json);
		const [done, failed] = stage.sandbox.jobs;
		expect(rows).toHaveLength(2);
		const described = rows.find(({ alt_text }) => alt_text !== '');
		expect(described).toMatchObject({
			alt_text: expect.stringMatching(/Write an alt text/) as string,
			cost: done?.billedUsd,
			problem: '',
		});
		const problem = rows.find(({ alt_text }) => alt_text === '');
		expect(problem).toMatchObject({ cost: 0, problem: expect.stringMatching(/./) as string });
		expect(rows.map(({ product }) => product).sort()).toEqual(['bath-oil', 'shelf']);
		expect(failed?.billedUsd).toBe(0);
		expect(done?.body).toMatchObject({ images: expect.stringMatching(/^http/) as string });
		const csv = await stage.n8n.rest.download(fileOf(itemsOf(execution, 'CSV File')[0]));
		expect(csv.toString()).toMatch(/product,alt_text,cost,problem/);
		await expectForm(await readExample('15-alt-texts.json'), 'Describe');
	});

	test('16: speech for a video script: the box is the text, each scene a file in the order of the script', async () => {
		const execution = await runExample('16-speech-for-a-script.json');
		const spoken = itemsOf(execution, 'Speak').map((item) => fileOf(item).fileName);
		expect(spoken).toEqual(['scene-1.wav', 'scene-2.wav', 'scene-3.wav']);
		const scenes = itemsOf(execution, 'Scenes').map(({ json }) => json.text);
		expect(stage.sandbox.jobs.map(({ body }) => body.text).sort()).toEqual([...scenes].sort());
		expect(stage.sandbox.jobs[0]?.body).toMatchObject({ voice: 'dan', max_new_tokens: 1200 });
		await expectForm(await readExample('16-speech-for-a-script.json'), 'Speak');
	});

	test('17: the cheap model first, the dear one for what it refuses, with what each cost', async () => {
		const refused = { kind: 'failed-policy', promptIncludes: 'famous actor', times: 1 } as const;
		stage.sandbox.setFaults([{ step: 'submit', ...refused }]);
		const execution = await runExample('17-cheap-model-first.json');
		const { jobs } = stage.sandbox;
		expect(jobs.map(({ slug }) => slug).sort()).toEqual(['imagen-4', ...Array(3).fill('p-image')]);
		const dear = jobs.find(({ slug }) => slug === 'imagen-4');
		expect(dear?.body.prompt).toBe('A bath oil in the hands of a famous actor');
		const cheap = jobs.filter(({ slug }) => slug === 'p-image');
		const paid = cheap.reduce((sum, { billedUsd }) => sum + billedUsd, 0);
		expect(itemsOf(execution, 'What It Cost').map(({ json }) => json)).toEqual([
			{ model: 'p-image', count_url: 2, sum_cost: expect.closeTo(paid, 6) as number },
			{ model: 'imagen-4', count_url: 1, sum_cost: dear?.billedUsd },
		]);
	});
}
