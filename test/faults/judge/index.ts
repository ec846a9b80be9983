import type { History } from '../history';
import { booksOf, type Books } from './books';
import { keyAtHome, quietAfterStop } from './conduct';
import { everyItem, nothingTwice, order, wholeFiles } from './delivery';
import { nothingLost } from './lost';
import { everyJob, nobodyTwice, retriedOnce, smallLedger, withinBudget } from './money';
import { noHanging } from './time';
import { nothingUntrue } from './truth';

/** What must hold after every run, by the names under which the results are counted. */
export const INVARIANTS: Readonly<Record<string, (books: Books) => string[]>> = {
	'every wanted image is delivered exactly once, or its item says why not': everyItem,
	'no image is handed out twice': nothingTwice,
	'only whole files are handed out': wholeFiles,
	'output order is input order, and pairedItem is right': order,
	'every billed job is delivered, or reported as lost with its request ID': everyJob,
	'no item is billed twice, unless its submission may be repeated': nobodyTwice,
	'a job that failed is tried again once, and only where it may be': retriedOnce,
	'a finished job that the node knows of is delivered by a later retry': nothingLost,
	'all tries and retries together spend no more than Maximum Cost': withinBudget,
	'nothing that is said is untrue': nothingUntrue,
	'no execution takes longer than its items may': noHanging,
	'the ledger stays small': smallLedger,
	'the API key is seen nowhere else': keyAtHome,
	'after Stop nothing goes on': quietAfterStop,
};

/** Something that did not hold. */
export interface Verdict {
	readonly invariant: string;
	readonly complaints: readonly string[];
}

/** Judges what happened by the sandbox's own books. @returns nothing where all is in order */
export function judge(history: History): Verdict[] {
	const books = booksOf(history);
	return Object.entries(INVARIANTS).flatMap(([invariant, holds]) => {
		const complaints = holds(books);
		return complaints.length > 0 ? [{ invariant, complaints }] : [];
	});
}
