import type { SandboxJob } from '../../../sandbox';
import type { History } from '../history';
import { promptOf, wishIn } from '../plan';
import { isError, textOf, type Row } from '../rows';

/** The sandbox's books laid beside what the node said. */
export interface Books {
	readonly history: History;
	/** Output of the last execution, both outputs. */
	readonly rows: readonly Row[];
	/** Jobs that cost money in the end. */
	readonly billed: readonly SandboxJob[];
	/** Billed jobs of which a file is in the last output. */
	readonly delivered: ReadonlySet<SandboxJob>;
	/** What a person was told went wrong, by execution: errors and rows that say so. */
	readonly reports: readonly string[];
	/** The job whose file has this SHA-256. */
	readonly jobOfHash: ReadonlyMap<string, SandboxJob>;
}

export function booksOf(history: History): Books {
	const { jobs, rounds, last } = history;
	const rows = [...last.rows, ...last.failedRows];
	const jobOfHash = new Map(
		jobs.flatMap((job) => job.outputs.map(({ sha256 }) => [sha256, job] as const)),
	);
	const found = rows.flatMap(({ hash }) => (hash === undefined ? [] : [jobOfHash.get(hash)]));
	const reports = rounds.map(({ error = '', rows: out, failedRows }) =>
		[error, ...[...out, ...failedRows].filter(isError).map(textOf)].join('\n'),
	);
	return {
		history,
		rows,
		billed: jobs.filter(({ billedUsd }) => billedUsd > 0),
		delivered: new Set(found.flatMap((job) => (job ? [job] : []))),
		reports,
		jobOfHash,
	};
}

/** Number of the execution in which a job was accepted. */
export function roundOf({ history }: Books, job: SandboxJob): number {
	const position = history.jobs.indexOf(job);
	return history.jobsBefore.filter((before) => before <= position).length - 1;
}

/** A person was told of this job by its request ID. */
export const isReported = ({ reports }: Books, { id }: SandboxJob): boolean =>
	reports.some((text) => text.includes(id));

/** The node had the request ID of the job when its execution ended: it stands in what n8n kept. */
export const isKnown = ({ history }: Books, { id }: SandboxJob): boolean =>
	history.rounds.some(({ ledger }) => ledger.includes(id));

/**
 * Nobody but Segmind can know of this submission: its answer never came whole, or the execution was cut
 * while it was under way. A synchronous call is known by nothing but its image.
 */
export function isUnconfirmed(books: Books, job: SandboxJob): boolean {
	if (job.version === 'v1' && books.history.plan.repeatUnconfirmed) return true;
	if (isKnown(books, job)) return false;
	const round = books.history.rounds[roundOf(books, job)];
	if (round?.crashed === true || round?.stop) return true;
	// the headers of a direct answer name the request, whatever becomes of its body
	return !job.named && (!job.answered || job.version === 'v1');
}

/**
 * An execution before this one told that the job is done and has no result, so a person who wants that
 * may submit it again.
 */
export const mayReplaceEmpty = (
	{ history, reports }: Books,
	{ id }: SandboxJob,
	round: number,
): boolean =>
	history.plan.repeatUnconfirmed &&
	reports
		.slice(0, round)
		.some((text) =>
			text
				.split('\n')
				.some((line) => line.includes(id) && line.includes('completed without a result')),
		);

/** Billed jobs by what they were submitted for. */
export function billedByWish({ billed }: Books): Map<string, SandboxJob[]> {
	const found = new Map<string, SandboxJob[]>();
	for (const job of billed) {
		const prompt = wishIn(job.body.prompt);
		found.set(prompt, [...(found.get(prompt) ?? []), job]);
	}
	return found;
}

/** Numbers of the items that wish for this. */
export const itemsFor = ({ plan }: History, prompt: string): number[] =>
	plan.items.flatMap((wish, item) => (promptOf(wish) === prompt ? [item] : []));

/** Answers to a submit after which Segmind's SDK repeats it, whatever started behind them. */
const REPEATED_BY_SDK = new Set([500, 502, 503]);

/** Nothing but the books of Segmind shows that this one started: its answer said that it did not. */
export const isDenied = ({ version, answerStatus }: SandboxJob): boolean =>
	version === 'v2' && REPEATED_BY_SDK.has(answerStatus);

/** How long Segmind keeps the record of a job, in milliseconds. */
export const RECORD_MS = 3_600_000;

/** Short form of a job for a report. */
export const named = (job: SandboxJob): string =>
	`job ${job.id.slice(0, 8)} (${wishIn(job.body.prompt).replace(/\.$/, '')}, ${job.version})`;
