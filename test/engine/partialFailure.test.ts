import type { INode } from 'n8n-workflow';
import { type Bench, closeBenches, hintsOf, openBench, urlRows } from './support/bench';
import { CONTINUING, numbered, edit, model, workflow } from './support/jobs';

afterEach(closeBenches);

const COLUMNS = ['model', 'requestId', 'url', 'cost'];

const KINDS: Array<[string, (bench: Bench) => Record<string, unknown>, string[]]> = [
	['images', (bench) => edit({ images: urlRows(bench.pictureUrl) }), COLUMNS],
	['any model', () => model('sandbox-video'), COLUMNS],
	[
		'a PixelFlow',
		(bench) =>
			workflow({
				fileFields: { values: [{ name: 'product_image', source: 'url', url: bench.pictureUrl }] },
			}),
		['workflow', 'requestId', 'cost', 'outputs'],
	],
];

const run = async (
	parametersOf: (bench: Bench) => Record<string, unknown>,
	onError: INode['onError'],
	count = 10,
) => {
	const bench = await openBench({
		faults: [6, 8].map((n) => ({
			...{ step: 'submit' as const, kind: 'failed' as const, promptIncludes: `item ${n}.` },
		})),
	});
	return await bench.run({
		items: numbered(count),
		parameters: parametersOf(bench),
		node: { ...(onError && { onError }) },
	});
};

describe.each(KINDS)('%s: two of ten items fail', (_name, parametersOf, columns) => {
	it('On Error: Continue keeps the columns of the others, and the hint names the rows', async () => {
		const outcome = await run(parametersOf, 'continueRegularOutput');
		const { output } = outcome;
		expect(output).toHaveLength(10);
		const keys = Object.keys(output[0]?.json ?? {});
		expect(keys).toEqual(expect.arrayContaining(columns));
		for (const at of [6, 8]) {
			const { error, message, ...others } = output[at]?.json ?? {};
			expect(error).toMatch(new RegExp(`^Segmind could not finish .* \\[item ${at}\\]$`));
			expect(message).toContain('request ID');
			expect(others).toEqual(Object.fromEntries(keys.map((key) => [key, null])));
		}
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(output.map((_, item) => ({ item })));
		const [hint] = hintsOf(outcome);
		expect(hint?.type).toBe('warning');
		// what a PixelFlow costs is not known
		expect(hint?.message).toMatch(
			/^(8 \w+ for \$.*left\. )?2 of 10 items failed: rows 7 and 9 \(Segmind could not finish /,
		);
	});

	it('the error output gets `error` and `message` and nothing else of this node', async () => {
		const outcome = await run(parametersOf, 'continueErrorOutput');
		expect(outcome.output).toHaveLength(8);
		const pairs = outcome.failed.map(({ pairedItem }) => pairedItem);
		expect(pairs).toEqual([{ item: 6 }, { item: 8 }]);
		// n8n adds the columns of the input
		expect(outcome.failed.map(({ json }) => Object.keys(json).sort())).toEqual(
			Array(2).fill(['error', 'message', 'n']),
		);
		expect(hintsOf(outcome)[0]?.message).toContain('2 of 10 items failed: rows 7 and 9 (');
	});
});

it('with Include Input an item that failed keeps its own', async () => {
	const outcome = await run(
		(bench) => edit({ images: urlRows(bench.pictureUrl), options: { includeInputFields: true } }),
		'continueRegularOutput',
	);
	expect(outcome.output[6]?.json).toMatchObject({ n: 6, segmind: null });
});

it.each([
	[1, /^1 of 1 item failed: row 1 \(/],
	[7, /^7 of 7 items failed: rows 1 to 7 \(/],
])('all of %i items fail: the hint says that and no sum', async (count, text) => {
	const bench = await openBench({ faults: [{ step: 'submit', kind: 'failed' }] });
	const outcome = await bench.run({
		items: numbered(count),
		parameters: edit({ images: urlRows(bench.pictureUrl) }),
		node: CONTINUING,
	});
	expect(hintsOf(outcome)[0]?.message).toMatch(text);
	expect(Object.keys(outcome.output[0]?.json ?? {})).toEqual(['error', 'message']);
});

it('rows that follow one another are told as one, and so many at most', async () => {
	const failing = [1, 2, 4, 6, 8, 9, 10, 12];
	const faults = failing.map((n) => ({
		...{ step: 'submit' as const, kind: 'failed' as const },
		promptIncludes: `item ${n - 1}.`,
	}));
	const bench = await openBench({ faults });
	const parameters = edit({ images: urlRows(bench.pictureUrl) });
	const outcome = await bench.run({ items: numbered(12), parameters, node: CONTINUING });
	const told = '8 of 12 items failed: rows 1, 2, 4, 6, 8 to 10 and 1 more (';
	expect(hintsOf(outcome)[0]?.message).toContain(told);
});

it('what Maximum Cost leaves out is named as well, with On Error: Stop Workflow', async () => {
	const bench = await openBench();
	const outcome = await bench.run({
		items: numbered(3),
		parameters: edit({ images: urlRows(bench.pictureUrl), options: { maxCostUsd: 0.3 } }),
	});
	const { message = '' } = hintsOf(outcome)[0] ?? {};
	expect(message).toContain('of 3 items failed: row');
	expect(message).toContain("it does not fit into 'Maximum Cost (USD)'");
});
