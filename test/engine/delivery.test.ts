import type { FaultKind, ResultShape, SyncAnswer } from '../../sandbox';
import { closeBenches, contentOf, openBench, type Bench, type Outcome } from './support/bench';
import { sha256 } from './support/pictures';

afterEach(closeBenches);

const ask = async (bench: Bench, delivery: string) => await bench.edit({ options: { delivery } });

async function expectMade(bench: Bench, { output, error }: Outcome): Promise<void> {
	expect(error).toBeUndefined();
	expect(output).toHaveLength(1);
	const content = await contentOf(output[0]?.binary?.data);
	expect(sha256(content)).toBe(bench.sandbox.jobs[0]?.outputs[0]?.sha256);
	expect(output[0]?.json).toMatchObject({ mimeType: 'image/png', fileSize: content.length });
	expect(bench.sandbox.jobs).toHaveLength(1);
}

describe('the queue', () => {
	it('is asked in four steps, at addresses built from the request ID', async () => {
		const bench = await openBench();
		const { output } = await ask(bench, 'queue');
		const id = String(output[0]?.json.requestId);
		const paths = bench.sandbox.requests.map(({ method, path }) => `${method} ${path}`);
		expect(paths[0]).toBe('POST /v2/gpt-image-1-edit');
		expect(new Set(paths.slice(1, -2))).toEqual(new Set([`GET /v2/requests/${id}/status`]));
		expect(paths.at(-2)).toBe(`GET /v2/requests/${id}`);
		expect(paths.at(-1)).toMatch(/^GET \/generations\//);
	});

	it.each<ResultShape>(['images', 'output-string', 'output-list', 'output-json-string'])(
		'reads a result as %s',
		async (resultShape) => {
			const bench = await openBench({ resultShape });
			await expectMade(bench, await ask(bench, 'queue'));
		},
	);

	it('takes a state that it does not know for "still running"', async () => {
		const bench = await openBench({
			faults: [{ step: 'status', kind: 'unknown-state', times: 3 }],
		});
		await expectMade(bench, await ask(bench, 'queue'));
	});
});

describe('the direct call', () => {
	it.each<[SyncAnswer, FaultKind | undefined]>([
		['image', undefined],
		['image', 'wrong-content-type'],
		['json-images', undefined],
		['json-output', undefined],
		['json-image-url', undefined],
		['json-base64', undefined],
	])('reads an answer as %s %s', async (syncAnswer, kind) => {
		const bench = await openBench({ syncAnswer, faults: kind ? [{ step: 'sync', kind }] : [] });
		const outcome = await ask(bench, 'sync');
		await expectMade(bench, outcome);
		expect(outcome.output[0]?.json.cost).toBe(0.14);
		expect(bench.calls('submit')).toEqual([]);
		expect(bench.calls('sync').map(({ path }) => path)).toEqual(['/v1/gpt-image-1-edit']);
	});

	it.each(['empty-body', 'short-body'] as const)(
		'with a spoiled image (%s) speaks of no URL, as it has none',
		async (kind) => {
			const bench = await openBench({ faults: [{ step: 'sync', kind }] });
			const { error } = await ask(bench, 'sync');
			expect(error?.description).toContain(bench.sandbox.jobs[0]?.id);
			expect(error?.description).toContain('It has been billed.');
			expect(error?.description).toContain('the file came within the answer and has no URL');
			expect(error?.description).not.toMatch(/seven days|Its URL/);
		},
	);
});

it.each<[FaultKind, number]>([
	...(['404', '405-html'] as const).map((kind): [FaultKind, number] => [kind, 1]),
	...(['400', '500', '502', 'reset-after', 'no-request-id', 'empty-body', '410'] as const).map(
		(kind): [FaultKind, number] => [kind, 0],
	),
])('automatic: a queue that answers %s leads to %i direct calls', async (kind, calls) => {
	const bench = await openBench({ faults: [{ step: 'submit', kind }] });
	const outcome = await ask(bench, 'auto');
	expect(bench.calls('sync')).toHaveLength(calls);
	if (calls > 0) await expectMade(bench, outcome);
	else expect(outcome.error).toBeDefined();
});
