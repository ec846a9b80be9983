import { flow, fromUrl, segmind, start } from './flow';
import { gallery, inN8n, itemsOf, runs, stage } from './stage';

inN8n('what comes out in n8n %s', () => {
	test('the editor gets the output of an operation before it has run', async () => {
		for (const name of ['image/edit', 'video/generate', 'text/generate', 'workflow/run']) {
			const url = `${stage.n8n.url}/schemas/n8n-nodes-segmind.segmind/1.0.0/${name}.json`;
			const answer = await fetch(url);
			expect([name, answer.status]).toEqual([name, 200]);
			const { type, properties } = (await answer.json()) as Record<string, unknown>;
			expect(type).toBe('object');
			expect(properties).toHaveProperty('requestId');
		}
	});

	test('URLs only, all files in one item, and the fields of the input, each with its own options', async () => {
		const url = gallery();
		const editing = (name: string, options: object) => segmind(name, { ...fromUrl(url), options });
		const nodes = [
			editing('Urls', { downloadFiles: false }),
			editing('One', { oneItem: true }),
			editing('Input', { includeInputFields: true, simplify: false }),
			editing('Dry', { dryRun: true }),
		];
		const edges = nodes.map(({ name }): [string, string] => ['Start', name]);
		const file = flow('Output', [start(), ...nodes], edges);
		// n8n keeps this of an imported workflow
		const timezone = 'DEFAULT';
		const execution = await runs({ ...file, settings: { ...file.settings, timezone } });
		const [urls] = itemsOf(execution, 'Urls');
		expect(urls?.json).toMatchObject({ fileSize: null, url: expect.any(String) as string });
		expect(urls?.binary).toBeUndefined();
		const [one] = itemsOf(execution, 'One');
		expect(one?.json.files).toMatchObject([{ field: 'data', url: one?.json.url }]);
		expect(one?.binary?.data?.mimeType).toMatch(/^image\//);
		const [input] = itemsOf(execution, 'Input');
		expect(input?.json.segmind).toMatchObject({ response: { status: 'COMPLETED' } });
		const [dry] = itemsOf(execution, 'Dry');
		expect(dry?.json).toMatchObject({ dryRun: true, body: { image_urls: [url] } });
		expect(stage.sandbox.jobs).toHaveLength(3);
	});
});
