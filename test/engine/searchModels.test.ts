import { NodeApiError, type INodeParameters } from 'n8n-workflow';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import { closeBenches, openBench } from './support/bench';
import { editorContext } from './support/editor';

afterEach(closeBenches);

/** What a person sees in the list when the credential holds this address. */
async function listed(baseUrl: string, filter?: string, parameters: INodeParameters = {}) {
	const ctx = await editorContext(baseUrl, parameters);
	return (await new Segmind().methods.listSearch.searchModels.call(ctx, filter)).results;
}

it('lists the models of the directory, asked once and without the key', async () => {
	const bench = await openBench();
	const all = await listed(bench.sandbox.baseUrl);
	expect(all).toContainEqual({
		name: 'GPT Image 1 Edit · image to image · $0.14 · 58 s',
		value: 'gpt-image-1-edit',
		url: 'https://www.segmind.com/models/gpt-image-1-edit',
	});
	expect(all.map(({ value }) => value)).not.toContain('sandbox-withdrawn');
	expect(all.length).toBeGreaterThan(10);
	const found = await listed(bench.sandbox.baseUrl, 'Image EDIT 1.5');
	expect(found.map(({ value }) => value)).toEqual(['gpt-image-1.5-edit']);
	expect(await listed(bench.sandbox.baseUrl, 'no such model')).toEqual([]);
	const paths = bench.sandbox.requests.map(({ path }) => path);
	expect(paths).toEqual(['/llms.txt']);
	expect(JSON.stringify(bench.sandbox.requests)).not.toContain('SG_0123456789abcdef');
});

it('finds by category, and shows no figure where there is none', async () => {
	const bench = await openBench();
	const found = await listed(bench.sandbox.baseUrl, 'texttovideo wan');
	expect(found.map(({ name }) => name)).toEqual([
		'Wan 2.2 Text to Video Fast · text to video · $0.10 · 96 s',
	]);
	const [file] = await listed(bench.sandbox.baseUrl, 'sandbox-file');
	expect(file?.name).toBe('Sandbox File · image to image · $0.02');
});

it.each([
	['audio', 'generate', ['orpheus-3b-0.1', 'sandbox-audio']],
	['audio', 'transcribe', ['eleven-labs-transcript']],
	['image', 'runAnotherModel', ['sandbox-file', 'sandbox-form', 'sandbox-portrait']],
	['text', 'describeImage', ['llava-v1.6']],
	['text', 'generate', ['sandbox-text']],
	['threeD', 'generate', ['hunyuan3d-2mv']],
	['video', 'generate', ['ray-flash-2-720p', 'sandbox-dub', 'sandbox-video', 'wan-2.2-t2v-fast']],
])('lists the models of one kind alone: %s %s', async (resource, operation, slugs) => {
	const bench = await openBench();
	const found = await listed(bench.sandbox.baseUrl, '', { resource, operation });
	expect(found.map(({ value }) => value).sort()).toEqual(slugs);
	const one = found[0]?.name.split(' ·')[0];
	const again = await listed(bench.sandbox.baseUrl, one, { resource, operation });
	expect(again).toContainEqual(found[0]);
	const bundled = await listed(bench.sandbox.baseUrl, 'GPT Image', { resource, operation });
	expect(bundled).toEqual([]);
});

it('says how to go on where the directory is out of reach', async () => {
	const refused: unknown = await listed('http://127.0.0.1:9').catch((error: unknown) => error);
	// of another class n8n passes on the message alone
	expect(refused).toBeInstanceOf(NodeApiError);
	expect(refused).toMatchObject({
		message: "Segmind's list of models can't be reached",
		description: expect.stringContaining('By Slug'),
	});
});
