import type { SandboxJob } from '../../../sandbox';
import { PRICE_USD, promptOf, wishIn } from '../plan';
import { isError, textOf } from '../rows';
import {
	billedByWish,
	isDenied,
	isReported,
	isUnconfirmed,
	itemsFor,
	mayReplaceEmpty,
	named,
	RECORD_MS,
	roundOf,
	type Books,
} from './books';

/** How far the clocks of the two sides may differ, in milliseconds. */
const SLACK_MS = 5000;

/** Items of which a person is told in the end that they may have been, or have been, billed. */
function doubts({ rows, history }: Books, items: readonly number[]): number {
	const { stop, error = '' } = history.last;
	if (stop) {
		const [, list = ''] = /Sent, but not confirmed: ([^.]*)\./.exec(error) ?? [];
		return items.filter((item) => list.split(', ').includes(`row ${item + 1}`)).length;
	}
	return rows.filter(
		(row) =>
			row.item !== null &&
			(history.plan.fedBack
				? items.includes(history.plan.items.indexOf(Number(row.json.wish)))
				: items.includes(row.item)) &&
			isError(row) &&
			/may have been billed|has been billed/.test(textOf(row)),
	).length;
}

/** Billed jobs = delivered images + jobs reported as lost with their request ID, or beyond knowing. */
export function everyJob(books: Books): string[] {
	const { plan, rounds } = books.history;
	const { repeatUnconfirmed } = plan;
	const complaints: string[] = [];
	// a later execution goes by the fingerprint only, and finds no job whose prompt has changed since
	if (plan.changing && rounds.length > 1) return complaints;
	for (const [prompt, jobs] of billedByWish(books)) {
		const lost = knowable(books, jobs).filter(
			(job) => !books.delivered.has(job) && !isReported(books, job),
		);
		const secret = lost.filter((job) => !isUnconfirmed(books, job) && !isDenied(job));
		complaints.push(
			...secret.map((job) => `${named(job)} was billed, and neither delivered nor reported`),
		);
		const beyond = lost.filter((job) => !isDenied(job)).length - secret.length;
		const said = doubts(books, itemsFor(books.history, prompt));
		if (!repeatUnconfirmed && beyond > said) {
			complaints.push(
				`${beyond} unconfirmed submissions of ${prompt} but ${said} rows that say so`,
			);
		}
	}
	return complaints;
}

/**
 * An earlier submission that may be repeated: its hour was over and its ID was told, or the SDK or the
 * person allows it.
 */
function mayBeRepeated(books: Books, job: SandboxJob, others: readonly SandboxJob[]): boolean {
	if (books.delivered.has(job)) return false;
	if (isDenied(job)) return true;
	const lastRound = Math.max(...others.map((other) => roundOf(books, other)));
	if (mayReplaceEmpty(books, job, lastRound)) return true;
	if (books.history.plan.repeatUnconfirmed && isUnconfirmed(books, job)) return true;
	const laterMs = Math.max(...others.map(({ submittedAtMs }) => submittedAtMs));
	if (laterMs - job.submittedAtMs < RECORD_MS - SLACK_MS) return false;
	return books.reports.some((text) =>
		text
			.split('\n')
			.some((line) => line.includes(job.id) && line.includes('no longer keeps the record')),
	);
}

/** A prompt that changes tells nothing of earlier executions: only the last one's jobs count then. */
function knowable(books: Books, jobs: readonly SandboxJob[]): readonly SandboxJob[] {
	const { plan, rounds } = books.history;
	if (!plan.changing) return jobs;
	const byRound = rounds.map((_, round) => jobs.filter((job) => roundOf(books, job) === round));
	return byRound.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** No item is billed twice, except for submissions that may be repeated. */
export function nobodyTwice(books: Books): string[] {
	return [...billedByWish(books)].flatMap(([prompt, jobs]) => {
		const items = itemsFor(books.history, prompt).length;
		const bound = knowable(books, jobs).filter((job) => !mayBeRepeated(books, job, jobs));
		if (bound.length <= items) return [];
		return [`${prompt} is wanted ${items} times and was billed ${bound.length} times`];
	});
}

/** Segmind's words for a failure that are about nothing that was sent. */
const IN_VAIN = /internal error/;

/**
 * Within one try of the node an item is submitted once, and a second time after a failure that speaks
 * of nothing that was sent: that is what Retries of Failed Jobs says where nobody sets it.
 */
export function retriedOnce(books: Books): string[] {
	const { plan, rounds, jobs } = books.history;
	if (plan.fedBack || plan.options) return [];
	const starts = rounds.flatMap(({ tries }) => tries);
	return starts.flatMap((start, at) => {
		const inTry = jobs.slice(start, starts[at + 1]).filter((job) => !isDenied(job));
		return [...new Set(plan.items)].flatMap((wish) => {
			const own = inTry.filter((job) => wishIn(job.body.prompt) === promptOf(wish));
			const items = itemsFor(books.history, promptOf(wish)).length;
			const failed = own.filter(
				({ version, error }) => version === 'v2' && IN_VAIN.test(error ?? ''),
			);
			if (own.length <= items + Math.min(items, failed.length)) return [];
			return [`try ${at + 1} submitted ${own.length} jobs for ${items} items of wish ${wish}`];
		});
	});
}

/** All tries and retries of one run of the node together spend no more than Maximum Cost. */
export function withinBudget({ history }: Books): string[] {
	const { plan, rounds, jobs, audited } = history;
	// where a submission brings two images the documented price is no measure for it
	if (plan.maxImages === undefined || plan.outputs > 1 || plan.fedBack) return [];
	const limitUsd = plan.maxImages * PRICE_USD + 0.001;
	const end = audited ? (rounds.at(-1)?.tries[0] ?? jobs.length) : jobs.length;
	const known = jobs.slice(0, end).filter((job) => !isDenied(job));
	const spentUsd = known.reduce((sum, { billedUsd }) => sum + billedUsd, 0);
	if (spentUsd <= limitUsd) return [];
	return [`the node spent $${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)}`];
}

const MOST_BYTES = 1000;

/** Room for an address, of an upload or of a file that was made: they come on top. */
const URL_BYTES = 300;

/** The ledger takes less than 1 kB for a submission, and an address for each file. */
export function smallLedger({ history }: Books): string[] {
	return history.rounds.flatMap(({ ledger }, round) => {
		const submissions = history.jobs.length + history.plan.items.length;
		const files = history.plan.outputs * submissions + history.plan.items.length;
		const bound = 100 + MOST_BYTES * submissions + URL_BYTES * files;
		return ledger.length <= bound ? [] : [`execution ${round + 1} kept ${ledger.length} bytes`];
	});
}
