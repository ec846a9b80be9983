import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadModelForm } from '../../nodes/Segmind/models/loadForm';
import { searchModels } from '../../nodes/Segmind/models/searchModels';
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

let server: Server;
let paths: string[] = [];

beforeAll(async () => {
	server = createServer(({ url = '' }, response) => {
		paths.push(url);
		response.writeHead(200, { 'content-type': 'text/plain' });
		const [, slug = ''] = /^\/models\/([^/]+)\//.exec(url) ?? [];
		response.end(slug === '' ? DIRECTORY : DOCUMENTATION.replaceAll('SLUG', slug));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => void server.close());

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
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
		const ctx = await editorContext(base(), chosen(slug));
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
	const ctx = await editorContext(base());
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
