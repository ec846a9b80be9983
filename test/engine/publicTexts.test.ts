import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import { editorContext } from './support/editor';
import { openGateway, type Gateway } from './support/gateway';

/** What begins like this runs as an expression wherever n8n keeps it in a workflow. */
const TITLES = [
	'={{ 7 * 6 }}',
	'=',
	' = {{ 1 }}',
	'==a',
	'\t={{ $env }}',
	'=\u00a0=b',
	'=\ufeff=c',
];

const DIRECTORY = [
	'# Model Directory',
	'## ={{ 1 }}',
	...TITLES.map(
		(title, n) => `| ${title} | trap-${n} | ${title} | Any | $0.05 | 22.5s | [x](${title}) |`,
	),
].join('\n');

const VALUES = ['`={{ 7 * 6 }}`', '"={{ 7 * 6 }}"', '={{1}}', '["={{ 1 }}"]', '{"=a":"={{ 1 }}"}'];

const DOCUMENTATION = [
	'# ={{ 7 * 6 }}',
	'> ={{ 7 * 6 }}',
	'- **Model ID**: `trap`',
	'### Input Schema',
	'- **`={{ 1 }}`** (`string`, _required_): =',
	'- **`image_url`** (`string`, _required_): ={{ 1 }}',
	...['string', 'list<string>', 'object', 'any', 'string (uri)'].flatMap((type, t) =>
		VALUES.flatMap((value, v) => [
			`- **\`_f${t}_${v}\`** (\`${type}\`, _${v % 2 ? 'required' : 'optional'}_): ={{ 1 }}`,
			`- Default: ${value}`,
			`- Options: "={{ 1 }}", "b"${v === 0 ? ' +4 more' : ''}`,
		]),
	),
].join('\n');

let gateway: Gateway;

/** The public pages. */
async function pages(
	directory: string,
): Promise<(parameters?: INodeParameters) => Promise<ILoadOptionsFunctions>> {
	gateway = await openGateway('http://127.0.0.1:9', [
		{ path: /^\/llms\.txt$/, status: 200, answer: directory },
		{ path: /\/models\/trap\/llms\.txt$/, status: 200, answer: DOCUMENTATION },
	]);
	return async (parameters) => await editorContext(gateway.url, parameters);
}

afterEach(async () => await gateway.close());

const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]);
};

/** What n8n would run. */
const run = (kept: unknown): string[] => textsIn(kept).filter((text) => text.startsWith('='));

const { methods } = new Segmind();

it('no row of the directory runs as an expression once it is chosen', async () => {
	const context = await pages(DIRECTORY);
	const { results } = await methods.listSearch.searchModels.call(await context());
	expect(results.map(({ value }) => value).sort()).toEqual(TITLES.map((_, n) => `trap-${n}`));
	expect(run(results)).toEqual([]);
	// what there is to read of a title stays
	expect(results.map(({ name }) => name).join()).toContain('{{ 7 * 6 }}');
});

it('a title of any length neither fills the workflow nor turns what stands behind it', async () => {
	const title = `\u202e\0=${'a'.repeat(250)}`;
	const context = await pages(
		`# Model Directory\n## A\n| ${title} | trap | x | Any | $0.05 | 22.5s | [x](y) |`,
	);
	const { results } = await methods.listSearch.searchModels.call(await context());
	expect(results).toHaveLength(1);
	expect(results[0]?.name).toMatch(/^a{200} · \$0\.05/);
});

it('no text of the documentation runs as an expression in the form that is kept', async () => {
	const context = await pages(DIRECTORY);
	const ctx = await context({ modelSlug: { __rl: true, mode: 'list', value: 'trap' } });
	const form = await methods.resourceMapping.loadModelForm.call(ctx);
	expect(form.fields.length).toBeGreaterThan(10);
	expect(run(form)).toEqual([]);
	const files = await methods.loadOptions.loadFileParameters.call(ctx);
	expect(files.length).toBeGreaterThan(0);
	expect(run(files)).toEqual([]);
});
