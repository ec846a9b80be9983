import { closeBenches, openBench, type Bench } from './support/bench';
import { model, textRows, workflow } from './support/jobs';
import { asTool } from './support/tool';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';

afterEach(closeBenches);

const prompt = '={{ $json.query }}';

/** An agent asks for a blue wave. @returns the JSON that it is told, and nothing else */
async function call(bench: Bench, parameters: Record<string, unknown>): Promise<string> {
	const items = [{ json: { query: 'A blue wave' } }];
	const { output } = await bench.done({
		segmind: asTool(),
		node: { type: 'n8n-nodes-segmind.segmindTool' },
		items,
		parameters,
	});
	const text = JSON.stringify(output.map(({ json }) => json));
	expect(text.length).toBeLessThan(1000);
	return text;
}

it.each([
	['one URL', (url: string) => url, 1],
	['URLs with commas', (url: string) => `${url}, ${url}?second`, 2],
	['a list as text', (url: string) => JSON.stringify([url, `${url}?second`]), 2],
])('an agent gives %s', async (_name, text, count) => {
	const bench = await openBench();
	const answer = await call(bench, { prompt, imageUrls: text(bench.pictureUrl) });
	expect(bench.bodies()[0]?.image_urls).toHaveLength(count);
	expect(bench.bodies()[0]?.prompt).toBe('A blue wave');
	expect(answer).toContain('"url":"http');
	expect(answer).toContain('"cost":0.14');
});

// n8n gives an agent an empty text where a tool throws
it.each([
	['gives no URL', '', [], INPUT_ERRORS.imagesMissing.message, 0],
	['asks for a job that fails', 'https://x.org/a.png', ['failed'], API_ERRORS.jobFailed.message, 2],
	['meets a refusal', 'https://x.org/a.png', ['406-credits'], API_ERRORS.creditsUsedUp.message, 1],
] as const)('an agent that %s is told why', async (_name, imageUrls, kinds, message, submits) => {
	const faults = kinds.map((kind) => ({ step: 'submit' as const, kind }));
	const bench = await openBench({ faults });
	const answer = await call(bench, { prompt, imageUrls: `={{ "${imageUrls}" }}` });
	expect(JSON.parse(answer)).toEqual([
		{
			error: `${message} [item 0]`,
			message: expect.stringContaining('Nothing was billed.') as string,
		},
	]);
	expect(bench.calls('submit')).toHaveLength(submits);
});

it('runs any model with a file that the agent gives by its URL', async () => {
	const bench = await openBench();
	const imageFields = { values: [{ name: 'first_frame', url: bench.pictureUrl }] };
	const parameters = model('sandbox-video', { bodyFields: textRows({ prompt }), imageFields });
	expect(await call(bench, parameters)).toContain('"url":"http');
	expect(bench.bodies()).toEqual([{ prompt: 'A blue wave', first_frame: bench.pictureUrl }]);
});

it('runs a PixelFlow with a file that the agent gives by its URL', async () => {
	const bench = await openBench();
	const fileFields = { values: [{ name: 'product_image', url: bench.pictureUrl }] };
	const parameters = workflow({ inputFields: textRows({ headline: prompt }), fileFields });
	const answer = await call(bench, parameters);
	expect(bench.bodies()).toEqual([{ headline: 'A blue wave', product_image: bench.pictureUrl }]);
	expect(answer).toContain('"caption":"A card that says: A blue wave"');
	expect(answer).toContain('"card":"http');
});
