import type { NodeParameterValueType } from 'n8n-workflow';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import {
	closeBenches,
	openBench,
	urlRows,
	type Bench,
	type Job,
	type Outcome,
} from './support/bench';
import { forRetry } from './support/retry';
import { get, PROMPT, CONTINUING, numbered } from './support/jobs';

afterEach(closeBenches);

const prompt = PROMPT;

/** Edits of so many items, with several images for each. */
const editing = (bench: Bench, items: number, options: object, more: object = {}): Job => ({
	items: numbered(items),
	parameters: { prompt, images: urlRows(bench.pictureUrl), options, ...more },
});

/** Item and variation of each output item that has a file. */
const made = ({ output }: Outcome) =>
	output
		.filter(({ binary }) => binary)
		.map(({ json, pairedItem }) => `${(pairedItem as { item: number }).item}.${json.variation}`);

/** A retry with the workflow as it is now, with other options. */
function retryWith(outcome: Outcome, options: NodeParameterValueType) {
	const data = forRetry(outcome);
	const [next] = data.executionData?.nodeExecutionStack ?? [];
	if (next) next.node.parameters.options = options;
	return data;
}

describe('several images per item', () => {
	it('are jobs and output items of their own, numbered and in order', async () => {
		const bench = await openBench();
		const outcome = await bench.run(editing(bench, 2, { imagesPerItem: 3 }));
		expect(outcome.error).toBeUndefined();
		expect(made(outcome)).toEqual(['0.1', '0.2', '0.3', '1.1', '1.2', '1.3']);
		expect(bench.billedJobs).toBe(6);
		const ids = outcome.output.map(({ json }) => json.requestId);
		expect([...ids].sort()).toEqual(bench.sandbox.jobs.map(({ id }) => id).sort());
		expect(outcome.output.map(({ json }) => json.cost)).toEqual(Array(6).fill(0.14));
		const prompts = bench.bodies().map((body) => body.prompt);
		expect(prompts.filter((text) => text === 'item 0.')).toHaveLength(3);
		expect(bench.bodies().some((body) => 'seed' in body)).toBe(false);
	});

	it('are not numbered where there is one', async () => {
		const bench = await openBench();
		const { output } = await bench.run(editing(bench, 1, { imagesPerItem: 1 }));
		expect(output).toHaveLength(1);
		expect(output[0]?.json).not.toHaveProperty('variation');
	});

	it.each([
		[{}, [undefined, 43, 44]],
		[{ seed: 7 }, [7, 8, 9]],
		[{ seed: -1 }, [-1, -1, -1]],
		[{ seed: 999999999999999 }, [999999999999999, 999999999999998, 999999999999997]],
	])('get a seed each, so that they differ: %j', async (additionalFields, seeds) => {
		const bench = await openBench();
		await bench.run({
			parameters: {
				...{ operation: 'generate', model: 'p-image', prompt: 'A lighthouse', additionalFields },
				options: { imagesPerItem: 3, concurrency: 1 },
			},
		});
		expect(bench.bodies().map(({ seed }) => seed)).toEqual(seeds);
	});

	it('get a name each where the user names the file', async () => {
		const bench = await openBench();
		const { output } = await bench.run(
			editing(bench, 1, { imagesPerItem: 3, fileName: 'product' }),
		);
		const names = output.map(({ json }) => json.fileName);
		expect(names).toEqual(['product.png', 'product-2.png', 'product-3.png']);
	});

	it('are counted by Maximum Cost, and those that do not fit say so', async () => {
		const bench = await openBench();
		const options = { imagesPerItem: 5, maxCostUsd: 0.3, concurrency: 1 };
		const outcome = await bench.run(editing(bench, 1, options));
		expect(made(outcome)).toEqual(['0.1', '0.2']);
		expect(bench.sandbox.jobs).toHaveLength(2);
		const refused = outcome.output.filter(({ json }) => json.error);
		expect(refused).toHaveLength(3);
		expect(refused[0]?.json.error).toContain(API_ERRORS.overBudget.message);
		expect(refused[0]?.json.message).toContain('This is about variation 3 of 5.');
		expect(refused.map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	});

	it('are submitted without waiting, and fetched by their request IDs', async () => {
		const bench = await openBench();
		const job = editing(bench, 1, { imagesPerItem: 2, waitForCompletion: false });
		const { output } = await bench.run(job);
		expect(output.map(({ json }) => json.variation)).toEqual([1, 2]);
		const fetched = await bench.run({
			items: output.map(({ json }) => ({ json })),
			parameters: get('={{ $json.requestId }}'),
		});
		expect(fetched.output.map(({ json }) => json.requestId)).toEqual(
			output.map(({ json }) => json.requestId),
		);
		expect(bench.billedJobs).toBe(2);
	});
});

describe('when one of several images of an item fails', () => {
	it('the others come out with Continue, and it says which one it is', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: '400', nth: 2, times: 1 }] });
		const outcome = await bench.run({
			...editing(bench, 2, { imagesPerItem: 3, concurrency: 1 }),
			node: CONTINUING,
		});
		expect(outcome.output.map(({ json }) => json.variation)).toEqual([1, null, 3, 1, 2, 3]);
		expect(outcome.output[1]).toMatchObject({
			json: { message: expect.stringContaining('This is about variation 2 of 3.') as string },
			pairedItem: { item: 0 },
		});
		expect(bench.billedJobs).toBe(5);
	});

	it.each(['auto', 'sync'])(
		'a retry from the list takes up the paid ones (%s)',
		async (delivery) => {
			const bench = await openBench({
				faults: [{ step: 'download', kind: '404', nth: 2, times: 1000 }],
				syncAnswer: 'json-image-url',
			});
			const job = editing(bench, 2, { imagesPerItem: 3, delivery, concurrency: 2 });
			const first = await bench.run(job);
			expect(first.error?.message).toMatch(/\[item \d\]$/);
			expect(first.error?.description).toContain('This is about variation');
			const paid = bench.billedJobs;
			expect(paid).toBeGreaterThan(1);
			expect(paid).toBeLessThan(6);
			const before = bench.sandbox.jobs.map(({ id }) => id);
			bench.sandbox.setFaults([]);
			const second = await bench.run({ ...job, earlier: forRetry(first) });
			expect(second.error).toBeUndefined();
			expect(made(second)).toEqual(['0.1', '0.2', '0.3', '1.1', '1.2', '1.3']);
			expect(bench.billedJobs).toBe(6);
			const handedOut = second.output.map(({ json }) => json.requestId);
			expect(new Set(handedOut).size).toBe(6);
			expect(handedOut).toEqual(expect.arrayContaining(before));
		},
	);

	it('Retry On Fail pays for each once, also where the prompt changes with the clock', async () => {
		const bench = await openBench({
			faults: [{ step: 'download', kind: '404', nth: 3, times: 20 }],
		});
		const { output } = await bench.done({
			...editing(bench, 2, { imagesPerItem: 4 }, { prompt: '={{ "at " + Date.now() }}' }),
			node: { retryOnFail: true, maxTries: 4, waitBetweenTries: 1 },
		});
		expect(output).toHaveLength(8);
		expect(bench.billedJobs).toBe(8);
		expect(new Set(output.map(({ json }) => json.requestId)).size).toBe(8);
	});

	it('one that Segmind reports as failed twice is submitted again, alone', async () => {
		const bench = await openBench({
			faults: [2, 4].map((nth) => ({ step: 'submit', kind: 'failed', nth, times: 1 })),
		});
		const job = editing(bench, 1, { imagesPerItem: 3 });
		const first = await bench.run(job);
		expect(first.error?.message).toContain('[item 0]');
		const second = await bench.run({ ...job, earlier: forRetry(first) });
		expect(made(second)).toEqual(['0.1', '0.2', '0.3']);
		expect(bench.sandbox.jobs).toHaveLength(5);
		expect(bench.billedJobs).toBe(3);
	});

	it('one that was never confirmed is not submitted again by itself', async () => {
		const bench = await openBench({
			faults: [{ step: 'submit', kind: 'reset-after', nth: 2, times: 1 }],
		});
		const job = editing(bench, 1, { imagesPerItem: 3, concurrency: 1 });
		const first = await bench.run(job);
		expect(first.error?.message).toContain(API_ERRORS.silence.message);
		const second = await bench.run({ ...job, earlier: forRetry(first) });
		expect(second.error?.message).toContain(API_ERRORS.unconfirmedBefore.message);
		expect(second.error?.description).toContain('This is about variation 2 of 3.');
		const submitted = bench.calls('submit').length;
		const options = { imagesPerItem: 3, concurrency: 1, repeatUnconfirmed: true };
		const third = await bench.run({ ...job, earlier: retryWith(second, options) });
		expect(made(third)).toHaveLength(3);
		// the one of which nobody knows, and the third
		expect(bench.calls('submit')).toHaveLength(submitted + 2);
	});

	it('a wish for more of them takes up those that are there', async () => {
		const bench = await openBench({ faults: [{ step: 'download', kind: '404' }] });
		const first = await bench.run(editing(bench, 1, {}));
		expect(first.error).toBeDefined();
		bench.sandbox.setFaults([]);
		const second = await bench.run({
			...editing(bench, 1, {}),
			earlier: retryWith(first, { imagesPerItem: 2 }),
		});
		expect(made(second)).toEqual(['0.1', '0.2']);
		expect(bench.billedJobs).toBe(2);
	});
});
