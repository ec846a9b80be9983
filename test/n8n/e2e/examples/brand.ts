import { itemsOf, stage } from '../stage';
import { imagesOf, runExample } from './support';

export function brandTests(): void {
	test('5: daily social image: one place for the brand feeds both prompts', async () => {
		const execution = await runExample('5-daily-social-image.json');
		const today = new Date().toISOString().slice(0, 10);
		const images = await imagesOf(itemsOf(execution, 'Post It Here'));
		expect(images).toEqual([
			expect.objectContaining({ fileName: `feed-${today}.png`, whole: true }),
			expect.objectContaining({ fileName: `story-${today}.png`, whole: true }),
		]);
		const brand = itemsOf(execution, 'Brand')[0]?.json ?? {};
		const themes = Object.values(itemsOf(execution, 'Themes')[0]?.json ?? {});
		expect([Object.keys(brand).length, themes.length]).toEqual([4, 7]);
		const prompts = stage.sandbox.jobs.map(({ body }) => String(body.prompt));
		expect(prompts).toHaveLength(2);
		for (const prompt of prompts) {
			for (const words of Object.values(brand)) expect(prompt).toContain(String(words));
			expect(themes.filter((theme) => prompt.includes(String(theme)))).toHaveLength(1);
		}
	});
}
