import { closeBenches, contentOf, openBench, type Job } from './support/bench';
import { sha256 } from './support/pictures';

afterEach(closeBenches);

/** Model: Run with a prompt. */
const running = (slug: string, more: Record<string, unknown> = {}): Job => ({
	parameters: {
		resource: 'model',
		operation: 'run',
		modelSlug: { mode: 'slug', value: slug },
		bodyMode: 'fields',
		bodyFields: { values: [{ name: 'prompt', type: 'string', value: 'A wave' }] },
		...more,
	},
});

it('fetches what is no image where a model takes it as base64', async () => {
	const bench = await openBench();
	const made = await bench.run(running('sandbox-audio'));
	const content = await contentOf(made.output[0]?.binary?.data);
	const url = made.output[0]?.json.url;
	const still = { name: 'still', source: 'url', url, sendAs: 'base64' };
	// no model of the stand-in takes a sound in this way: it refuses the job, but not before it was submitted
	await bench.run(running('sandbox-video', { imageFields: { values: [still] } }));
	expect(bench.bodies()[1]?.still).toBe(content.toString('base64'));
});

it.each([
	['sandbox-video', 'mp4'],
	['sandbox-audio', 'mp3'],
	['recraft-v3-svg', 'svg'],
])('%s: a direct answer that is called a text is a file by its bytes', async (slug, extension) => {
	const bench = await openBench({
		syncAnswer: 'image',
		faults: [{ step: 'sync', kind: 'wrong-content-type' }],
	});
	const { output } = await bench.done(running(slug, { options: { delivery: 'sync' } }));
	expect(output[0]?.binary?.data?.fileExtension).toBe(extension);
	const content = await contentOf(output[0]?.binary?.data);
	expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
});
