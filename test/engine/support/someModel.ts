import type { SourceItem } from '../../../scripts/engine/nodeTypes';
import { closeBenches, openBench, type Outcome } from './bench';
import { formValues, loadForm, locator } from './form';
import { openGateway, type Gateway } from './gateway';

let open: Gateway[] = [];

/** For `afterEach`. */
export async function closeModels(): Promise<void> {
	await Promise.all(open.map(async (gateway) => await gateway.close()));
	open = [];
	await closeBenches();
}

/** A row of the documentation for each of `prompt, voice?, tags?: list<string>`. */
const rowsOf = (parameters: string): string[] =>
	parameters.split(', ').map((parameter) => {
		const [, name, optional, type = 'string'] = /^(\w+)(\??)(?:: (.+))?$/.exec(parameter) ?? [];
		return `- **\`${name}\`** (\`${type}\`, _${optional ? 'optional' : 'required'}_):`;
	});

const page = (parameters: string, example: object): string =>
	[
		...['# A Model', '- **Model ID**: `some-model`', '### Input Schema', ''],
		...rowsOf(parameters),
		...['', '**Full Example**:', '```json', JSON.stringify(example, null, 2), '```'],
		'### Output Schema',
	].join('\n');

/** A model as its documentation shows it, and what is done with it. */
interface Scene {
	/** `prompt, voice?, tags?: list<string>`: what is required is a text where nothing is said. */
	readonly parameters?: string;
	readonly example?: object;
	readonly value?: Record<string, unknown>;
	readonly answer?: object;
	/** False where the documentation can't be read when the node runs. */
	readonly documented?: boolean;
	readonly more?: Record<string, unknown>;
	readonly options?: Record<string, unknown>;
	readonly items?: SourceItem[];
}

/** A run with the form that the editor would keep, and what the model was sent. */
export async function ask({
	parameters = 'prompt',
	example = {},
	value = {},
	answer = { output: 'Hello.' },
	documented = true,
	more = {},
	options = {},
	items = [{}],
}: Scene): Promise<Outcome & { sent: unknown }> {
	const documentation = page(parameters, example);
	const text = { path: /\/llms\.txt$/, status: 200, answer: documentation };
	const editor = await openGateway('http://127.0.0.1:9', [text]);
	const { fields: schema } = await loadForm(editor.url, 'some-model');
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
			...{ resource: 'text', operation: 'generate', modelSlug: locator('some-model', 'slug') },
			modelPrompt: 'Say hello',
			modelParameters: formValues(value, schema),
			options: { delivery: 'queue', ...options },
			...more,
		},
	});
	const body = gateway.seen.find(({ method }) => method === 'POST')?.body;
	return { ...outcome, sent: body === undefined ? undefined : JSON.parse(body) };
}

export const MESSAGES = 'messages: object[]';
export const image = { type: 'image_url', image_url: { url: 'https://example.com/a.png' } };
export const chat = (content: unknown) => ({ messages: [{ role: 'user', content }] });
export const parts = [{ type: 'text', text: 'Hi' }, image];
export const gemini = { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] };
export const system = { system_instruction: { parts: { text: 'Be kind' } } };

/** A text as a list of parts. */
export const text = (words: string) => [{ type: 'text', text: words }];
