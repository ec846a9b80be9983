import { clock } from '../../nodes/Segmind/core/clock';
import { directoryOf, documentationOf } from '../../nodes/Segmind/models/documentation/source';
import type { FaultKind, FaultRule, SandboxOptions } from '../../sandbox';
import { closeBenches, openBench, type Bench } from './support/bench';
import { editorContext } from './support/editor';

const realNow = clock.now;

afterEach(async () => {
	clock.now = realNow;
	await closeBenches();
});

async function open(options: SandboxOptions = {}) {
	const bench = await openBench(options);
	return { bench, ctx: await editorContext(bench.sandbox.baseUrl) };
}

const asked = (bench: Bench): string[] => bench.sandbox.requests.map(({ path }) => path);

const PATH = '/models/sandbox-form/llms.txt';

describe('the documentation of a model', () => {
	it('is read once in ten minutes, and without the key', async () => {
		const { bench, ctx } = await open();
		const found = await documentationOf(ctx, 'sandbox-form');
		expect(found).toMatchObject({ slug: 'sandbox-form', title: 'Sandbox Form' });
		const from = clock.now();
		clock.now = () => from + 9 * 60_000;
		expect(await documentationOf(ctx, 'sandbox-form')).toBe(found);
		expect(asked(bench)).toEqual([PATH]);
		clock.now = () => from + 11 * 60_000;
		expect(await documentationOf(ctx, 'sandbox-form')).toEqual(found);
		expect(asked(bench)).toEqual([PATH, PATH]);
		expect(JSON.stringify(bench.sandbox.requests)).not.toContain('SG_');
	});

	it('of a model that has a file here needs no request', async () => {
		const { bench, ctx } = await open();
		const found = await documentationOf(ctx, 'gpt-image-1-edit');
		expect(found).toMatchObject({
			parameters: expect.arrayContaining([
				expect.objectContaining({ name: 'image_urls' }),
			]) as unknown,
		});
		expect(asked(bench)).toEqual([]);
	});

	it.each(['', '../v1', 'a/b', 'a b', '..'])('is asked for no slug like %j', async (slug) => {
		const { bench, ctx } = await open();
		expect(await documentationOf(ctx, slug)).toBeUndefined();
		expect(asked(bench)).toEqual([]);
	});

	it('goes by the Base URL that a run has already, without a second decryption', async () => {
		const { bench } = await open();
		const elsewhere = await editorContext('http://127.0.0.1:9');
		const found = await documentationOf(elsewhere, 'sandbox-dub', `${bench.sandbox.baseUrl}/`);
		expect(found).toMatchObject({ slug: 'sandbox-dub' });
	});

	it.each<FaultKind>([
		...(['404', '500', '503', 'html-200', 'too-long', 'empty-body', 'truncated-body'] as const),
		...(['reset-before', 'redirect-foreign', '405-html'] as const),
	])('is none after %s, which is not remembered', async (kind) => {
		const { bench, ctx } = await open({ faults: [{ step: 'documentation', kind, nth: 1 }] });
		expect(await documentationOf(ctx, 'sandbox-form')).toBeUndefined();
		expect(bench.sandbox.requests.filter(({ server }) => server !== 'api')).toEqual([]);
		expect(await documentationOf(ctx, 'sandbox-form')).toMatchObject({ slug: 'sandbox-form' });
		expect(asked(bench)).toEqual([PATH, PATH]);
	});

	it('is none of a model that the site does not know, or where there is no site', async () => {
		const { ctx } = await open();
		expect(await documentationOf(ctx, 'no-such-model')).toBeUndefined();
		const nowhere = await editorContext('http://127.0.0.1:9');
		expect(await documentationOf(nowhere, 'sandbox-form')).toBeUndefined();
		expect(await directoryOf(nowhere)).toBeUndefined();
	});

	it.each<[string, FaultRule, SandboxOptions]>([
		['that hangs', { step: 'documentation', kind: 'hang' }, {}],
		['whose body does not end', { step: 'documentation', kind: 'slow-body' }, { slowBodyMs: 5000 }],
	])('%s is given up after ten seconds', async (_name, fault, options) => {
		const { ctx } = await open({ faults: [fault], ...options });
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		// ten seconds take a tenth of one
		timeout.mockImplementation((ms) => {
			const stop = new AbortController();
			setTimeout(() => stop.abort(), ms / 100);
			return stop.signal;
		});
		const from = performance.now();
		expect(await documentationOf(ctx, 'sandbox-form')).toBeUndefined();
		expect(performance.now() - from).toBeLessThan(4000);
		expect(timeout).toHaveBeenCalledWith(10_000);
		timeout.mockRestore();
	});
});

describe('the directory', () => {
	it('is read once, with every model', async () => {
		const { bench, ctx } = await open();
		const first = await directoryOf(ctx);
		expect(await directoryOf(ctx)).toBe(first);
		expect(first?.map(({ slug }) => slug)).toEqual(
			expect.arrayContaining(['sandbox-form', 'gpt-image-1-edit', 'wan-2.2-t2v-fast']),
		);
		expect(first?.find(({ slug }) => slug === 'sandbox-file')?.averageSeconds).toBeNull();
		expect(asked(bench)).toEqual(['/llms.txt']);
		expect(JSON.stringify(bench.sandbox.requests)).not.toContain('SG_');
	});
});

describe('the call of an execution that is stopped', () => {
	it('ends at once, and another one asks for itself', async () => {
		const fault = { step: 'documentation', kind: 'hang', nth: 1 } as const;
		const { bench, ctx } = await open({ faults: [fault] });
		const stop = new AbortController();
		const execution = Object.assign(Object.create(ctx) as typeof ctx, {
			getExecutionCancelSignal: () => stop.signal,
		});
		const first = documentationOf(execution, 'sandbox-form');
		while (asked(bench).length === 0) await new Promise((go) => setImmediate(go));
		const second = documentationOf(ctx, 'sandbox-form');
		stop.abort();
		const from = performance.now();
		expect(await first).toBeUndefined();
		expect(await second).toMatchObject({ slug: 'sandbox-form' });
		expect(performance.now() - from).toBeLessThan(5000);
	});
});
