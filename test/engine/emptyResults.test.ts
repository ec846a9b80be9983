import type { INode } from 'n8n-workflow';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { WORKFLOW_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
import type { ErrorDefinition } from '../../nodes/Segmind/errors/problem';
import type { FaultKind, FaultRule, SandboxOptions } from '../../sandbox';
import {
	closeBenches,
	openBench,
	urlRows,
	type Bench,
	type Job,
	type Outcome,
} from './support/bench';
import { closeStages, stage } from './support/oneJob';
import { forRetry } from './support/retry';
import { expectError, told } from './support/expected';
import {
	CONTINUING,
	edit,
	get,
	jsonFlow,
	model,
	numbered,
	RETRYING,
	type Parameters,
} from './support/jobs';

afterEach(closeBenches);
afterEach(closeStages);

const image = ({ pictureUrl }: Bench, options: Parameters = {}): Parameters =>
	edit({ images: urlRows(pictureUrl), options });

const anyModel = (options: Parameters = {}): Parameters => model('sandbox-video', { options });

/** Seconds between the first and the last request for something. */
function askedFor(bench: Bench, step: 'status' | 'result'): number {
	const found = bench.calls(step).filter(({ fault }) => fault);
	return ((found.at(-1)?.at ?? 0) - (found[0]?.at ?? 0)) / 1000;
}

const NOTHING: FaultKind[] = ['no-output', 'null-output', 'blank-output', 'list-output'];

describe('a job that is done, and whose result holds nothing yet,', () => {
	it.each<[string, (bench: Bench) => Parameters, 'status' | 'result', FaultKind]>([
		...[...NOTHING, 'object-output' as const].map(
			(kind) => ['an image', image, 'result', kind] as [string, typeof image, 'result', FaultKind],
		),
		...NOTHING.slice(0, 3).flatMap(
			(kind): Array<[string, (bench: Bench) => Parameters, 'status' | 'result', FaultKind]> => [
				['any model', () => anyModel(), 'result', kind],
				['a PixelFlow', (bench) => jsonFlow(bench), 'status', kind],
			],
		),
	])('is asked for again: %s', async (_name, parametersOf, step, kind) => {
		const bench = await openBench({ faults: [{ step, kind, forMs: 12_000 }] });
		const { output } = await bench.done({ parameters: parametersOf(bench), items: numbered(1) });
		expect(Object.keys(output[0]?.binary ?? {})).toHaveLength(1);
		expect(bench.sandbox.jobs).toHaveLength(1);
	});

	it.each<[string, (bench: Bench) => Parameters, 'status' | 'result', ErrorDefinition]>([
		['an image', image, 'result', API_ERRORS.noResult],
		['any model', () => anyModel(), 'result', API_ERRORS.noResult],
		['a PixelFlow', (bench) => jsonFlow(bench), 'status', WORKFLOW_ERRORS.workflowNoResult],
	])('is told after 15 s: %s', async (name, parametersOf, step, row) => {
		const bench = await openBench({ faults: [{ step, kind: 'null-output' }] });
		const { error } = await bench.run({ parameters: parametersOf(bench), items: numbered(1) });
		expectError(
			{ error },
			row,
			bench.sandbox.jobs[0]?.id,
			'It has been billed.',
			'set On Error in the settings of the node to Continue',
			"'Repeat Unconfirmed'",
		);
		expect(`${error?.message} ${error?.description}`.includes('PixelFlow')).toBe(
			name === 'a PixelFlow',
		);
		if (step === 'result') expect(askedFor(bench, step)).toBe(15);
	});

	it('is told by Request: Get as what can be done there', async () => {
		const bench = await openBench({ faults: [{ step: 'result', kind: 'no-output' }] });
		await bench.run({
			parameters: { ...image(bench), options: { waitForCompletion: false } },
			items: numbered(1),
		});
		const { error } = await bench.run({ parameters: get(bench.sandbox.jobs[0]?.id) });
		expectError({ error }, API_ERRORS.noResult);
		expect(error?.description).not.toMatch(/Repeat Unconfirmed|PixelFlow/);
	});
});

describe('any model that found nothing', () => {
	it.each<[string, unknown, unknown]>([
		['a list', [], []],
		['an object', {}, {}],
		['a list as text', '[]', []],
	])('has that for its result at once: %s', async (_name, output, wanted) => {
		for (const delivery of ['queue', 'sync']) {
			const { standIn, run } = await stage({ output: () => output });
			const outcome = await run(anyModel({ delivery }), { items: numbered(1) });
			expect(outcome.error).toBeUndefined();
			expect(outcome.output[0]?.json.output).toEqual(wanted);
			expect(standIn.count('result') + standIn.count('sync')).toBe(1);
		}
	});

	it.each(['[]', '{}'])('by a direct answer that is %s', async (body) => {
		const { run } = await stage({
			sync: (response) =>
				void response.writeHead(200, { 'content-type': 'application/json' }).end(body),
		});
		const outcome = await run(anyModel({ delivery: 'sync' }), { items: numbered(1) });
		expect(outcome.output[0]?.json.output).toEqual(JSON.parse(body));
	});

	it.each(['', ' \n'])('has an empty text for its result after 15 s: %j', async (text) => {
		const { standIn, run } = await stage({ output: () => text });
		const { output } = await run(anyModel({ delivery: 'queue' }), { items: numbered(1) });
		expect(output[0]?.json.text).toBe(text);
		expect(standIn.count('result')).toBe(5);
	});

	it('beside an error says nothing', async () => {
		const { run } = await stage({
			result: (response) =>
				void response.end('{"status":"COMPLETED","output":[],"error":"Out of memory"}'),
		});
		const { error } = await run(anyModel({ delivery: 'queue' }), { items: numbered(1) });
		expectError({ error }, API_ERRORS.noResult, 'Out of memory');
	});
});

describe('a job without a result in a batch', () => {
	const EMPTY: FaultRule = { step: 'result', kind: 'no-output', promptIncludes: 'item 1.' };

	let retries = 0;

	/** A person's retry, after a change of the node. */
	async function retry(
		bench: Bench,
		job: Job,
		{ run }: Outcome,
		node: Partial<INode>,
		options: object,
	) {
		retries += 1;
		const data = forRetry({ run } as Outcome, node);
		const [next] = data.executionData?.nodeExecutionStack ?? [];
		Object.assign(next?.node.parameters ?? {}, { options });
		return await bench.run({ ...job, node, earlier: data, executionId: `retry-${retries}` });
	}

	async function failed(options: Parameters = {}, more: SandboxOptions = {}) {
		const bench = await openBench({ faults: [EMPTY], ...more });
		const job = { parameters: image(bench, options), items: numbered(3), executionId: 'first' };
		const node = RETRYING;
		const first = await bench.run({ ...job, node });
		expect(first.error?.message).toBe(told(API_ERRORS.noResult, 1));
		expect(bench.sandbox.jobs).toHaveLength(3);
		return { bench, job, first };
	}

	it('holds up no other in a retry with On Error: Continue', async () => {
		const { bench, job, first } = await failed();
		const second = await retry(bench, job, first, CONTINUING, {});
		expect(second.output.map(({ binary, json }) => (binary ? 'image' : json.error))).toEqual([
			...['image', told(API_ERRORS.noResult, 1), 'image'],
		]);
		expect(bench.sandbox.jobs).toHaveLength(3);
	});

	it('is submitted again with Repeat Unconfirmed, but by no try of the same execution', async () => {
		const repeat = { repeatUnconfirmed: true };
		const { bench, job, first } = await failed(repeat);
		bench.sandbox.setFaults([{ ...EMPTY, times: 5, nth: 1 }]);
		const second = await retry(bench, job, first, {}, repeat);
		expect(second.error).toBeUndefined();
		expect(second.output.filter(({ binary }) => binary)).toHaveLength(3);
		expect(bench.sandbox.jobs).toHaveLength(4);
	});

	it('is submitted again once by each execution, however often it tries', async () => {
		const repeat = { repeatUnconfirmed: true };
		const { bench, job, first } = await failed(repeat);
		const node = RETRYING;
		const second = await retry(bench, job, first, node, repeat);
		expect(second.error?.message).toBe(told(API_ERRORS.noResult, 1));
		expect(bench.sandbox.jobs).toHaveLength(4);
		// no retry hands out the one that was submitted again
		const superseded = bench.sandbox.jobs.find(({ body }) => body.prompt === 'item 1.');
		expect(superseded).toBeDefined();
		expect(second.error?.description).not.toContain(superseded?.id);
	});

	it.each([
		['without Repeat Unconfirmed', {}, [EMPTY]],
		['where its result has come since', { repeatUnconfirmed: true }, []],
	])('is not submitted again %s', async (_name, options, faults) => {
		const { bench, job, first } = await failed();
		bench.sandbox.setFaults(faults);
		const second = await retry(bench, job, first, {}, options);
		expect(second.output).toHaveLength(faults.length === 0 ? 3 : 0);
		expect(bench.sandbox.jobs).toHaveLength(3);
	});

	it('is submitted again by the same retry where its record is gone by then', async () => {
		const { bench, job, first } = await failed();
		bench.sandbox.setFaults([
			{ step: 'status', kind: 'expired', promptIncludes: 'item 1.', nth: 1, times: 1 },
		]);
		await bench.clock?.sleep(3_700_000);
		const second = await retry(bench, job, first, {}, { repeatUnconfirmed: true });
		expect(second.error).toBeUndefined();
		expect(second.output).toHaveLength(3);
		expect(bench.sandbox.jobs).toHaveLength(4);
	});
});
