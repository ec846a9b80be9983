import { loadModelForm } from '../../nodes/Segmind/models/loadForm';
import { searchModels } from '../../nodes/Segmind/models/searchModels';
import { serve } from '../support/serve';
import { editorContext } from './support/editor';

const MODELS = 507;
const FORM_MS = 100;
const SEARCH_MS = 50;

const DIRECTORY = [
	'# Model Directory\n## Images',
	'| Model | Slug | Description | Modality | Avg Cost | Avg Latency | API Docs |',
	'| --- | --- | --- | --- | --- | --- | --- |',
	...Array.from(
		{ length: MODELS },
		(_, n) =>
			`| Paper Crane ${n} | paper-crane-${n} | Folds paper | Any | $0.05 | 22.5s | [x](y) |`,
	),
].join('\n');

/** About 20 kB, as the longest real documentation is. */
const DOCUMENTATION = [
	'# Paper Crane\n\n- **Model ID**: `SLUG`',
	'- **Endpoint**: `https://api.segmind.com/v1/SLUG`\n\n### Input Schema\n',
	...Array.from(
		{ length: 40 },
		(_, n) =>
			`- **\`setting_${n}\`** (\`integer\`, _optional_):\n  ${'What it does. '.repeat(30)}\n  - Default: \`${n}\`\n  - Range: \`0\` to \`100\``,
	),
].join('\n');

let server: Awaited<ReturnType<typeof serve>>;
let paths: string[] = [];

beforeAll(async () => {
	server = await serve(({ url = '' }, response) => {
		paths.push(url);
		const [, slug = ''] = /^\/models\/([^/]+)\//.exec(url) ?? [];
		response.setHeader('content-type', 'text/plain');
		response.end(slug === '' ? DIRECTORY : DOCUMENTATION.replaceAll('SLUG', slug));
	});
});

afterAll(async () => await server.close());

const chosen = (slug: string) => ({ modelSlug: { __rl: true, mode: 'id', value: slug } });

/** Processor time of this process, in milliseconds: other things that the machine does don't count. */
async function processorMs(work: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

it('a form of 20 kB of documentation costs one request and less than 100 ms', async () => {
	expect(DOCUMENTATION.length).toBeGreaterThan(18_000);
	const slugs = [1, 2, 3, 4, 5, 6].map((n) => `paper-crane-${n}`);
	paths = [];
	const times: number[] = [];
	for (const slug of slugs) {
		const ctx = await editorContext(server.url, chosen(slug));
		const load = async () => {
			const { fields } = await loadModelForm.call(ctx);
			expect(fields).toHaveLength(40);
		};
		times.push(await processorMs(load));
	}
	expect(paths).toEqual(slugs.map((slug) => `/models/${slug}/llms.txt`));
	// the quickest of six: the first ones load and compile what is needed
	expect(Math.min(...times)).toBeLessThan(FORM_MS);
});

it('a list of 507 models is searched in less than 50 ms', async () => {
	const ctx = await editorContext(server.url);
	await searchModels.call(ctx, '');
	const times: number[] = [];
	for (const wanted of ['crane 499', 'images 498', 'paper 497']) {
		const search = async () => {
			const { results } = await searchModels.call(ctx, wanted);
			expect(results).toHaveLength(1);
		};
		times.push(await processorMs(search));
	}
	expect(Math.min(...times)).toBeLessThan(SEARCH_MS);
});
