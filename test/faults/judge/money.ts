import type { SandboxJob } from '../../../sandbox';
import { PRICE_USD } from '../plan';
import { isError, textOf } from '../rows';
import { billedByWish, isReported, isUnconfirmed, itemsFor, named, type Books } from './books';

/** Items of which a person is told in the end that they may have been, or have been, billed. */
function doubts({ rows, history }: Books, items: readonly number[]): number {
	const { stop, error = '' } = history.last;
	if (stop) {
		const [, list = ''] = /Sent, but not confirmed: ([^.]*)\./.exec(error) ?? [];
		return items.filter((item) => list.split(', ').includes(`item ${item}`)).length;
	}
	return rows.filter(
		(row) =>
			row.item !== null &&
			items.includes(row.item) &&
			isError(row) &&
			/may have been billed|has been billed/.test(textOf(row)),
	).length;
}

/** Billed jobs = delivered images + jobs reported as lost with their request ID, or beyond knowing. */
export function everyJob(books: Books): string[] {
	const { repeatUnconfirmed } = books.history.plan;
	const complaints: string[] = [];
	for (const [prompt, jobs] of billedByWish(books)) {
		const lost = jobs.filter((job) => !books.delivered.has(job) && !isReported(books, job));
		const secret = lost.filter((job) => !isUnconfirmed(books, job));
		complaints.push(
			...secret.map((job) => `${named(job)} was billed, and neither delivered nor reported`),
		);
		const beyond = lost.length - secret.length;
		const said = doubts(books, itemsFor(books.history, prompt));
		if (!repeatUnconfirmed && beyond > said) {
			complaints.push(`${beyond} unconfirmed orders of ${prompt} but ${said} rows that say so`);
		}
	}
	return complaints;
}

/** An earlier order that may be repeated: its record was gone and its ID was told, or it is allowed. */
function mayBeRepeated(books: Books, job: SandboxJob): boolean {
	if (books.delivered.has(job)) return false;
	if (books.history.plan.repeatUnconfirmed && isUnconfirmed(books, job)) return true;
	return books.reports.some((text) =>
		text
			.split('\n')
			.some((line) => line.includes(job.id) && line.includes('no longer keeps the record')),
	);
}

/** No item is billed twice, except for orders that may be repeated. */
export function nobodyTwice(books: Books): string[] {
	return [...billedByWish(books)].flatMap(([prompt, jobs]) => {
		const items = itemsFor(books.history, prompt).length;
		const bound = jobs.filter((job) => !mayBeRepeated(books, job));
		if (bound.length <= items) return [];
		return [`${prompt} is wanted ${items} times and was billed ${bound.length} times`];
	});
}

/** No call of the node orders more than Maximum Cost allows. */
export function withinBudget({ history }: Books): string[] {
	const { plan, rounds, jobs, audited } = history;
	// where an order brings two images the documented price is no measure for it
	if (plan.maxImages === undefined || plan.outputs > 1) return [];
	const limitUsd = plan.maxImages * PRICE_USD + 0.001;
	const limited = audited ? rounds.slice(0, -1) : rounds;
	const starts = limited.flatMap(({ tries }) => tries);
	const end = audited ? (rounds.at(-1)?.tries[0] ?? jobs.length) : jobs.length;
	return starts.flatMap((start, index) => {
		const own = jobs.slice(start, starts[index + 1] ?? end);
		const spentUsd = own.reduce((sum, { billedUsd }) => sum + billedUsd, 0);
		if (spentUsd <= limitUsd) return [];
		return [`a call of the node spent $${spentUsd.toFixed(2)} of $${limitUsd.toFixed(2)}`];
	});
}

const MOST_BYTES = 300;

/** Room for the addresses of uploads: they come on top. */
const URL_BYTES = 250;

/** The ledger takes less than 300 bytes for an order, and an address for each distinct image. */
export function smallLedger({ history }: Books): string[] {
	return history.rounds.flatMap(({ ledger }, round) => {
		const orders = history.jobs.length + history.plan.items.length;
		const bound = 100 + MOST_BYTES * orders + URL_BYTES * history.plan.items.length;
		return ledger.length <= bound ? [] : [`execution ${round + 1} kept ${ledger.length} bytes`];
	});
}
