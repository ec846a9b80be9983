import { sha256 } from './examples/support';
import { flow, node, SEGMIND, start } from './flow';
import { inN8n, itemsOf, photo, runs, stage } from './stage';

inN8n('files and workflows in n8n %s', () => {
	test('a file is uploaded, and a workflow makes an image and a text of it', async () => {
		const upload = node('Upload', SEGMIND, 1, { resource: 'file', operation: 'upload' });
		const card = node('Card', SEGMIND, 1, {
			resource: 'workflow',
			workflowId: 'product-card',
			inputFields: {
				values: [
					{ name: 'headline', type: 'string', value: '={{ "From " + $json.fileName }}' },
					{ name: 'border', type: 'number', numberValue: 4 },
				],
			},
			fileFields: { values: [{ name: 'product_image', source: 'url', url: '={{ $json.url }}' }] },
		});
		const again = node('Again', SEGMIND, 1, {
			resource: 'workflow',
			workflowId: 'product-card',
			inputMode: 'json',
			inputJson: '={{ { headline: $json.outputs.caption } }}',
			fileFields: { values: [{ name: 'product_image', binaryPropertyName: 'card' }] },
		});
		const nodes = [start(), photo(), upload, card, again];
		const execution = await runs(flow('Files and workflows', nodes));
		const [uploaded] = itemsOf(execution, 'Upload');
		expect(uploaded?.json).toMatchObject({ mimeType: 'image/png', field: 'data' });
		const [made] = itemsOf(execution, 'Card');
		const [job, next] = stage.sandbox.jobs;
		expect(job?.body).toMatchObject({ border: 4, product_image: uploaded?.json.url });
		expect(made?.json.outputs).toMatchObject({
			caption: `A card that says: From ${String(uploaded?.json.fileName)}`,
		});
		const binary = made?.binary?.card;
		if (!binary) throw new Error('no card');
		expect(sha256(await stage.n8n.rest.download(binary))).toBe(job?.outputs[0]?.sha256);
		expect(itemsOf(execution, 'Again')[0]?.json.requestId).toBe(next?.id);
		expect(stage.sandbox.jobs.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED']);
	});
});
