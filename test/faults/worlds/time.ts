import type { Books } from '../judge/books';
import { allInOne, paidIsDelivered, requestsOf, within } from './expect';
import { ROUND, world, type World } from './world';

/** A finished image whose download has not begun after so many milliseconds is late. */
const PROMPT_MS = 15_000;

const undisturbed = (books: Books): string[] => {
	const downloads = requestsOf(books, 'download').filter(({ fault }) => !fault);
	return books.history.jobs.flatMap((job) => {
		const own = downloads.filter(({ path }) => job.outputs.some(({ url }) => url.endsWith(path)));
		const firstMs = Math.min(...own.map(({ at }) => at));
		const late = firstMs - job.finishesAtMs;
		const troubled = /wish [01]\./.test(String(job.body.prompt));
		return !troubled && late > PROMPT_MS ? [`a finished image waited for ${late / 1000} s`] : [];
	});
};

/** Ways to hang, and to wait for nothing. */
export const TIME: readonly World[] = [
	world(
		'uploads that are slower than the wait',
		{
			items: [0, 1, 2, 3, 4, 5, 6, 7, 8],
			files: 'all',
			maxWaitSeconds: 60,
			jobSeconds: 30,
			slowAnswerMs: 20_000,
			faults: [{ step: 'upload', kind: 'slow' }],
		},
		paidIsDelivered,
	),
	world(
		'an upload that is repeated after it waited for its place',
		{
			items: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
			files: 'all',
			maxWaitSeconds: 60,
			slowAnswerMs: 30_000,
			faults: [
				{ step: 'upload', kind: '503', nth: 10, times: 1 },
				{ step: 'upload', kind: 'slow' },
			],
		},
		allInOne,
	),
	world(
		'direct calls that wait for their places',
		{
			items: [0, 1, 2, 3, 4, 5, 6],
			delivery: 'sync',
			maxWaitSeconds: 60,
			jobSeconds: 50,
		},
		paidIsDelivered,
	),
	world(
		'two downloads that are not available',
		{
			items: [0, 1, 2, 3, 4, 5],
			maxWaitSeconds: 300,
			faults: [0, 1].map((wish) => ({
				step: 'download' as const,
				kind: '503' as const,
				forMs: 100_000,
				promptIncludes: `wish ${wish}.`,
			})),
		},
		undisturbed,
	),
	world(
		'a long limit beside an item that failed',
		{
			items: [0, 1],
			onError: 'stopWorkflow',
			maxWaitSeconds: 1200,
			rounds: [ROUND, ROUND],
			faults: [
				// its words speak of the content, so it is not tried again
				{ step: 'status', kind: 'failed-policy', promptIncludes: 'wish 0.' },
				{ step: 'submit', kind: 'rate-limit-long', times: 1, nth: 1, promptIncludes: 'wish 1.' },
			],
		},
		within(60),
	),
	...(['status', 'result', 'download'] as const).map((step) =>
		world(
			`told to come back after Maximum Wait: ${step}`,
			{
				items: [0, 1],
				maxWaitSeconds: 30,
				faults: [
					{ step, kind: 'rate-limit-long', nth: 1, times: 1, promptIncludes: 'wish 0.' },
					{ step, kind: '502', forMs: 29_000, promptIncludes: 'wish 1.' },
				],
			},
			allInOne,
		),
	),
	...(['status', 'result'] as const).map((step) =>
		world(`a byte a second: ${step}`, { faults: [{ step, kind: 'trickle' }] }, within(150)),
	),
	world(
		'a byte a second: direct',
		{
			delivery: 'sync',
			answer: 'json-images',
			maxWaitSeconds: 60,
			faults: [{ step: 'sync', kind: 'trickle' }],
		},
		within(90),
	),
	world(
		'one 429 of a direct call',
		{
			items: [0, 1, 2, 3],
			delivery: 'sync',
			jobSeconds: 6,
			faults: [{ step: 'sync', kind: 'rate-limit', nth: 1, times: 1 }],
		},
		allInOne,
	),
];
