import type { Books } from '../judge/books';
import { isError, textOf } from '../rows';

type Expect = (books: Books) => string[];

/** All of them have to hold. */
export const all =
	(...expectations: Expect[]): Expect =>
	(books) =>
		expectations.flatMap((expectation) => expectation(books));

/** Everything that was billed came out in the end. */
export const paidIsDelivered: Expect = ({ billed, delivered }) =>
	billed.length === delivered.size
		? []
		: [`${billed.length} images were billed, ${delivered.size} delivered`];

/** Every item has its image, after the first execution. */
export const allInOne: Expect = ({ history, delivered }) =>
	delivered.size === history.plan.items.length && history.rounds.length === 1
		? []
		: [
				`${delivered.size} images of ${history.plan.items.length} in ${history.rounds.length} executions`,
			];

export const jobs =
	(count: number): Expect =>
	({ history }) =>
		history.jobs.length === count ? [] : [`${history.jobs.length} jobs, not ${count}`];

export const uploads =
	(count: number): Expect =>
	({ history }) => {
		const sent = history.requests.filter(({ step }) => step === 'upload').length;
		return sent === count ? [] : [`${sent} uploads, not ${count}`];
	};

/** The first execution took no longer than so many seconds. */
export const within =
	(seconds: number): Expect =>
	({ history }) => {
		const [first] = history.rounds;
		const took = ((first?.endedAtMs ?? 0) - (first?.startedAtMs ?? 0)) / 1000;
		return took <= seconds ? [] : [`it took ${took} s, not ${seconds}`];
	};

const saidIn = ({ history }: Books): string =>
	history.rounds
		.map(({ error = '', rows, failedRows }) =>
			[error, ...[...rows, ...failedRows].filter(isError).map(textOf)].join('\n'),
		)
		.join('\n');

export const says =
	(pattern: RegExp): Expect =>
	(books) =>
		pattern.test(saidIn(books)) ? [] : [`nobody said ${pattern}: ${saidIn(books).slice(0, 300)}`];

export const neverSays =
	(pattern: RegExp): Expect =>
	(books) =>
		pattern.test(saidIn(books)) ? [`it said ${pattern}: ${saidIn(books).slice(0, 300)}`] : [];

/** Every billed job that did not come out is named by its ID. */
export const named: Expect = (books) => {
	const text = saidIn(books);
	return books.billed
		.filter((job) => !books.delivered.has(job) && !text.includes(job.id))
		.map(({ id }) => `the request ID ${id} stands nowhere`);
};

/** Requests of a step in the first execution. */
export const requestsOf = ({ history }: Books, step: string) =>
	history.requests.filter(
		(request) => request.step === step && request.at <= (history.rounds[0]?.endedAtMs ?? 0),
	);
