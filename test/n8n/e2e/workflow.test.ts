import { createHash } from 'node:crypto';
import { fetchFile, flow, node, start } from './flow';
import { itemsOf, openStage, testedMajors, trouble, type Stage } from './stage';

let stage: Stage;

const TYPE = 'n8n-nodes-segmind.segmind';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe.each(testedMajors())('files and workflows in n8n %s', (major) => {
	beforeAll(async () => {
		stage = await openStage({ version: String(major) });
	});
	afterAll(async () => await stage?.close());
	beforeEach(() => stage.sandbox.reset());

	test('a file is uploaded, and a workflow makes an image and a text of it', async () => {
		const photo = `${stage.sandbox.imagesUrl}/gallery/product.png`;
		const upload = node('Upload', TYPE, 1, { resource: 'file', operation: 'upload' });
		const card = node('Card', TYPE, 1, {
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
		const again = node('Again', TYPE, 1, {
			resource: 'workflow',
			workflowId: 'product-card',
			inputMode: 'json',
			inputJson: '={{ { headline: $json.outputs.caption } }}',
			fileFields: { values: [{ name: 'product_image', binaryPropertyName: 'card' }] },
		});
		const nodes = [start(), fetchFile('Photo', photo), upload, card, again];
		const execution = await stage.run(flow('Files and workflows', nodes));
		expect([execution.status, trouble(execution)]).toEqual(['success', 'success']);
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
