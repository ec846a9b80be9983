import type { FaultKind, FaultRule } from '../../../sandbox';
import { allInOne, all, jobs, named, paidIsDelivered, requestsOf, says, uploads } from './expect';
import { eachOnce, ROUND, world, type World } from './world';

/** A gateway gave up, or an answer says nothing of whether the job runs: silence. */
const PROVES_NOTHING: FaultKind[] = [
	'408-started',
	'409-started',
	'418-started',
	'425-started',
	'499-started',
	'504-started',
	'520-started',
	'522-started',
	'524-started',
];

const DIRECT_5XX: FaultKind[] = ['500-started', '502-started', '503-started', '504-started'];

const BROKEN: FaultKind[] = ['500-started-broken', '502-started-broken', '504-started-broken'];

/** Files that are not there for so long, from the first download of each on. */
const lateFile = (forMs: number): FaultRule => ({ step: 'download', kind: '404', forMs });

const stop = { onError: 'stopWorkflow', rounds: [ROUND, ROUND] } as const;

/** Ways to pay twice. */
export const MONEY: readonly World[] = [
	world('one 404 of the result', {
		...stop,
		faults: [{ step: 'result', kind: '404', forMs: 3000 }],
	}),
	world('a record that is late after the submit', {
		...stop,
		items: [0, 1, 2],
		faults: [{ step: 'status', kind: '404', forMs: 15_000 }],
	}),
	world('a record that is late for minutes', {
		...stop,
		maxWaitSeconds: 30,
		faults: [{ step: 'status', kind: '404', forMs: 240_000 }],
		rounds: [ROUND, { gapMinutes: 1 }, { gapMinutes: 61 }],
	}),
	world('a direct call that is answered with 5xx after its job was done', {
		...stop,
		delivery: 'sync',
		tries: 3,
		...eachOnce('sync', DIRECT_5XX, 3),
	}),
	// each by itself: in a batch, one that fails ends the run before another one is repeated
	...DIRECT_5XX.map((kind) =>
		world(`a direct call that is answered with ${kind}`, {
			...stop,
			delivery: 'sync',
			tries: 3,
			...eachOnce('sync', [kind], 3),
		}),
	),
	world('an answer to a submit that proves nothing', {
		onError: 'continueRegularOutput',
		...eachOnce('submit', PROVES_NOTHING),
	}),
	world('an answer to a submit that proves nothing, with tries and retries', {
		...stop,
		tries: 2,
		...eachOnce('submit', PROVES_NOTHING),
	}),
	world('a direct answer that proves nothing', {
		...stop,
		delivery: 'sync',
		tries: 2,
		...eachOnce('sync', PROVES_NOTHING),
	}),
	world('all repeats of a submit are answered with 5xx', {
		tries: 2,
		...eachOnce('submit', ['500-started', '502-started', '503-started'], 20),
	}),
	world('no connection behind the gateway', eachOnce('submit', ['521']), allInOne),
	world('a refusal of a direct call that breaks off', {
		...stop,
		delivery: 'sync',
		tries: 2,
		...eachOnce('sync', BROKEN, 2),
	}),
	world('a refusal of a submit that breaks off', {
		...stop,
		tries: 2,
		...eachOnce('submit', ['504-started-broken']),
	}),
	world('prompts that change between the tries', {
		onError: 'stopWorkflow',
		tries: 3,
		changing: true,
		items: [0, 1, 2, 3],
		faults: [{ step: 'status', kind: 'failed', nth: 1, promptIncludes: 'wish 1.' }],
	}),
	world('one limit for all tries', {
		onError: 'stopWorkflow',
		tries: 3,
		concurrency: 1,
		maxImages: 2,
		items: [0, 1, 2, 3, 4],
		faults: [{ step: 'submit', kind: '400', nth: 2, times: 1 }],
	}),
	world('one limit for all retries', {
		...stop,
		concurrency: 1,
		maxImages: 2,
		items: [0, 1, 2, 3, 4],
		faults: [{ step: 'submit', kind: '400', nth: 2, times: 1 }],
		rounds: [ROUND, ROUND, ROUND],
	}),
	world(
		'a refusal costs nothing',
		{
			onError: 'continueRegularOutput',
			concurrency: 1,
			maxImages: 1,
			items: [0, 1],
			faults: [{ step: 'submit', kind: '400', nth: 1, times: 1 }],
		},
		jobs(1),
	),
	world(
		'what never left costs nothing',
		{
			files: 'all',
			concurrency: 1,
			maxImages: 1,
			items: [0, 1],
			maxWaitSeconds: 30,
			slowAnswerMs: 100_000,
			faults: [{ step: 'upload', kind: 'slow', nth: 1, times: 1 }],
		},
		jobs(1),
	),
	...[{ maxCostUsd: null }, { maxCostUsd: '={{ "abc" }}' }, { minBalanceUsd: '={{ "abc" }}' }].map(
		(options) =>
			world(`a limit that can't be read: ${JSON.stringify(options)}`, { options }, jobs(0)),
	),
	world(
		'an error output that is fed back while the job runs',
		{ onError: 'continueErrorOutput', fedBack: true, jobSeconds: 50, maxWaitSeconds: 30 },
		all(jobs(1), paidIsDelivered),
	),
	world(
		'an error output of several items that is fed back',
		{
			onError: 'continueErrorOutput',
			fedBack: true,
			items: [0, 1, 2, 2],
			jobSeconds: 50,
			maxWaitSeconds: 30,
			faults: [{ step: 'submit', kind: '400', nth: 1, times: 1, promptIncludes: 'wish 1.' }],
		},
		paidIsDelivered,
	),
	...([1, 2] as const).flatMap((webhook) => [
		world(
			`files of a webhook that n8n ${webhook} moves or deletes`,
			{ ...stop, webhook, files: 'all', items: [0, 1, 2], faults: [lateFile(300_000)] },
			all(jobs(3), uploads(3), paidIsDelivered),
		),
		world(
			`files of a webhook by signed links, which n8n ${webhook} moves or deletes`,
			{
				...{ ...stop, webhook, files: 'all', items: [0, 1, 2], faults: [lateFile(300_000)] },
				...{ n8nUrl: 'https://n8n.example.com', options: { sendFilesBy: 'link' } },
			},
			all(jobs(3), uploads(0), paidIsDelivered),
		),
		world(
			`uploads of a webhook, nothing submitted, in n8n ${webhook}`,
			{
				...stop,
				webhook,
				files: 'all',
				items: [0, 1],
				faults: [{ step: 'submit', kind: '406-credits', nth: 1, times: 2 }],
			},
			all(jobs(2), uploads(2), paidIsDelivered),
		),
	]),
	...(['queue', 'sync'] as const).map((delivery) =>
		world(
			`records that are gone while the files are there: ${delivery}`,
			{
				...stop,
				delivery,
				answer: 'json-images',
				items: [0, 1, 2],
				outputs: 2,
				faults: [lateFile(300_000)],
				rounds: [ROUND, { gapMinutes: 6 * 60 }],
			},
			all(jobs(3), paidIsDelivered),
		),
	),
	world(
		'results that are empty, for people who repeat those',
		{
			...stop,
			items: [0, 1, 2],
			tries: 3,
			repeatUnconfirmed: true,
			faults: [{ step: 'result', kind: 'no-output', promptIncludes: 'wish 1.' }],
		},
		all(jobs(4), named, says(/completed without a result/)),
	),
	world(
		'results that are empty, for people who do not',
		{
			...stop,
			items: [0, 1, 2],
			tries: 3,
			faults: [{ step: 'result', kind: 'list-output', promptIncludes: 'wish 1.' }],
		},
		all(jobs(3), paidIsDelivered),
	),
	world(
		'jobs that fail once: another one comes in the place of each',
		{
			...stop,
			...eachOnce('submit', ['failed', 'failed', 'failed']),
			concurrency: 2,
			maxImages: 3,
		},
		all(jobs(6), allInOne),
	),
	world(
		'jobs that fail twice, or for their content',
		{ ...stop, tries: 2, ...eachOnce('submit', ['failed', 'failed-policy', 'failed'], 2) },
		paidIsDelivered,
	),
	world(
		'a job that fails three times',
		{ ...stop, ...eachOnce('submit', ['failed'], 3) },
		says(/was submitted 2 times, and failed each time/),
	),
	world(
		'a second try of a failed job that nobody answers',
		{
			faults: (['failed', 'reset-after'] as const).map((kind, at) => ({
				...{ step: 'submit', kind, nth: at + 1, times: 1 },
			})),
		},
		says(/may have been billed/),
	),
	world(
		'a job that fails after another item has ended the run',
		{
			onError: 'stopWorkflow',
			items: [0, 1],
			// a minute later, so that the submits of the two executions are told apart
			rounds: [ROUND, { gapMinutes: 1 }],
			faults: [
				{ step: 'submit', kind: 'failed', promptIncludes: 'wish 0.' },
				{ step: 'submit', kind: '400', promptIncludes: 'wish 1.' },
			],
		},
		(books) =>
			requestsOf(books, 'submit').length === 2 ? [] : ['a failed job was tried again after it'],
	),
	world('a request ID that is a number', eachOnce('submit', ['numeric-request-id']), allInOne),
];
