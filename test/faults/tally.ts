import type { History } from './history';
import { booksOf, isUnconfirmed } from './judge/books';

/** What the runs of a worker came to; sums up by adding. */
export type Tally = Record<string, number>;

/** What must have come about in a thousand runs, or the suite would prove nothing. */
export const MUST_OCCUR = [
	'crashes',
	'stops',
	'images delivered',
	'jobs billed',
	'submissions that nobody confirmed',
	'jobs failed',
	'records gone',
	'fault rate-limit',
	'fault reset-after',
	'fault reset-before',
	'fault truncated-body',
	'fault 502',
	'fault html-200',
	'fault wrong-content-type',
	'fault never',
	'direct calls',
	'retries of executions',
	'retries by Retry On Fail',
];

const count = <T>(list: readonly T[], holds: (entry: T) => boolean): number =>
	list.filter(holds).length;

/** What one run adds. */
export function tallyOf(history: History): Tally {
	const { jobs, rounds, requests, plan } = history;
	const books = booksOf(history);
	const tally: Tally = {
		runs: 1,
		'images wanted': plan.items.length,
		'images delivered': books.delivered.size,
		'jobs billed': books.billed.length,
		'jobs failed': count(jobs, ({ state }) => state === 'FAILED'),
		'direct calls': count(jobs, ({ version }) => version === 'v1'),
		'submissions that nobody confirmed': count(books.billed, (job) => isUnconfirmed(books, job)),
		'records gone': count(books.reports, (text) => text.includes('no longer keeps the record')),
		crashes: count(rounds, ({ crashed }) => crashed),
		stops: count(rounds, ({ stop }) => stop !== undefined),
		'retries of executions': rounds.length - 1,
		'retries by Retry On Fail': rounds.reduce((sum, { tries }) => sum + tries.length - 1, 0),
		requests: requests.length,
	};
	for (const { fault } of requests) {
		if (!fault) continue;
		tally[`fault ${fault}`] = (tally[`fault ${fault}`] ?? 0) + 1;
		tally.faults = (tally.faults ?? 0) + 1;
	}
	return tally;
}

export function add(sum: Tally, more: Tally): void {
	for (const [name, number] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + number;
}
