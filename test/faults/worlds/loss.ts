import { all, allInOne, named, neverSays, paidIsDelivered, requestsOf, says } from './expect';
import type { Books } from '../judge/books';
import { eachOnce, ROUND, world, type World } from './world';

/** Downloads of the first execution, by how many there were of a file. */
const onceEach = (books: Books): string[] => {
	const paths = requestsOf(books, 'download').map(({ path }) => path);
	const twice = paths.length - new Set(paths).size;
	return twice > 0 ? [`files were fetched ${twice} times too often`] : [];
};

const onDisk = all(says(/ENOSPC|EACCES/), neverSays(/incomplete|broke off/), onceEach);

/** Ways to lose what was paid, and to say something else of it than what happened. */
export const LOSS: readonly World[] = [
	world('a file that is late', {
		items: [0, 1],
		faults: [
			{ step: 'download', kind: '404', forMs: 25_000, promptIncludes: 'wish 0.' },
			{ step: 'download', kind: '403', forMs: 25_000, promptIncludes: 'wish 1.' },
		],
	}),
	...(['404', '403', 'html-200', 'empty-body'] as const).flatMap((kind) =>
		(['queue', 'sync'] as const).map((delivery) =>
			world(
				`a file of two that is missing: ${kind}, ${delivery}`,
				{
					...{ items: [0, 1, 2], outputs: 2, delivery, answer: 'json-images' },
					onError: 'stopWorkflow',
					faults: [
						{ step: 'download', kind, file: 1, promptIncludes: 'wish 0.' },
						{ step: 'download', kind, file: 2, promptIncludes: 'wish 2.' },
					],
				},
				all(allInOne, says(/This is about file [12] of 2\. URL: /)),
			),
		),
	),
	world(
		'a file of two that breaks off until a retry',
		{
			...{ items: [0, 1], outputs: 2, maxWaitSeconds: 30, onError: 'stopWorkflow' },
			faults: [{ step: 'download', kind: '503', file: 2, promptIncludes: 'wish 1.' }],
		},
		all(paidIsDelivered, neverSays(/This is about file/)),
	),
	world(
		'results that are empty for ten seconds',
		{
			items: [0, 1, 2, 3],
			onError: 'stopWorkflow',
			faults: (['no-output', 'null-output', 'blank-output', 'list-output'] as const).map(
				(kind, wish) => ({
					...{ step: 'result' as const, kind, forMs: 10_000 },
					promptIncludes: `wish ${wish}.`,
				}),
			),
		},
		allInOne,
	),
	world('a download that breaks off seven times', {
		maxWaitSeconds: 600,
		faults: [{ step: 'download', kind: 'truncated-body', nth: 1, times: 7 }],
	}),
	world('a refusal of a download that breaks off', {
		maxWaitSeconds: 600,
		faults: [{ step: 'download', kind: '502-broken', nth: 1, times: 2 }],
	}),
	...(['submit', 'status', 'result', 'download'] as const).map((step) =>
		world(`packed answers: ${step}`, { faults: [{ step, kind: 'gzip' }] }),
	),
	world('packed answers: direct', {
		delivery: 'sync',
		faults: [{ step: 'sync', kind: 'gzip' }],
	}),
	world('packed answers: direct, addresses', {
		delivery: 'sync',
		answer: 'json-images',
		faults: [
			{ step: 'sync', kind: 'gzip' },
			{ step: 'download', kind: 'gzip' },
		],
	}),
	...(['ENOSPC', 'EACCES'] as const).flatMap((code) => [
		world(
			`storage that fails: ${code}`,
			{
				onError: 'stopWorkflow',
				storage: { nth: 1, times: 1, code },
				// a minute later, so that the downloads of the two executions are told apart
				rounds: [ROUND, { gapMinutes: 1 }],
			},
			all(onDisk, paidIsDelivered),
		),
		world(
			`storage that fails for a direct image: ${code}`,
			{ delivery: 'sync', storage: { nth: 1, times: 1, code } },
			all(onDisk, named),
		),
	]),
	world('a direct answer of 50,000 levels', {
		delivery: 'sync',
		answer: 'json-images',
		faults: [{ step: 'sync', kind: 'nested' }],
	}),
	world(
		'a direct answer that breaks off after its headers',
		{ delivery: 'sync', faults: [{ step: 'sync', kind: 'truncated-body' }] },
		named,
	),
	world('a status of 50,000 levels', { faults: [{ step: 'status', kind: 'nested' }] }, named),
	world('a result of 50,000 levels', { faults: [{ step: 'result', kind: 'nested' }] }, named),
	world(
		'a status without end',
		eachOnce('status', ['huge', 'gzip-bomb'], 1000),
		all(named, says(/larger than this node reads/)),
	),
	world('an answer to a submit without end', eachOnce('submit', ['huge', 'gzip-bomb'])),
	world(
		'a Base URL that is none',
		{ baseUrl: 'api.segmind.invalid' },
		says(/A URL in the credential/),
	),
	world('a host that refuses', { baseUrl: 'http://127.0.0.1:1' }),
	world('an upload that takes the whole wait', {
		files: 'all',
		maxWaitSeconds: 30,
		slowAnswerMs: 70_000,
		faults: [{ step: 'upload', kind: 'slow' }],
	}),
	world(
		'a job that is done shortly before Maximum Wait ends',
		{ items: [0, 1, 2, 3, 4, 5], maxWaitSeconds: 60, jobSeconds: 59 },
		allInOne,
	),
];
