import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { closeBenches, fileRows, openBench } from './support/bench';
import { picture } from './support/pictures';
import { expectError } from './support/expected';
import { CONTINUING } from './support/jobs';

afterEach(closeBenches);

const three = [{ json: { n: 1 } }, { json: { n: 2 } }, { json: { n: 3 } }];
const numbered = '={{ "item " + $json.n }}';

describe('Continue On Fail', () => {
	it('bad input of one item keeps the others', async () => {
		const bench = await openBench();
		const items = [
			{ files: { data: await picture(1) } },
			{},
			{ files: { data: await picture(2) } },
		];
		const { output } = await bench.run({
			items,
			parameters: { prompt: 'Make it blue' },
			node: CONTINUING,
		});
		expect(output.map(({ json }) => json.error ?? 'ok')).toEqual([
			'ok',
			`${INPUT_ERRORS.fieldMissing.message} [item 1]`,
			'ok',
		]);
		expect(bench.sandbox.jobs).toHaveLength(2);
	});
});

describe('without Continue On Fail', () => {
	it('nothing is uploaded or submitted when one item is invalid', async () => {
		const bench = await openBench();
		const { error } = await bench.run({
			items: [{ files: { data: await picture(1) } }, { json: {} }],
			// one at a time: the first would be done before the second is looked at
			parameters: { prompt: 'Blue', images: fileRows('data'), options: { concurrency: 1 } },
		});
		expect(error?.message).toBe(`${INPUT_ERRORS.fieldMissing.message} [item 1]`);
		expect(bench.sandbox.requests).toEqual([]);
	});

	it('the first item that comes to nothing lets no other one begin', async () => {
		const bench = await openBench({
			faults: [{ step: 'submit', kind: '400', promptIncludes: 'item 1' }],
		});
		const { error } = await bench.edit(
			{ prompt: numbered, options: { concurrency: 1 } },
			{ items: three },
		);
		expectError({ error }, API_ERRORS.settingsRefused);
		expect(bench.calls('submit')).toHaveLength(1);
	});

	it('what is under way is finished and stays in the ledger', async () => {
		const bench = await openBench({
			faults: [{ step: 'submit', kind: 'failed', promptIncludes: 'item 1' }],
			jobSeconds: ({ index }) => (index === 0 ? 5 : 30),
		});
		const { error, run } = await bench.edit({ prompt: numbered }, { items: three });
		expectError({ error }, API_ERRORS.jobFailed);
		const text = JSON.stringify(run.data.executionData?.contextData);
		for (const { id } of bench.sandbox.jobs) expect(text).toContain(id);
	});

	it('the error names the jobs of the other items, and says of which item nothing was billed', async () => {
		const bench = await openBench({
			faults: [
				{ step: 'submit', kind: '406-credits', promptIncludes: 'item 1' },
				{ step: 'submit', kind: 'reset-after', promptIncludes: 'item 3' },
			],
		});
		const { error } = await bench.edit({ prompt: numbered }, { items: three });
		expectError({ error }, API_ERRORS.creditsUsedUp);
		const paid = bench.sandbox.jobs.find(({ body }) => String(body.prompt).includes('item 2'));
		expect(paid?.billedUsd).toBeGreaterThan(0);
		expect(error?.description).toContain(`a new run submits them again: ${paid?.id}.`);
		expect(error?.description).toContain(`Row 3: ${API_ERRORS.silence.message}.`);
		expect(error?.description).toContain('For this item nothing was billed.');
		expect(error?.description).not.toContain('Nothing was billed.');
	});

	it('the error of an item that is alone names no other job', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: '406-credits' }] });
		const { error } = await bench.edit();
		expect(error?.description).toContain('Nothing was billed.');
		expect(error?.description).not.toContain('again:');
	});
});

it('an empty input gives an empty output', async () => {
	const bench = await openBench();
	const { output } = await bench.done({ items: [], parameters: { prompt: 'Make it blue' } });
	expect(output).toEqual([]);
	expect(bench.sandbox.requests).toEqual([]);
});
