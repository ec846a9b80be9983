import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { closeBenches, fileRows, hintTexts, openBench, urlRows } from './support/bench';
import { picture } from './support/pictures';
import { forRetry, ledgerOf } from './support/retry';
import { expectError } from './support/expected';
import { model, workflow } from './support/jobs';

afterEach(closeBenches);

const three = [{ json: { n: 1 } }, { json: { n: 2 } }, { json: { n: 3 } }];
const options = (more: object = {}) => ({ options: { dryRun: true, ...more } });

it.each(['filesystem', 'default'] as const)(
	'says what would be sent and what it costs, and sends nothing, %s',
	async (binaryMode) => {
		const bench = await openBench();
		const items = await Promise.all(
			three.map(async (one) => ({ ...one, files: { data: await picture(one.json.n) } })),
		);
		const images = fileRows('data');
		const parameters = { prompt: '={{ "item " + $json.n }}', images, ...options() };
		const outcome = await bench.run({ items, parameters, binaryMode });
		expect(bench.sandbox.requests).toEqual([]);
		expect(ledgerOf(outcome.run.data)).not.toContain('fingerprint');
		const [first] = outcome.output;
		expect(outcome.output.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
		expect(first?.json).toMatchObject({ dryRun: true, model: 'gpt-image-1-edit' });
		expect(first?.json).toMatchObject({ averageSeconds: expect.any(Number) as number });
		const body = { prompt: 'item 1', image_urls: [expect.stringMatching(/^\[file .*\.png\]$/)] };
		expect(first?.json.body).toMatchObject(body);
		expect(first?.binary).toBeUndefined();
		const each = Number(first?.json.estimatedCost);
		const sum = `about $${(3 * each).toFixed(2)}`;
		expect(hintTexts(outcome)).toEqual([`Dry run: 3 jobs, ${sum}. Nothing was submitted.`]);
	},
);

it.each(['TRUE', 'yes', 1, '', null, undefined])(
	'%j out of an expression submits nothing',
	async (on) => {
		const bench = await openBench();
		const items = [{ json: { on } }];
		const parameters = { prompt: 'Blue', images: urlRows(bench.pictureUrl) };
		const expression = { options: { dryRun: '={{ $json.on }}', includeInputFields: true } };
		const node = { onError: 'continueRegularOutput' as const };
		const { output } = await bench.run({
			items,
			node,
			parameters: { ...parameters, ...expression },
		});
		const refused = `${INPUT_ERRORS.optionInvalid.message} [item 0]`;
		expect(output[0]?.json).toMatchObject(
			on === 'TRUE' ? { segmind: { dryRun: true } } : { error: refused },
		);
		expect(bench.sandbox.requests).toEqual([]);
	},
);

it('counts variations, and refuses bad input as a run does', async () => {
	const bench = await openBench();
	const images = urlRows(bench.pictureUrl);
	const parameters = { prompt: 'Blue', images, ...options({ imagesPerItem: 2 }) };
	const { output } = await bench.run({ parameters });
	expect(output.map(({ json }) => json.variation)).toEqual([1, 2]);
	const broken = { ...parameters, images: fileRows('photo') };
	const { error } = await bench.run({ parameters: broken });
	expectError({ error }, INPUT_ERRORS.fieldMissing);
	expect(bench.sandbox.requests).toEqual([]);
});

it('reports limits and refuses nothing', async () => {
	const bench = await openBench();
	const images = urlRows(bench.pictureUrl);
	const limits = { maxCostUsd: 0.3, minBalanceUsd: 100_000 };
	const parameters = { prompt: 'Blue', images, model: 'gpt-image-1-edit', ...options(limits) };
	const outcome = await bench.run({ items: three, parameters });
	expect(outcome.output.map(({ json }) => json.fitsMaximumCost)).toEqual([true, true, false]);
	const [hint] = hintTexts(outcome);
	expect(hint).toContain('Row 3 would not fit into Maximum Cost.');
	expect(hint).toMatch(/The balance is \$\d+\.\d\d, below Minimum Balance/);
	expect(bench.sandbox.requests.map(({ step }) => step)).toEqual(['credits']);
});

it.each([
	['a model without a price', model('sandbox-unknown'), { model: 'sandbox-unknown' }],
	['a PixelFlow', workflow(), { workflow: 'product-card' }],
])('%s costs null', async (_, parameters, named) => {
	const bench = await openBench();
	const outcome = await bench.run({ items: three, parameters: { ...parameters, ...options() } });
	expect(outcome.error).toBeUndefined();
	expect(outcome.output.map(({ json }) => json.estimatedCost)).toEqual([null, null, null]);
	expect(outcome.output[0]?.json).toMatchObject(named);
	const sum = 'Dry run: 3 jobs; the price of 3 is not documented. Nothing was submitted.';
	const isUnknown = 'model' in named ? " Segmind's directory has no model 'sandbox-unknown'." : '';
	expect(hintTexts(outcome)[0]).toContain(`${sum}${isUnknown}`);
	expect(bench.calls('submit')).toEqual([]);
});

it('a job that a retry would take up costs nothing', async () => {
	const bench = await openBench({
		faults: [{ step: 'submit', kind: '400', promptIncludes: 'item 2' }],
	});
	const images = urlRows(bench.pictureUrl);
	const parameters = { prompt: '={{ "item " + $json.n }}', images };
	const first = await bench.run({ items: three, parameters });
	expect(first.error).toBeDefined();
	const earlier = forRetry(first);
	const node = earlier.executionData?.nodeExecutionStack[0]?.node;
	Object.assign(node?.parameters ?? {}, options());
	const before = ledgerOf(earlier);
	const sent = bench.calls('submit').length;
	const { output, run } = await bench.run({ parameters, earlier, executionId: '2' });
	const costs = output.map(({ json }) => json.estimatedCost);
	expect([costs[0], Number(costs[1]) > 0, costs[2]]).toEqual([0, true, 0]);
	expect(bench.calls('submit')).toHaveLength(sent);
	expect(ledgerOf(run.data)).toBe(before);
});
