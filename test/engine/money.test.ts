import { createHash } from 'node:crypto';
import type {
	IExecuteContextData,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { clock } from '../../nodes/Segmind/core/clock';
import { Segmind } from '../../nodes/Segmind/Segmind.node';
import type { FaultKind, SyncAnswer } from '../../sandbox';
import {
	closeBenches,
	contentOf,
	openBench,
	urlRows,
	type Bench,
	type Outcome,
} from './support/bench';
import { picture } from './support/pictures';
import { forRetry } from './support/retry';
import { expectError } from './support/expected';
import { CONTINUING, numbered, PROMPT, RETRYING } from './support/jobs';

afterEach(closeBenches);

const ten = numbered(10);
const prompt = PROMPT;
const images = (bench: Bench) => urlRows(bench.pictureUrl);

describe('ten wanted images cost ten images', () => {
	it.each([
		['with Retry On Fail after a download that would not work', 'item 4.', {}],
		['with Retry On Fail and Continue On Fail together', 'item 0.', CONTINUING],
	])('%s', async (_name, promptIncludes, node) => {
		const bench = await openBench({
			faults: [{ step: 'download', kind: '404', promptIncludes, times: 20 }],
		});
		const { output } = await bench.edited(
			{ prompt },
			{ items: ten, node: { ...RETRYING, ...node } },
		);
		expect(output.filter(({ binary }) => binary)).toHaveLength(10);
		expect(bench.billedJobs).toBe(10);
	});

	it('when a failed execution is retried from the list', async () => {
		const bench = await openBench({
			faults: [{ step: 'download', kind: '404', promptIncludes: 'item 7.' }],
		});
		const items = await Promise.all(
			ten.map(async (item) => ({ ...item, files: { data: await picture(1) } })),
		);
		const job = { items, parameters: { prompt } };
		const first = await bench.run(job);
		expect(first.error?.message).toBe(`${API_ERRORS.fileGone.message} [item 7]`);
		const uploads = bench.calls('upload').length;
		bench.sandbox.setFaults([]);
		const second = await bench.run({ ...job, earlier: forRetry(first) });
		expect(second.error).toBeUndefined();
		expect(second.output).toHaveLength(10);
		expect(bench.billedJobs).toBe(10);
		expect(bench.calls('upload')).toHaveLength(uploads);
	});

	it('a job that failed after its run had ended is submitted again by a retry', async () => {
		const bench = await openBench({
			faults: [
				{ step: 'submit', kind: '400', promptIncludes: 'item 0.', times: 1 },
				{ step: 'submit', kind: 'failed', promptIncludes: 'item 3.', times: 1 },
			],
		});
		const job = {
			items: ten.slice(0, 4),
			parameters: { operation: 'edit', prompt, images: images(bench) },
		};
		const first = await bench.run(job);
		expect(first.error).toBeDefined();
		const submitted = bench.sandbox.jobs.length;
		// its run was cut off before it knew
		const cut = forRetry(first);
		expect(JSON.stringify(cut.executionData?.contextData)).toContain(',"failed":true');
		const context = JSON.stringify(cut.executionData?.contextData).replaceAll(',"failed":true', '');
		if (cut.executionData)
			cut.executionData.contextData = JSON.parse(context) as IExecuteContextData;
		const second = await bench.run({ ...job, earlier: cut });
		expect(second.error).toBeUndefined();
		expect(second.output.filter(({ binary }) => binary)).toHaveLength(4);
		expect(submitted).toBeGreaterThan(0);
		expect(bench.billedJobs).toBe(4);
	});

	it('a job that failed twice is submitted again', async () => {
		const bench = await openBench({
			faults: [{ step: 'submit', kind: 'failed', promptIncludes: 'item 3.', times: 2 }],
		});
		const { output } = await bench.edit(
			{ prompt },
			{ items: ten, node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
		);
		expect(output).toHaveLength(10);
		expect(bench.sandbox.jobs).toHaveLength(12);
		expect(bench.billedJobs).toBe(10);
	});
});

/** The node in an n8n that can't read its credential any more, from this try on. */
function withoutCredentialFrom(firstTry: number): INodeType {
	const node = new Segmind();
	let tries = 0;
	return {
		description: node.description,
		async execute(this: IExecuteFunctions) {
			tries += 1;
			const gone = async () => {
				throw new Error('Credentials could not be decrypted');
			};
			const ctx = new Proxy(this, {
				get: (target, name) => {
					if (name === 'getCredentials' && tries >= firstTry) return gone;
					const own: unknown = Reflect.get(target, name);
					return typeof own === 'function' ? (own.bind(target) as unknown) : own;
				},
			});
			return (await node.execute.call(ctx)) as INodeExecutionData[][];
		},
	};
}

describe('a job whose record is gone', () => {
	const HOUR_MS = 3_600_000;
	const one = { items: ten.slice(0, 3) };

	/** Submits three images, none of whose results can be read, and lets their records expire. */
	async function abandoned(): Promise<{ bench: Bench; first: Outcome }> {
		const bench = await openBench({ faults: [{ step: 'result', kind: '500' }] });
		const first = await bench.edit({ prompt }, { ...one });
		expect(first.error).toBeDefined();
		bench.sandbox.setFaults([]);
		await clock.sleep(HOUR_MS);
		return { bench, first };
	}

	it('is not submitted again by Retry On Fail, and the error names all of them', async () => {
		const { bench, first } = await abandoned();
		const data = forRetry(first, RETRYING);
		const job = { ...one, parameters: { prompt, images: images(bench) } };
		const second = await bench.run({ ...job, earlier: data, executionId: 'second' });
		expectError(second, API_ERRORS.recordExpired);
		expect(bench.sandbox.jobs).toHaveLength(3);
		for (const { id } of bench.sandbox.jobs) expect(second.error?.description).toContain(id);
		const third = await bench.run({ ...job, earlier: forRetry(second), executionId: 'third' });
		expect(third.output).toHaveLength(3);
		expect(bench.sandbox.jobs).toHaveLength(6);
	});

	it('is told again where the last try of Retry On Fail failed before it came to that', async () => {
		const { bench, first } = await abandoned();
		const data = forRetry(first, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
		const job = { ...one, parameters: { prompt, images: images(bench) } };
		const earlier = { ...job, earlier: data, segmind: withoutCredentialFrom(2) };
		const second = await bench.run({ ...earlier, executionId: 'second' });
		expect(second.error?.message).toContain('Credentials');
		const third = await bench.run({ ...job, earlier: forRetry(second), executionId: 'third' });
		expect(third.error?.message).toContain(API_ERRORS.recordExpired.message);
		expect(bench.sandbox.jobs).toHaveLength(3);
	});
});

describe('direct calls are handed out again by a retry', () => {
	const parameters = (bench: Bench) => ({
		prompt,
		images: images(bench),
		options: { delivery: 'sync', fileName: '={{ "shot-" + $json.n }}' },
	});

	it.each<[SyncAnswer, number]>([
		['image', 1],
		['json-images', 1],
		['json-images', 3],
		['json-base64', 1],
	])('answered as %s with %i images', async (syncAnswer, outputsPerJob) => {
		const bench = await openBench({
			syncAnswer,
			outputsPerJob,
			faults: [{ step: 'sync', kind: '400', promptIncludes: 'item 3.', times: 1 }],
		});
		const items = ten.slice(0, 4);
		const first = await bench.run({ items, parameters: parameters(bench) });
		expect(first.error).toBeDefined();
		const billed = bench.billedJobs;
		const second = await bench.run({
			items,
			parameters: parameters(bench),
			earlier: forRetry(first),
		});
		expect(second.error).toBeUndefined();
		expect(bench.billedJobs).toBe(4);
		expect(billed).toBeGreaterThan(0);
		expect(second.output).toHaveLength(4 * outputsPerJob);
		const made = bench.sandbox.jobs.flatMap(({ outputs }) => outputs.map(({ sha256 }) => sha256));
		const given = await Promise.all(
			second.output.map(async ({ binary }) => await contentOf(binary?.data)),
		);
		const hashes = given.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
		expect(hashes.sort()).toEqual(made.sort());
		const again = Object.keys(second.output[0]?.binary?.data ?? {}).sort();
		expect(again).toEqual(Object.keys(second.output.at(-1)?.binary?.data ?? {}).sort());
		expect(second.output[0]?.json).toMatchObject({ fileName: 'shot-0.png' });
	});
});

describe('a submission that was never answered', () => {
	const options = { delivery: 'queue' };

	it('is reported, and not sent again by Retry On Fail', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: 'reset-after', times: 1 }] });
		const { error } = await bench.edit({ options }, { node: RETRYING });
		expectError({ error }, API_ERRORS.unconfirmedBefore);
		expect(bench.calls('submit')).toHaveLength(1);
	});

	it('is sent again when the person allows it', async () => {
		const bench = await openBench({ faults: [{ step: 'submit', kind: 'reset-after', times: 1 }] });
		const { output } = await bench.edit(
			{ options: { ...options, repeatUnconfirmed: true } },
			{ node: RETRYING },
		);
		expect(output).toHaveLength(1);
		expect(bench.calls('submit')).toHaveLength(2);
	});
});

describe('what is repeated and what never is', () => {
	const submits = async (kind: FaultKind, times?: number): Promise<[number, Outcome]> => {
		const bench = await openBench({ faults: [{ step: 'submit', kind, ...(times && { times }) }] });
		const outcome = await bench.edit({ options: { delivery: 'queue' } });
		return [bench.calls('submit').length, outcome];
	};

	it.each<[FaultKind, number]>([
		['400', 1],
		['reset-before', 1],
		['reset-after', 1],
		['no-request-id', 1],
	])('a submission answered with %s goes out %i times at most', async (kind, count) => {
		const [sent, outcome] = await submits(kind);
		expect(sent).toBe(count);
		expect(outcome.error).toBeDefined();
	});

	it('a job that meets 502, 500 and 502 goes out three times at most', async () => {
		const kinds: FaultKind[] = ['502', '500', '502', '503'];
		const step = 'submit' as const;
		const faults = kinds.map((kind, at) => ({ step, kind, nth: at + 1, times: 1 }));
		const bench = await openBench({ faults });
		const { error } = await bench.edit({ options: { delivery: 'queue' } });
		expect(bench.calls('submit')).toHaveLength(3);
		expect(error).toBeDefined();
	});

	it.each<FaultKind>(['rate-limit', 'rate-limit-reset-header', 'rate-limit-retry-after', '502'])(
		'a submission that meets %s twice goes through in the end',
		async (kind) => {
			const [sent, outcome] = await submits(kind, 2);
			expect(sent).toBe(3);
			expect(outcome.output).toHaveLength(1);
		},
	);

	it.each<FaultKind>(['500', '502', '504', 'reset-before', 'rate-limit', 'html-200'])(
		'reading is repeated after %s until it works',
		async (kind) => {
			const steps = ['status', 'result'] as const;
			const bench = await openBench({ faults: steps.map((step) => ({ step, kind, times: 4 })) });
			const { output } = await bench.edit();
			expect(output).toHaveLength(1);
			expect(bench.sandbox.jobs).toHaveLength(1);
		},
	);

	it.each<FaultKind>(['truncated-body', 'short-body', '502', 'reset-before', 'empty-body'])(
		'a download that meets %s is made again, and comes whole',
		async (kind) => {
			const bench = await openBench({ faults: [{ step: 'download', kind, times: 2 }] });
			const { output } = await bench.edit();
			expect(output[0]?.json.fileSize).toBe(bench.sandbox.jobs[0]?.outputs[0]?.bytes);
		},
	);
});

it('an account with a limit gets every image at its pace', async () => {
	for (const header of ['none', 'reset', 'retry-after'] as const) {
		const bench = await openBench({
			rateLimit: { submits: 10, windowMs: 5000, header },
			jobSeconds: 10,
		});
		const startMs = bench.clock?.now() ?? 0;
		const items = numbered(40);
		const { output } = await bench.edited({ prompt, options: { concurrency: 40 } }, { items });
		expect(output).toHaveLength(40);
		// ten at once, then three more windows of five seconds: the bound that the limit sets
		const lastMs = Math.max(...bench.sandbox.jobs.map(({ submittedAtMs }) => submittedAtMs));
		// where no answer says when to come back, the window has to be found by trying
		expect((lastMs - startMs) / 15_000).toBeLessThan(header === 'none' ? 1.35 : 1.15);
		await closeBenches();
	}
});
