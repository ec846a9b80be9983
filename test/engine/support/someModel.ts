import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import type { SourceItem } from '../../../scripts/engine/nodeTypes';
import { closeBenches, openBench, type Outcome } from './bench';
import { editorContext } from './editor';
import { openGateway, type Gateway } from './gateway';

let open: Gateway[] = [];

/** For `afterEach`. */
export async function closeModels(): Promise<void> {
	await Promise.all(open.map(async (gateway) => await gateway.close()));
	open = [];
	await closeBenches();
}

/** A row of the documentation. */
export type Row = readonly [name: string, type: string, flag?: 'required' | 'optional'];

const page = (rows: readonly Row[], example: object): string =>
	[
		...['# A Model', '- **Model ID**: `some-model`', '### Input Schema', ''],
		...rows.map(([name, type, flag = 'required']) => `- **\`${name}\`** (\`${type}\`, _${flag}_):`),
		...['', '**Full Example**:', '```json', JSON.stringify(example, null, 2), '```'],
		'### Output Schema',
	].join('\n');

/** A model as its documentation shows it, and what is done with it. */
interface Scene {
	readonly rows?: readonly Row[];
	readonly example?: object;
	readonly value?: Record<string, unknown>;
	readonly answer?: object;
	/** False where the documentation can't be read when the node runs. */
	readonly documented?: boolean;
	readonly more?: Record<string, unknown>;
	readonly options?: Record<string, unknown>;
	readonly items?: SourceItem[];
}

const locator = { __rl: true, mode: 'slug', value: 'some-model' };

/** A run with the form that the editor would keep, and what the model was sent. */
export async function ask({
	rows = [['prompt', 'string']],
	example = {},
	value = {},
	answer = { output: 'Hello.' },
	documented = true,
	more = {},
	options = {},
	items = [{}],
}: Scene): Promise<Outcome & { sent: unknown }> {
	const documentation = page(rows, example);
	const text = { path: /\/llms\.txt$/, status: 200, answer: documentation };
	const editor = await openGateway('http://127.0.0.1:9', [text]);
	const ctx = await editorContext(editor.url, { modelSlug: locator });
	const { fields: schema } = await new Segmind().methods.resourceMapping.loadModelForm.call(ctx);
	await editor.close();
	const done = { request_id: 'r-1', status: 'COMPLETED' };
	const gateway = await openGateway('http://127.0.0.1:9', [
		{ ...text, status: documented ? 200 : 503 },
		{ method: 'POST', path: /^\/v2\//, status: 200, answer: JSON.stringify(done) },
		{ method: 'POST', path: /^\/v1\//, status: 200, answer: JSON.stringify(answer) },
		{ path: /\/status$/, status: 200, answer: JSON.stringify(done) },
		{ path: /\/requests\//, status: 200, answer: JSON.stringify({ ...done, ...answer }) },
	]);
	open.push(gateway);
	const bench = await openBench();
	const outcome = await bench.run({
		items,
		baseUrl: gateway.url,
		parameters: {
			...{ resource: 'text', operation: 'generate', modelSlug: locator },
			modelPrompt: 'Say hello',
			modelParameters: { mappingMode: 'defineBelow', value, matchingColumns: [], schema },
			options: { delivery: 'queue', ...options },
			...more,
		},
	});
	const body = gateway.seen.find(({ method }) => method === 'POST')?.body;
	return { ...outcome, sent: body === undefined ? undefined : JSON.parse(body) };
}

export const MESSAGES: Row[] = [['messages', 'object[]']];
export const image = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } };
export const chat = (content: unknown) => ({ messages: [{ role: 'user', content }] });
export const parts = [{ type: 'text', text: 'Hi' }, image];
export const gemini = { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] };
export const system = { system_instruction: { parts: { text: 'Be kind' } } };

/** A text as a list of parts. */
export const text = (words: string) => [{ type: 'text', text: words }];
