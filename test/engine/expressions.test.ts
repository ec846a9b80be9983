import { closeBenches, openBench, urlRows, type Bench, type Job } from './support/bench';
import { formValues } from './support/form';
import {
	CONTINUING,
	get,
	jsonModel,
	model,
	textRows,
	upload,
	workflow,
	type Parameters,
} from './support/jobs';

afterEach(closeBenches);

/** What n8n can't resolve, and what it says of it. Syntax is told in other words by n8n 2's own engine. */
const BROKEN: Array<[string, string, RegExp]> = [
	['a node that is not there', "{{ $('Gone').item.json.x }}", /^Referenced node doesn't exist/],
	['a lost pairing', "{{ $('Source').item.json.x }}", /^Paired item data|^Multiple matches/],
	['broken syntax', '{{ $json.x + }}', /^invalid syntax/],
	['a method within broken syntax', '{{ $json.x.toInt( }}', /^invalid syntax/],
	['a value that is no date', '{{ "soon".toDateTime() }}', /^cannot convert/],
	['a function that was not called', '{{ $max }}', /^this is a function/],
	['a forbidden word', '{{ ({}).constructor }}', /^Expression contains invalid/],
	['arguments too few', '{{ $jmespath(1) }}', /^expected two arguments/],
	['an item too far', "{{ $('Source').itemMatching(99).json.x }}", /./],
];

const image =
	(parameters: Parameters) =>
	({ pictureUrl }: Bench): Parameters => ({
		...{ prompt: 'p', images: urlRows(pictureUrl) },
		...parameters,
	});

const video = (more: Parameters): Parameters => model('sandbox-video', { bodyFields: {}, ...more });

/** A field of each kind and operation, filled with a text. */
const FIELDS: Array<[string, (text: string, bench: Bench) => Record<string, unknown>]> = [
	['Prompt', (text, bench) => image({ prompt: text })(bench)],
	['Images', (text, bench) => image({ images: urlRows(text) })(bench)],
	['Mask', (text, bench) => image({ maskSource: 'url', maskUrl: text })(bench)],
	['Size', (text, bench) => image({ size: text })(bench)],
	['Additional Fields', (text, bench) => image({ additionalFields: { moderation: text } })(bench)],
	['File Name', (text, bench) => image({ options: { fileName: text } })(bench)],
	['Maximum Cost', (text, bench) => image({ options: { maxCostUsd: text } })(bench)],
	['Parallel Jobs', (text, bench) => image({ options: { concurrency: text } })(bench)],
	['Images per Item', (text, bench) => image({ options: { imagesPerItem: text } })(bench)],
	['any model', (text) => video({ modelSlug: { mode: 'slug', value: text } })],
	['Body Fields', (text) => video({ bodyFields: textRows({ prompt: text }) })],
	['JSON Body', (text) => jsonModel('sandbox-video', text)],
	[
		'Files',
		(text) =>
			video({
				imageFields: { values: [{ name: 'image', source: 'url', url: text, sendAs: 'url' }] },
			}),
	],
	[
		'the form',
		(text) =>
			model('fast-flux-schnell', {
				...{ bodyMode: 'form', modelPrompt: 'p', modelParameters: formValues({ seed: text }) },
			}),
	],
	['Request ID', (text) => get(text)],
	['Input Data Field', (text) => upload(text)],
	['PixelFlow', (text) => workflow({ workflowId: text, inputFields: {} })],
	['Inputs', (text) => workflow({ inputFields: textRows({ prompt: text }) })],
];

const NOTHING = 'Nothing was billed.';

async function outcomeOf(parameters: Record<string, unknown>, bench: Bench, job: Job = {}) {
	const items = [{ json: { x: 1 } }, { json: { x: 2 } }];
	return await bench.run({ items, between: ['unpaired'], parameters, ...job });
}

it.each(BROKEN)('an expression with %s is told as n8n tells it', async (_, expression, words) => {
	const bench = await openBench();
	const { error } = await outcomeOf(image({ prompt: `=${expression}` })(bench), bench);
	expect(error?.message).toMatch(words);
	expect(error?.message).not.toContain('[item');
	expect(error?.description).toContain(`${NOTHING}`);
	expect(error).toHaveProperty('context.itemIndex', expect.any(Number));
	expect(bench.sandbox.requests).toEqual([]);
});

describe.each(FIELDS)('in %s', (_name, parametersOf) => {
	const broken = "={{ $itemIndex === 1 ? $('Gone').item.json.x : $json.x }}";

	it('an expression is told by n8n, and its context says where', async () => {
		const bench = await openBench();
		const { error } = await outcomeOf(parametersOf("={{ $('Gone').item.json.x }}", bench), bench);
		expect(error).toMatchObject({
			name: 'ExpressionError',
			message: "Referenced node doesn't exist",
			description: expect.stringContaining(`Node: 'Gone'. ${NOTHING}`) as string,
			context: {
				...{ itemIndex: 0, nodeCause: 'Gone', descriptionKey: 'nodeNotFound' },
				parameter: expect.stringMatching(/./) as string,
				messageTemplate: `Referenced node doesn't exist. ${NOTHING}`,
			},
		});
		expect(bench.sandbox.requests).toEqual([]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'costs its own item only: %s',
		async (onError) => {
			const bench = await openBench();
			const job = { node: { onError } };
			const { output, failed, error } = await outcomeOf(parametersOf(broken, bench), bench, job);
			expect(error).toBeUndefined();
			const errors = (onError === 'continueErrorOutput' ? failed : output)
				.filter(({ pairedItem }) => (pairedItem as { item: number }).item === 1)
				.map(({ json }) => json);
			expect(errors).toEqual([
				expect.objectContaining({
					error: "Referenced node doesn't exist [item 1]",
					message: expect.stringContaining(`Node: 'Gone'. ${NOTHING}`) as string,
				}),
			]);
			const told = JSON.stringify([...output, ...failed]);
			expect(told.match(/Referenced node/g)).toHaveLength(1);
			expect(told).not.toContain('unexpected');
		},
	);
});

it("the first item's options that can't be read cost the others nothing", async () => {
	const bench = await openBench();
	const broken = "={{ $itemIndex === 0 ? $('Gone').item.json.x : '' }}";
	const parameters = image({ options: { fileName: broken, concurrency: broken } })(bench);
	const job = { node: CONTINUING };
	const { output } = await outcomeOf(parameters, bench, job);
	expect(output.map(({ json }) => json.error ?? 'done')).toEqual([
		"Referenced node doesn't exist [item 0]",
		...['done', 'done', 'done'],
	]);
});
