import { fetchable } from '../../nodes/Segmind/job/runByHand';
import type { FaultRule, SandboxOptions } from '../../sandbox';
import type { SourceItem } from '../../scripts/engine/nodeTypes';
import {
	type Bench,
	closeBenches,
	fileRows,
	hintTexts,
	type Job,
	openBench,
	type Outcome,
	outcomeOf,
	until,
	urlRows,
} from './support/bench';
import { picture } from './support/pictures';
import { forRetry, retry } from './support/retry';
import { asTool } from './support/tool';
import { CONTINUING, numbered, edit, model, workflow } from './support/jobs';

afterEach(closeBenches);

let runs = 0;
let tests = 0;
beforeEach(() => void (tests += 1));

/** Request IDs of one test are no other's, as the process remembers them. */
const open = async (options: SandboxOptions = {}): Promise<Bench> =>
	await openBench({ seed: tests, ...options });

/** A person presses Execute: always another execution of the same workflow. */
const byHand = (job: Job): Job => ({
	mode: 'manual',
	executionId: `hand-${(runs += 1)}`,
	// what one test leaves behind is no other's
	workflowId: `workflow-${tests}`,
	...job,
});

const execute = async (bench: Bench, job: Job): Promise<Outcome> => await bench.run(byHand(job));

/** The same, and the person presses Stop once a job is waited for. */
async function executeAndStop(bench: Bench, job: Job, requests = 2): Promise<Outcome> {
	const before = bench.calls('status').length;
	const execution = await bench.start(byHand(job));
	await until(() => bench.calls('status').length >= before + requests);
	execution.stop();
	return outcomeOf(await execution.done);
}

const submitted = (bench: Bench): number => bench.calls('submit').length;

const photos = async (): Promise<SourceItem[]> => [
	{ json: { n: 0 }, files: { data: await picture(1) } },
	{ json: { n: 1 }, files: { data: await picture(2) } },
];

const asFile = (name: string, sendAs: string) => ({
	values: [{ name, source: 'binary', binaryPropertyName: 'data', sendAs }],
});

/** What people run, each with two items. */
const JOBS: Array<[string, () => Promise<Job>]> = [
	[
		'photos',
		async () => ({ items: await photos(), parameters: edit({ images: fileRows('data') }) }),
	],
	[
		'a prompt only, two images per item',
		async () => ({
			items: numbered(1),
			parameters: edit({ operation: 'generate', options: { imagesPerItem: 2 } }),
		}),
	],
	[
		'any model with a file within the request',
		async () => ({
			items: await photos(),
			parameters: model('sandbox-video', { imageFields: asFile('still', 'base64') }),
		}),
	],
	[
		'a PixelFlow with a file',
		async () => ({
			items: await photos(),
			parameters: workflow({ fileFields: asFile('product_image', 'url') }),
		}),
	],
];

describe.each(JOBS)('%s: executed again by hand', (_name, jobOf) => {
	it('after Stop, what was submitted is handed out, once', async () => {
		const bench = await open({ jobSeconds: 100 });
		await executeAndStop(bench, await jobOf());
		expect(submitted(bench)).toBe(2);
		const again = await execute(bench, await jobOf());
		expect(again.error).toBeUndefined();
		expect(again.output).toHaveLength(2);
		expect(submitted(bench)).toBe(2);
		const after = await execute(bench, await jobOf());
		expect(after.output).toHaveLength(2);
		expect(submitted(bench)).toBe(4);
	});

	it('after downloads that failed, what is paid is handed out', async () => {
		const bench = await open({ faults: [{ step: 'download', kind: '500' }] });
		const failed = await execute(bench, await jobOf());
		expect(failed.error).toBeDefined();
		bench.sandbox.setFaults([]);
		const again = await execute(bench, await jobOf());
		expect(again.output).toHaveLength(2);
		expect(submitted(bench)).toBe(2);
	});

	it('after a success, it makes new ones', async () => {
		const bench = await open();
		await execute(bench, await jobOf());
		const again = await execute(bench, await jobOf());
		expect(again.output).toHaveLength(2);
		expect(submitted(bench)).toBe(4);
	});
});

const byUrl = ({ pictureUrl }: Bench, more: object = {}) =>
	edit({ images: urlRows(pictureUrl), ...more });

const plain = (bench: Bench, more: Job = {}): Job => ({
	items: numbered(2),
	parameters: byUrl(bench),
	...more,
});

/** What ends a run, and whether it is over for each of its two jobs: then they are submitted again. */
const ENDINGS: Array<[string, FaultRule[], Job['parameters'], number]> = [
	['Maximum Wait', [{ step: 'submit', kind: 'never' }], { options: { maxWaitSeconds: 30 } }, 2],
	['a connection that broke off', [{ step: 'status', kind: 'reset-before' }], {}, 2],
	['an outage while waiting', [{ step: 'status', kind: '503' }], {}, 2],
	['a limit while waiting', [{ step: 'status', kind: 'rate-limit' }], {}, 2],
	['a result without files', [{ step: 'result', kind: 'empty-body', promptIncludes: '1.' }], {}, 2],
	['a file that is missing', [{ step: 'download', kind: '404', promptIncludes: '1.' }], {}, 2],
	// the failed jobs are not billed: the second try of this run, and the next run submit it again
	['a job that failed', [{ step: 'submit', kind: 'failed', promptIncludes: '1.' }], {}, 4],
	['a submit that was refused', [{ step: 'submit', kind: '400', promptIncludes: '1.' }], {}, 3],
	['one that was never confirmed', [{ step: 'submit', kind: 'no-request-id', nth: 2 }], {}, 3],
];

describe('a run by hand that failed', () => {
	it.each(ENDINGS)(
		'by %s: what was submitted is not submitted again',
		async (_name, faults, more, total) => {
			const bench = await open({ faults });
			const job = plain(bench);
			job.parameters = { ...job.parameters, ...more };
			const failed = await execute(bench, job);
			expect(failed.error).toBeDefined();
			bench.sandbox.setFaults([]);
			const again = await execute(bench, job);
			expect(again.output.length + (again.error ? 1 : 0)).toBeGreaterThan(0);
			expect(submitted(bench)).toBe(total);
		},
	);
});

/** Who else may run the same thing after a run by hand that was stopped; nobody of them gets its jobs. */
const OTHERS: Array<[string, (bench: Bench) => Job | Promise<Job>]> = [
	['a trigger', () => ({ mode: 'trigger' })],
	['a webhook in production', () => ({ mode: 'webhook' })],
	['a sub-workflow', () => ({ mode: 'integrated' })],
	['an evaluation', () => ({ mode: 'evaluation' })],
	[
		'an agent',
		(bench) => ({
			...{ segmind: asTool(), node: { type: 'n8n-nodes-segmind.segmindTool' } },
			parameters: edit({ imageUrls: bench.pictureUrl }),
		}),
	],
	['another workflow', () => ({ workflowId: 'another' })],
	['another node', () => ({ node: { id: 'another' } })],
	['another key', () => ({ apiKey: 'SG_another' })],
	[
		'another Base URL',
		({ sandbox }) => ({ baseUrl: sandbox.baseUrl.replace('127.0.0.1', 'localhost') }),
	],
	['another prompt', (bench) => ({ parameters: byUrl(bench, { prompt: 'other' }) })],
	['another model', (bench) => ({ parameters: byUrl(bench, { model: 'nano-banana' }) })],
	[
		'another photo of the same name and size',
		async () => {
			const { content, ...named } = await picture(1);
			const other = Buffer.from(content);
			other[other.length - 20] = (other[other.length - 20] ?? 0) ^ 1;
			const items = [{ json: { n: 0 }, files: { data: { ...named, content: other } } }];
			return { items, parameters: edit({ images: fileRows('data') }) };
		},
	],
];

it.each(OTHERS)('%s takes up nothing that a run by hand left behind', async (name, otherOf) => {
	const bench = await open({ jobSeconds: 100 });
	const files = { data: await picture(1) };
	const job: Job = name.includes('photo')
		? { items: [{ json: { n: 0 }, files }], parameters: edit({ images: fileRows('data') }) }
		: plain(bench, { items: numbered(1) });
	await executeAndStop(bench, job, 1);
	await bench.run(byHand({ ...job, ...(await otherOf(bench)) }));
	const before = bench.sandbox.jobs.length;
	expect((await execute(bench, job)).output).toHaveLength(1);
	expect(bench.sandbox.jobs).toHaveLength(before);
});

it.each<[string, Job]>([
	['a workflow that was never saved', { workflowId: '' }],
	['a workflow that was never saved, as n8n says', { workflowId: '__EMPTY__' }],
	['a production run', { mode: 'webhook' }],
])('%s that was stopped leaves nothing to a run by hand', async (_name, more) => {
	const bench = await open({ jobSeconds: 100 });
	await executeAndStop(bench, plain(bench, more));
	await execute(bench, plain(bench, { ...more, mode: 'manual' }));
	expect(submitted(bench)).toBe(4);
});

it('two people at once: each job goes to one of them', async () => {
	const bench = await open({ jobSeconds: 100 });
	await executeAndStop(bench, plain(bench));
	const both = await Promise.all([execute(bench, plain(bench)), execute(bench, plain(bench))]);
	expect(both.map(({ output }) => output.length)).toEqual([2, 2]);
	const ids = both.flatMap(({ output }) => output.map(({ json }) => json.requestId));
	expect(new Set(ids).size).toBe(4);
	expect(submitted(bench)).toBe(4);
});

it('a run that goes on keeps its jobs', async () => {
	const bench = await open({ jobSeconds: 100 });
	const first = await bench.start(byHand(plain(bench)));
	await until(() => bench.calls('status').length > 1);
	await execute(bench, plain(bench));
	expect(outcomeOf(await first.done).output).toHaveLength(2);
	expect(submitted(bench)).toBe(4);
});

it('two equal items of which one came out: the other is taken up, and the rest submitted', async () => {
	const bench = await open({ faults: [{ step: 'submit', kind: 'never', nth: 2 }] });
	const parameters = edit({
		...{ prompt: 'the same', images: urlRows(bench.pictureUrl) },
		options: { maxWaitSeconds: 30, concurrency: 1 },
	});
	const job = { ...plain(bench), parameters, node: CONTINUING };
	const first = await execute(bench, job);
	expect(first.output.map(({ json }) => 'error' in json)).toEqual([false, true]);
	await execute(bench, job);
	expect(submitted(bench)).toBe(3);
});

it.each([
	['a file that is missing', { step: 'download', kind: '404' } as const, 4],
	['an empty result', { step: 'result', kind: 'no-output' } as const, 4],
	['Maximum Wait', { step: 'status', kind: 'unknown-state' } as const, 2],
])(
	'what was taken up and ended by %s is submitted again after it: %#',
	async (_name, fault, total) => {
		const bench = await open({ jobSeconds: 20 });
		const job = plain(bench, {
			parameters: byUrl(bench, { options: { maxWaitSeconds: 30 } }),
		});
		await executeAndStop(bench, job);
		bench.sandbox.setFaults([fault]);
		await execute(bench, job);
		bench.sandbox.setFaults([]);
		await execute(bench, job);
		expect(submitted(bench)).toBe(total);
	},
);

it('what was taken up and stopped is taken up once more', async () => {
	const bench = await open({ jobSeconds: 100 });
	await executeAndStop(bench, plain(bench));
	await executeAndStop(bench, plain(bench));
	expect((await execute(bench, plain(bench))).output).toHaveLength(2);
	expect(submitted(bench)).toBe(2);
});

it('one row is mended: the others are taken up, and the hint says so', async () => {
	const bench = await open({
		faults: [{ step: 'submit', kind: '400', promptIncludes: 'item 3' }],
	});
	const parameters = byUrl(bench, { options: { concurrency: 1 } });
	const job = plain(bench, { items: numbered(4), parameters });
	const failed = await execute(bench, job);
	expect(failed.error?.description).toContain('executing this node again hands out');
	bench.sandbox.setFaults([]);
	const again = await execute(bench, job);
	expect(again.output).toHaveLength(4);
	const [sum, taken] = hintTexts(again);
	expect(sum).toMatch(/^1 image for /);
	expect(taken).toMatch(
		/^3 images were taken over from the run that failed at \d\d:\d\d, and are not billed again\. Execute once more for new ones\.$/,
	);
	expect(submitted(bench)).toBe(5);
});

it('what is taken up counts nothing towards Maximum Cost', async () => {
	const bench = await open({ jobSeconds: 100 });
	await executeAndStop(bench, plain(bench));
	const limited = byUrl(bench, { options: { maxCostUsd: 0.3 } });
	const again = await execute(bench, plain(bench, { items: numbered(3), parameters: limited }));
	expect(again.error).toBeUndefined();
	expect(again.output.filter(({ binary }) => binary)).toHaveLength(3);
	expect(hintTexts(again)[1]).toContain(
		'2 images were taken over from the run that was stopped at',
	);
});

it.each(['', 'DEFAULT'])('nothing is lost to the time zone "%s"', async (timezone) => {
	const bench = await open({ jobSeconds: 100 });
	const job = plain(bench, { settings: { timezone } });
	await executeAndStop(bench, job);
	expect(hintTexts(await execute(bench, job))[0]).toMatch(/stopped at \d\d:\d\d UTC, /);
});

it('a dry run says that they cost nothing, and takes none', async () => {
	const bench = await open({ jobSeconds: 100 });
	await executeAndStop(bench, plain(bench));
	const parameters = byUrl(bench, { options: { dryRun: true } });
	const { output } = await execute(bench, plain(bench, { items: numbered(3), parameters }));
	expect(output.map(({ json }) => json.estimatedCost)).toEqual([0, 0, 0.14]);
	await execute(bench, plain(bench));
	expect(submitted(bench)).toBe(2);
});

it('a retry from the list that hands the jobs out leaves none for a run by hand', async () => {
	const bench = await open({ faults: [{ step: 'download', kind: '500' }] });
	const failed = await execute(bench, plain(bench));
	const retried = await retry(bench, plain(bench), forRetry(failed));
	expect(retried.output).toHaveLength(2);
	expect(submitted(bench)).toBe(2);
	await execute(bench, plain(bench));
	expect(submitted(bench)).toBe(4);
});

it('Retry On Fail that hands the jobs out leaves none either', async () => {
	const bench = await open({
		faults: [{ step: 'submit', kind: '400', promptIncludes: 'item 1', times: 1 }],
	});
	const job = plain(bench, { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
	expect((await execute(bench, job)).output).toHaveLength(2);
	expect(submitted(bench)).toBe(3);
	await execute(bench, job);
	expect(submitted(bench)).toBe(5);
});

it('Wait for Completion off: what was submitted by a run that failed is not submitted again', async () => {
	const bench = await open({
		faults: [{ step: 'submit', kind: '400', promptIncludes: 'item 1' }],
	});
	const job = plain(bench);
	job.parameters = { ...job.parameters, options: { concurrency: 1, waitForCompletion: false } };
	await execute(bench, job);
	bench.sandbox.setFaults([]);
	const again = await execute(bench, job);
	expect(again.output.map(({ json }) => json.status)).toEqual(['QUEUED', 'QUEUED']);
	expect(hintTexts(again)[0]).toMatch(/^1 job was taken over from the run that failed at/);
	expect(submitted(bench)).toBe(3);
});

it('after 55 minutes a job is submitted again: its record is about to go', async () => {
	const bench = await open();
	await executeAndStop(bench, plain(bench));
	await bench.clock?.sleep(56 * 60_000);
	await execute(bench, plain(bench));
	expect(submitted(bench)).toBe(4);
});

it('at most a thousand jobs are kept, the latest', () => {
	const jobs = Array.from({ length: 1200 }, (_, n) => ({
		...{ key: `${n}`, requestId: `${n}`, submittedAtMs: 1200 - n, runEnded: '' },
	}));
	const kept = fetchable(jobs, 1200);
	expect([kept.length, kept[0]?.submittedAtMs]).toEqual([1000, 201]);
});
