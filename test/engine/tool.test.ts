import { closeBenches, openBench, type Bench } from './support/bench';
import { asTool } from './support/tool';

afterEach(closeBenches);

const call = async (bench: Bench, imageUrls: string) =>
	await bench.run({
		segmind: asTool(),
		items: [{ json: { query: 'make it blue' } }],
		parameters: { prompt: '={{ $json.query }}', imageUrls },
	});

it.each([
	['one address', (url: string) => url, 1],
	['addresses with commas', (url: string) => `${url}, ${url}?second`, 2],
	['a list as text', (url: string) => JSON.stringify([url, `${url}?second`]), 2],
])('an agent gives %s', async (_name, text, count) => {
	const bench = await openBench();
	const { output, error } = await call(bench, text(bench.pictureUrl));
	expect(error).toBeUndefined();
	expect(bench.bodies()[0]?.image_urls).toHaveLength(count);
	expect(bench.bodies()[0]?.prompt).toBe('make it blue');
	// an agent is told the JSON only
	const told = JSON.stringify(output.map(({ json }) => json));
	expect(told).toContain('"url":"http');
	expect(told).toContain('"cost":0.14');
	expect(told.length).toBeLessThan(1000);
});

it('says what is missing when an agent gives no address', async () => {
	const bench = await openBench();
	const { error } = await call(bench, '={{ "" }}');
	expect(error?.message).toContain("'Images' names no image");
	expect(bench.sandbox.requests).toEqual([]);
});

it('runs a workflow with a file that the agent gives by its address', async () => {
	const bench = await openBench();
	const { output, error } = await bench.run({
		segmind: asTool(),
		items: [{ json: { query: 'Summer sale' } }],
		parameters: {
			resource: 'workflow',
			operation: 'run',
			workflowId: 'product-card',
			inputFields: { values: [{ name: 'headline', type: 'string', value: '={{ $json.query }}' }] },
			fileFields: { values: [{ name: 'product_image', url: bench.pictureUrl }] },
		},
	});
	expect(error).toBeUndefined();
	expect(bench.bodies()).toEqual([{ headline: 'Summer sale', product_image: bench.pictureUrl }]);
	const told = JSON.stringify(output.map(({ json }) => json));
	expect(told).toContain('"caption":"A card that says: Summer sale"');
	expect(told).toContain('"card":"http');
	expect(told.length).toBeLessThan(1000);
});
