import type { SandboxJob } from '../../../sandbox';
import {
	billedByWish,
	isKnown,
	itemsFor,
	mayReplaceEmpty,
	named,
	RECORD_MS,
	roundOf,
	type Books,
} from './books';

/** Room for the audit itself, in milliseconds. */
const AUDIT_MS = 600_000;

/** Its record was there during the whole audit, and its result is an address that can be fetched. */
function canBeHad(books: Books, job: SandboxJob): boolean {
	const { history } = books;
	const { plan, last } = history;
	if (job.finishesAtMs > last.startedAtMs + plan.skewMs) return false;
	// what the ledger has read of it is there for seven days
	const isKept = (ledger: string) => job.outputs.every(({ url }) => ledger.includes(url));
	if (history.rounds.slice(0, -1).some(({ ledger }) => isKept(ledger))) return true;
	const ageMs = last.startedAtMs + plan.skewMs - job.submittedAtMs;
	if (ageMs > RECORD_MS - AUDIT_MS) return false;
	if (job.version === 'v2') return true;
	if (plan.answer !== 'json-images' && plan.answer !== 'json-output') return false;
	// a direct answer is the only one that ever names the file, and a stop can cut it short
	const round = history.rounds[roundOf(books, job)];
	if (!round?.crashed && !round?.stop) return job.answered;
	return history.rounds.some(({ ledger }) => job.outputs.some(({ url }) => ledger.includes(url)));
}

/** A finished job whose request ID the node kept is delivered by a later retry, not only reported. */
export function nothingLost(books: Books): string[] {
	const { plan, audited, last } = books.history;
	// an `expired` record is gone for good, and a prompt that changes finds nothing again
	if (
		!audited ||
		last.stop ||
		plan.changing ||
		plan.faults.some(({ kind }) => kind === 'expired')
	) {
		return [];
	}
	return [...billedByWish(books)].flatMap(([wish, jobs]) => {
		const missing =
			itemsFor(books.history, wish).length - jobs.filter((job) => books.delivered.has(job)).length;
		const left = jobs.filter(
			(job) =>
				!books.delivered.has(job) &&
				!mayReplaceEmpty(books, job, books.reports.length) &&
				isKnown(books, job) &&
				canBeHad(books, job),
		);
		return missing > 0
			? left.map((job) => `${named(job)} could be had, and was not delivered`)
			: [];
	});
}
