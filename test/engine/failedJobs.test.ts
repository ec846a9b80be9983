import { API_ERRORS } from '../../nodes/Segmind/errors/apiErrors';
import { INPUT_ERRORS } from '../../nodes/Segmind/errors/inputErrors';
import { WORKFLOW_ERRORS } from '../../nodes/Segmind/errors/fileAndWorkflowErrors';
import type { LedgerData } from '../../nodes/Segmind/job/ledgerEntry';
import type { FaultKind, FaultRule } from '../../sandbox';
import { openBench, outcomeOf, until, urlRows, type Bench, type Outcome } from './support/bench';
import { closeStages, stage } from './support/oneJob';
import { forRetry, retry } from './support/retry';
import type { Acts } from './support/standIn';
import { edit, workflow } from './support/jobs';

afterEach(closeStages);

const items = (count: number) => Array.from({ length: count }, (_, n) => ({ json: { n } }));

/** Submits that end as FAILED, of one item or of all. */
const failing = (times: number, item?: number): FaultRule => ({
	...{ step: 'submit', kind: 'failed', times },
	...(item !== undefined && { promptIncludes: `item ${item}.` }),
});

const editing = (bench: Bench, options: object = {}, count = 1) => ({
	items: items(count),
	parameters: edit({ images: urlRows(bench.pictureUrl), options }),
});

const attemptsOf = ({ output }: Outcome) => output.map(({ json }) => json.attempts);

const entriesOf = ({ run }: Outcome) => {
	const kept = run.data.executionData?.contextData['node:Segmind'] as { segmind?: LedgerData };
	return Object.values(kept.segmind?.runs[0] ?? {}).flat();
};

const failed = `${API_ERRORS.jobFailed.message} [item 0]`;

it.each([
	// jobs that fail, Retries of Failed Jobs, jobs in all, attempts of the item
	[0, undefined, 1, 1],
	[1, undefined, 2, 2],
	[2, undefined, 2, undefined],
	[1, 0, 1, undefined],
	[1, 3, 2, 2],
	[3, 3, 4, 4],
	[4, 3, 4, undefined],
	[1, '1', 2, 2],
	[1, null, 2, 2],
])('%s jobs fail, with %s retries: %s are submitted', async (times, retries, count, attempts) => {
	const bench = await openBench({ faults: times > 0 ? [failing(times)] : [] });
	const options = retries === undefined ? {} : { failedJobRetries: retries };
	const outcome = await bench.run(editing(bench, options));
	expect(bench.sandbox.jobs).toHaveLength(count);
	expect(attemptsOf(outcome)).toEqual(attempts === undefined ? [] : [attempts]);
	expect(bench.billedJobs).toBe(outcome.output.length);
	const entries = entriesOf(outcome);
	expect(entries.map((entry) => entry.failed ?? false)).toEqual(
		bench.sandbox.jobs.map(({ error }) => error !== undefined),
	);
	expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(1);
	if (attempts !== undefined) return expect(outcome.error).toBeUndefined();
	expect(outcome.error?.message).toBe(failed);
	expect(outcome.error?.description).toContain(bench.sandbox.jobs.at(-1)?.id);
	expect(outcome.error?.description).toContain('Nothing was billed.');
	const often = `It was submitted ${count} times, and failed each time.`;
	expect(outcome.error?.description?.includes(often)).toBe(count > 1);
});

it.each([4, -1, 1.5, 'often', '', ' ', true])('%j retries are refused', async (retries) => {
	const bench = await openBench();
	const { error } = await bench.run(editing(bench, { failedJobRetries: retries }));
	expect(error?.message).toBe(`${INPUT_ERRORS.optionInvalid.message} [item 0]`);
	expect(error?.description).toContain("'Retries of Failed Jobs' holds ");
	expect(bench.sandbox.jobs).toHaveLength(0);
});

/** An API of which each job has an ID of its own, the number of its submit, and ends as is said. */
const jobsThat = (answerOf: (job: number) => object): Acts => ({
	submit: (response, tries) => void response.end(`{"request_id":"job-${tries}","status":"QUEUED"}`),
	status: (response, _tries, request) => {
		const job = Number(/job-(\d+)/.exec(request.url ?? '')?.[1]);
		const answer = answerOf(job);
		response.writeHead('status' in answer ? 200 : 422, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ status: 'FAILED', ...answer }));
	},
});

const [COMPLETED, RUNNING] = [{ status: 'COMPLETED' }, { status: 'PROCESSING' }];
const OOPS = { error: 'Internal error' };
const CONTINUE = { node: { onError: 'continueRegularOutput' as const } };
const ONLY_URLS = { delivery: 'queue', downloadFiles: false };

describe.each([
	[
		'is tried again',
		2,
		[
			'Inference failed: the model returned an internal error.',
			...['', 'CUDA out of memory', 'An unexpected error occurred'],
			'HTTPSConnectionPool: Max retries exceeded',
			'Image generation failed. Please try again later.',
			'Failed to generate the image',
			'Worker lost: Connection refused by node 12',
			'Upstream provider: 503 Service Unavailable',
			'Too many requests, the model is overloaded',
			...['Внутренняя ошибка сервера', '内部エラーが発生しました'],
			...[null, 17, {}, { code: 'INTERNAL', message: 'Something went wrong' }],
		],
	],
	[
		'of its content is not',
		1,
		[
			'content_policy_violation: the request was rejected by the safety system of the model.',
			'Your request was rejected by our safety system',
			...['Output flagged as NSFW', 'Blocked by moderation', 'Sensitive words were detected'],
			'This violates our usage policies',
			{ code: 'content_policy_violation', message: 'Your request could not be processed.' },
			{ error: { type: 'moderation_blocked', message: 'Try something else' } },
		],
	],
	[
		'of a field is not',
		1,
		[
			'Prompt is Mandatory and must be string',
			'image_size must be one of 1K, 2K',
			"'size' was rejected before the run",
			'Invalid value for safety_tolerance: expected an integer from 1 to 6',
			"generate() got an unexpected keyword argument 'foo'",
			'Your prompt is too long',
			[{ loc: ['body', 'steps'], msg: 'Field required', type: 'missing' }],
			{ message: 'Bad request', code: 'invalid_request_error', param: 'size' },
		],
	],
	[
		'of a file or URL is not',
		1,
		[
			'Reference media rejected: URL must be a valid HTTP or HTTPS URL.',
			'cannot identify image file <_io.BytesIO>',
			'Failed to download the reference',
			'Failed to generate the image from the mask',
			...['Could not open https://x.example/a.png', 'Could not open https%3A%2F%2Fx.example%2Fa'],
		],
	],
	[
		'of credits or the key is not',
		1,
		[
			'Insufficient credits: your balance is $0.01, this request needs $0.14',
			'You exceeded your current quota, please check your plan and billing details',
			'The spend limit of your team has been reached',
			'Unauthorized. API key is invalid or may have expired',
			'Missing Authorization or x-api-key in header',
			'Forbidden',
			'Permission denied for model',
		],
	],
])('a failure that speaks %s', (_name, submits, words) => {
	it.each(words.map((error) => [JSON.stringify(error), error]))('%s', async (_text, error) => {
		const { standIn, run } = await stage(jobsThat((job) => (job === 1 ? { error } : COMPLETED)));
		const outcome = await run({ options: ONLY_URLS });
		expect(standIn.count('submit')).toBe(submits);
		if (submits === 2) return expect(attemptsOf(outcome)).toEqual([2]);
		expect(outcome.error?.description).toContain('request ID job-1');
		expect(outcome.error?.description).not.toMatch(/submitted again|times/);
	});
});

describe('nothing else is tried again', () => {
	it.each<[string, FaultRule[], object, string]>([
		['a direct call', [{ step: 'sync', kind: 'failed' }], { delivery: 'sync' }, 'sync'],
		['a result that is empty', [{ step: 'result', kind: 'no-output' }], {}, 'submit'],
		['a record that is gone', [{ step: 'status', kind: 'expired' }], {}, 'submit'],
		['a job that never ends', [{ step: 'submit', kind: 'never' }], {}, 'submit'],
		['a job nobody waits for', [failing(9)], { waitForCompletion: false }, 'submit'],
	])('%s', async (_name, faults, options, step) => {
		const bench = await openBench({ faults });
		await bench.run(editing(bench, { failedJobRetries: 3, ...options }));
		expect(bench.calls(step as 'submit')).toHaveLength(1);
	});

	it('a PixelFlow, which may have been billed', async () => {
		const bench = await openBench({ faults: [failing(1)] });
		const { error } = await bench.run({ items: items(1), parameters: workflow() });
		expect(error?.message).toBe(`${WORKFLOW_ERRORS.workflowFailed.message} [item 0]`);
		expect(error?.description).toContain('It may have been billed.');
		expect(bench.sandbox.jobs).toHaveLength(1);
	});

	it('a failure with a cost: it may have been billed, and only Repeat Unconfirmed submits it again', async () => {
		const { standIn, run } = await stage(
			jobsThat(() => ({ error: 'Internal error', metrics: { cost: 0.14 } })),
		);
		const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { error } = await run({}, { node: retrying });
		expect(error?.message).toBe(failed);
		expect(error?.description).toContain('It may have been billed.');
		expect(standIn.count('submit')).toBe(1);
	});

	it.each([0, -1, null, '0'])('a cost of %j is none', async (cost) => {
		const { standIn, run } = await stage(
			jobsThat((job) => (job === 1 ? { error: 'Oops', metrics: { cost } } : COMPLETED)),
		);
		expect(attemptsOf(await run({ options: ONLY_URLS }))).toEqual([2]);
		expect(standIn.count('submit')).toBe(2);
	});
});

describe('where it can’t be submitted again, the failure itself is told', () => {
	it.each<[FaultKind, string, object, number]>([
		['406-credits', API_ERRORS.creditsUsedUp.message, {}, 2],
		['400', API_ERRORS.settingsRefused.message, {}, 2],
		// not by a direct call either, which the first attempt would have been
		['404', API_ERRORS.modelUnknown.message, { delivery: 'auto' }, 2],
		['rate-limit', API_ERRORS.rateLimited.message, { maxWaitSeconds: 100 }, 0],
	])('%s', async (kind, reason, options, submits) => {
		const bench = await openBench({
			faults: [failing(1), { step: 'submit', kind, nth: 2, times: 99 }],
		});
		const startedAtMs = bench.clock?.now() ?? 0;
		const { error } = await bench.run(editing(bench, options));
		expect(error?.message).toBe(failed);
		expect(error?.description).toContain(`It was not submitted again. The reason: ${reason}.`);
		expect(error?.description).toContain('Nothing was billed.');
		expect(error?.description).toContain(bench.sandbox.jobs[0]?.id);
		expect(bench.sandbox.jobs).toHaveLength(1);
		if (submits > 0) expect(bench.calls('submit')).toHaveLength(submits);
		expect(bench.calls('sync')).toHaveLength(0);
		expect((bench.clock?.now() ?? 0) - startedAtMs).toBeLessThan(101_000);
	});

	it('Maximum Cost was used up meanwhile', async () => {
		const { standIn, run } = await stage({
			...jobsThat((job) => (job === 2 ? COMPLETED : standIn.count('result') > 0 ? OOPS : RUNNING)),
			result: (response) =>
				void response.end(
					'{"status":"COMPLETED","output":"https://x.y/a","metrics":{"cost":0.25}}',
				),
		});
		const limited = { options: { ...ONLY_URLS, maxCostUsd: 0.3 } };
		const { output } = await run(limited, { items: items(2), ...CONTINUE });
		const [message] = output.flatMap(({ json }) => json.message ?? []);
		expect(message).toContain("it does not fit into 'Maximum Cost (USD)'.");
		expect(message).toContain('request ID job-1');
		expect(standIn.count('submit')).toBe(2);
	});

	it.each<FaultKind>(['reset-after', '504-started', 'no-request-id'])(
		'%s: but a submit that may have been billed is told as that',
		async (kind) => {
			const bench = await openBench({
				faults: [failing(1), { step: 'submit', kind, nth: 2, times: 1 }],
			});
			const outcome = await bench.run(editing(bench));
			expect(outcome.error?.message).not.toBe(failed);
			expect(outcome.error?.description).toContain('It may have been billed.');
			const data = forRetry(outcome);
			const again = await retry(bench, editing(bench), data);
			expect(again.error?.message).toBe(`${API_ERRORS.unconfirmedBefore.message} [item 0]`);
			expect(bench.sandbox.jobs).toHaveLength(2);
		},
	);
});

describe('Maximum Wait counts from the first submit', () => {
	// the model takes 58 seconds by its page
	it.each([
		[100, 2],
		[150, 1],
	])('a job that fails after %i of 200 seconds: %i are submitted', async (seconds, count) => {
		const bench = await openBench({
			faults: [failing(1)],
			jobSeconds: ({ index }) => (index === 0 ? seconds : 10),
		});
		const outcome = await bench.run(editing(bench, { maxWaitSeconds: 200 }));
		expect(bench.sandbox.jobs).toHaveLength(count);
		expect(outcome.output).toHaveLength(count - 1);
		const why = "It was not tried again: too little of 'Maximum Wait (Seconds)' was left.";
		if (count === 1) expect(outcome.error?.description).toContain(why);
	});

	it('what is submitted again is not waited for any longer', async () => {
		const bench = await openBench({
			faults: [failing(1), { step: 'submit', kind: 'never', nth: 2 }],
			jobSeconds: 100,
		});
		const startedAtMs = bench.clock?.now() ?? 0;
		const { error } = await bench.run(editing(bench, { maxWaitSeconds: 200 }));
		expect(error?.message).toBe(`${API_ERRORS.waitedTooLong.message} [item 0]`);
		expect(error?.description).toContain(bench.sandbox.jobs[1]?.id);
		expect((bench.clock?.now() ?? 0) - startedAtMs).toBeLessThan(203_000);
	});
});

describe('after the end of a run nothing is tried again', () => {
	it('Stop at the moment of the failure', async () => {
		const { standIn, bench } = await stage({
			...jobsThat(() => OOPS),
			status: (response) => {
				execution.stop();
				response.writeHead(422).end('{"status":"FAILED","error":"Internal error"}');
			},
		});
		const execution = await bench.start({ ...editing(bench), baseUrl: standIn.base });
		const { error } = outcomeOf(await execution.done);
		expect(error?.message).toBe(`${API_ERRORS.stopped.message} [item 0]`);
		expect(standIn.count('submit')).toBe(1);
	});

	it('Stop while it waits for its turn', async () => {
		const bench = await openBench({
			faults: [failing(1), { step: 'submit', kind: 'rate-limit-long', nth: 2 }],
		});
		const execution = await bench.start(editing(bench, { maxWaitSeconds: 2000 }));
		await until(() => bench.calls('submit')[1]?.status === 429);
		for (let rounds = 0; rounds < 100; rounds += 1) await new Promise(setImmediate);
		execution.stop();
		const { error } = outcomeOf(await execution.done);
		expect(error?.description).toContain('No job was under way.');
		expect(bench.calls('submit')).toHaveLength(2);
	});

	it('another item has ended it', async () => {
		const bench = await openBench({
			faults: [failing(9, 0), { step: 'submit', kind: '400', promptIncludes: 'item 1.' }],
		});
		const { error } = await bench.run(editing(bench, { failedJobRetries: 3 }, 2));
		expect(error?.message).toBe(failed);
		expect(error?.description).toContain('The reason: Another item has ended the run.');
		expect(bench.calls('submit')).toHaveLength(2);
	});
});

describe('when two jobs fail twice with the same words, no other one is tried again', () => {
	it.each([
		[1, 2 + 2 + 6, 6],
		// one of the first two has a third attempt, since the other one has not failed twice yet
		[3, 3 + 2 + 6, 8],
	])('with %i retries', async (failedJobRetries, submits, told) => {
		const bench = await openBench({
			faults: [failing(99)],
			jobSeconds: ({ index }) => 5 + index,
		});
		const options = { failedJobRetries, concurrency: 2 };
		const { output } = await bench.run({ ...editing(bench, options, 8), ...CONTINUE });
		expect(bench.calls('submit')).toHaveLength(submits);
		const why = 'It was not tried again: two jobs of this run failed twice with the same words.';
		const tellers = output.filter(({ json }) => String(json.message).includes(why));
		expect(tellers).toHaveLength(told);
	});

	it.each<[string, (job: number) => string, number]>([
		['an ID and a time in them', (job) => `Job 4f0e-${job}000-aa${job} died after ${job}.5 s`, 8],
		['other words each time', (job) => `Worker ${'abcdefghijkl'[job]} died`, 12],
	])('%s', async (_name, wordsOf, submits) => {
		const { standIn, run } = await stage(jobsThat((job) => ({ error: wordsOf(job) })));
		const options = { ...ONLY_URLS, concurrency: 1 };
		await run({ options }, { items: items(6), ...CONTINUE });
		expect(standIn.count('submit')).toBe(submits);
	});
});

it('of several images per item each is tried again by itself', async () => {
	const bench = await openBench({ faults: [2, 3].map((nth) => ({ ...failing(1), nth })) });
	const options = { imagesPerItem: 3, failedJobRetries: 2, concurrency: 1 };
	expect(attemptsOf(await bench.run(editing(bench, options)))).toEqual([1, 3, 1]);
	expect(bench.billedJobs).toBe(3);
});

describe('a retry from the executions list', () => {
	it('hands out what was made by a second attempt, and says so', async () => {
		const bench = await openBench({ faults: [failing(1), { step: 'download', kind: '404' }] });
		const first = await bench.run(editing(bench));
		expect(first.error?.message).toBe(`${API_ERRORS.fileGone.message} [item 0]`);
		const again = await retry(bench, editing(bench), forRetry(first));
		expect(attemptsOf(again)).toEqual([2]);
		expect(bench.sandbox.jobs).toHaveLength(2);
	});

	it('submits what failed for good, with attempts of its own', async () => {
		const bench = await openBench({ faults: [failing(2)] });
		const first = await bench.run(editing(bench));
		expect(first.error?.message).toBe(failed);
		const again = await retry(bench, editing(bench), forRetry(first));
		expect(attemptsOf(again)).toEqual([1]);
		expect(bench.sandbox.jobs).toHaveLength(3);
	});
});

it('Request → Get doesn’t know how often a job was submitted', async () => {
	const bench = await openBench();
	await bench.run(editing(bench));
	const parameters = {
		resource: 'request',
		operation: 'get',
		requestId: bench.sandbox.jobs[0]?.id,
	};
	expect(attemptsOf(await bench.run({ parameters }))).toEqual([null]);
});
