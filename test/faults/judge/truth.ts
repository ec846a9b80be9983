import type { SandboxJob } from '../../../sandbox';
import type { Told } from '../rounds';
import { promptOf, wishIn } from '../plan';
import { isError, textOf } from '../rows';
import { isDenied, itemsFor, named, roundOf, type Books } from './books';

interface Saying {
	readonly round: number;
	readonly wish: string;
	readonly text: string;
}

/** Every sentence of the node about an item that is the only one of its kind. */
function sayings({ history }: Books): Saying[] {
	const { plan, rounds } = history;
	const alone = (wish: string): string[] => (itemsFor(history, wish).length === 1 ? [wish] : []);
	const only = (item: number): string[] => alone(promptOf(plan.items[item] ?? -1));
	const thrown = ({ error = '' }: Told, round: number): Saying[] => {
		const item = /\[item (\d+)\]/.exec(error)?.[1];
		return item === undefined
			? []
			: only(Number(item)).map((wish) => ({ round, wish, text: error }));
	};
	return rounds.flatMap((told, round) => [
		...thrown(told, round),
		...[...told.rows, ...told.failedRows].filter(isError).flatMap((row) => {
			// what was fed back has lost its number, and kept its wish
			const wishes = plan.fedBack ? alone(promptOf(Number(row.json.wish))) : only(row.item ?? -1);
			return wishes.map((wish) => ({ round, wish, text: textOf(row) }));
		}),
	]);
}

/** Whether a submission for this left after the one of this job: its own end is what was told then. */
const isLastOrder = ({ history }: Books, job: SandboxJob, wish: string): boolean =>
	!history.requests.some(
		({ step, body, at }) =>
			(step === 'submit' || step === 'sync') &&
			at > job.submittedAtMs &&
			wishIn((body as { prompt?: unknown } | null)?.prompt) === wish,
	);

function denies(books: Books, { round, wish, text }: Saying): string[] {
	const { jobs, plan } = books.history;
	if (!/nothing was billed/i.test(text) || plan.repeatUnconfirmed) return [];
	const billed = jobs.filter(
		(job) =>
			job.billedUsd > 0 &&
			wishIn(job.body.prompt) === wish &&
			(plan.changing ? roundOf(books, job) === round : roundOf(books, job) <= round) &&
			!books.delivered.has(job) &&
			!books.reports.slice(0, round).some((report) => report.includes(job.id)) &&
			(!isDenied(job) || isLastOrder(books, job, wish)),
	);
	return billed.map(
		(job) => `"Nothing was billed" was said of ${named(job)}, which was: ${text.slice(0, 120)}`,
	);
}

function frightens({ history }: Books, { round, wish, text }: Saying): string[] {
	if (!text.includes('may have been billed')) return [];
	const cut = history.plan.rounds.slice(0, round + 1).some((one) => one.cut);
	const left = history.requests.some(
		({ step, body }) =>
			(step === 'submit' || step === 'sync') &&
			wishIn((body as { prompt?: unknown } | null)?.prompt) === wish,
	);
	return cut || left
		? []
		: [`nothing of ${wish} ever left, and it "may have been billed": ${text.slice(0, 120)}`];
}

/** Nothing that a person is told is untrue by the books. */
export function nothingUntrue(books: Books): string[] {
	const unforeseen = books.reports.filter((text) => text.includes('Something unexpected'));
	return [
		...sayings(books).flatMap((saying) => [...denies(books, saying), ...frightens(books, saying)]),
		...unforeseen.map((text) => `the node had no words of its own: ${text.slice(0, 160)}`),
	];
}
