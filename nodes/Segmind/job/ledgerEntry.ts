import type { IBinaryData } from 'n8n-workflow';
import type { Upload } from '../http/endpoints';
import type { JobMetrics } from '../results/metrics';

/** Segmind keeps the record of a job for one hour after the submit. Before that, a 404 is late. */
export const RECORD_LIFE_MS = 60 * 60 * 1000;

/**
 * One submission of one item. Lives in the execution's own data, so it must stay under 1 kB and the
 * URLs of its files, but for a text that is the result itself. No keys, no image data. Only the
 * ledger writes it.
 */
export interface JobEntry {
	/** Short name of what is wanted: model, body and files. */
	readonly fingerprint: string;
	/** Slug of the model, or path of the workflow. */
	readonly model: string;
	/** Number of the job among several of the same item; absent for the first. */
	readonly variation?: number;
	/** ID of the execution that submitted it; a retry from the executions list has another one. */
	readonly executionId: string;
	/** Milliseconds since 1970. */
	submittedAtMs: number;
	/** Number of the attempt, from 2 on, where this run of the node submitted it again after a failure. */
	attempt?: number;
	/** Absent while the answer to the submit is outstanding, or where it named none. */
	requestId?: string;
	/** `sync` for a direct call, which can't be asked again; `get` for a result that was only read. */
	mode?: 'sync' | 'get';
	/** Path under which the host of the credential tells of a workflow, where it isn't the usual one. */
	pollPath?: string;
	/** What the answer with its result held. */
	result?: KeptResult;
	/** Set when it was taken up from an earlier run by hand, which it was billed in: how that ended. */
	runEnded?: string;
	/** USD that Maximum Cost counts for it: the estimate, and the cost once it is known. */
	countedUsd?: number;
	/** HTTP status of an answer that did not say whether the job was started. */
	answerStatus?: number;
	/** Set when Segmind reported the job as failed: the next run submits it again. */
	failed?: true;
	/** Set when it was submitted again without being confirmed: it counts, and is never taken up. */
	superseded?: true;
	/**
	 * ID of the execution that first found it done and without a result. Only a later one may submit it
	 * again, for the same reason as after `expiryReportedBy`.
	 */
	emptyIn?: string;
	/** Set when the result was handed to the next node. */
	delivered?: true;
	/**
	 * ID of the execution that told the user that the record of the job is gone. Only a later
	 * execution submits again: Retry On Fail runs within the same one, and nobody reads its first try.
	 */
	expiryReportedBy?: string;
}

/** A result that was read, of a queue job or a direct call, so that a repeat hands it out again. */
export interface KeptResult {
	readonly metrics: JobMetrics;
	/** Further URLs of the answer, by their names. */
	readonly furtherUrls?: Readonly<Record<string, string>>;
	/** URLs of its files. Absent where the files can't be had from here, all of them. */
	readonly urls?: readonly string[];
	/** Files whose bytes came in the answer, as n8n described them when it had stored them. */
	readonly files?: readonly IBinaryData[];
	/** Number of files that could not be kept, and are told as missing. */
	readonly lost?: number;
	/** The text or JSON that is the result, or stands beside its files. */
	readonly output?: unknown;
}

/** What the ledger of one node keeps with the execution. */
export interface LedgerData {
	version: 3;
	/** Entries by run index, then by item index; several where equal calls ran side by side. */
	runs: Record<string, Record<string, JobEntry[]>>;
	/** Uploaded files by identity. */
	uploads: Record<string, Upload>;
}

export type ConfirmedEntry = JobEntry & { requestId: string };

export const isConfirmed = (entry: JobEntry): entry is ConfirmedEntry =>
	entry.requestId !== undefined;

/** Whether Segmind can be asked for the result: a direct call brings it in its own answer, once. */
export const isQueued = (entry: JobEntry): entry is ConfirmedEntry =>
	isConfirmed(entry) && entry.mode !== 'sync';

/** Nothing can be had of it any more. */
export const isOver = ({ failed, superseded, expiryReportedBy }: JobEntry): boolean =>
	failed === true || superseded === true || expiryReportedBy !== undefined;

/** Neither delivered nor over: a later run can still fetch it, or must not submit it again. */
export const isOpen = (entry: JobEntry): boolean => !isOver(entry) && entry.delivered !== true;

/** What is to be run, as the ledger knows it. */
export interface Wanted {
	readonly fingerprint: string;
	readonly model: { readonly slug: string };
	/** Number of the job among several of the same item; 0 where nothing is said. */
	readonly variation?: number;
}

/** Which run of the node it is. */
export interface LedgerRun {
	/** The same on a retry, another in a loop. */
	readonly runIndex: number;
	readonly executionId: string;
	/** True where n8n's Retry On Fail may have run this node before, within the same execution. */
	readonly retryOnFail: boolean;
}

/** Entries that calls of the node are working on. */
interface Claims {
	/** Worked on right now, by this call or another one of this process. */
	readonly claimed: Pick<WeakSet<JobEntry>, 'has'>;
	/** Made or taken up by this call. */
	readonly own: Pick<WeakSet<JobEntry>, 'has'>;
}

export const entriesOfRun = ({ runs }: LedgerData, runIndex: number | string): JobEntry[] =>
	Object.values(runs[runIndex] ?? {}).flat();

/** The entries of an item in the current run of the node, which are added to where they are. */
export function entriesOf({ runs }: LedgerData, runIndex: number, itemIndex: number): JobEntry[] {
	const run = (runs[runIndex] ??= {});
	return (run[itemIndex] ??= []);
}

/**
 * A submission of an earlier run index that nobody has received anything of, confirmed or not, for
 * instance because its error item was wired back into the node. It moves to this run, so that it is
 * taken up once.
 */
function moveFromEarlierRound(
	data: LedgerData,
	{ runIndex }: LedgerRun,
	itemIndex: number,
	fits: (entry: JobEntry) => boolean,
): JobEntry | undefined {
	for (const [index, items] of Object.entries(data.runs)) {
		if (Number(index) >= runIndex) continue;
		for (const entries of Object.values(items)) {
			const at = entries.findIndex((entry) => isOpen(entry) && fits(entry));
			const [entry] = at < 0 ? [] : entries.splice(at, 1);
			if (!entry) continue;
			entriesOf(data, runIndex, itemIndex).push(entry);
			return entry;
		}
	}
	return undefined;
}

/**
 * Whether an entry is of an earlier try of Retry On Fail. Nobody can have edited the node between two
 * tries, so a prompt or URL that differs was made by the clock or by chance.
 */
export const isEarlierTry = (run: LedgerRun, { model }: Wanted, entry: JobEntry): boolean =>
	run.retryOnFail && entry.model === model.slug && entry.executionId === run.executionId;

/** The earlier submission that a job can take up, if any: of the same thing, or of an earlier try. */
export function findEntry(
	data: LedgerData,
	run: LedgerRun,
	{ claimed, own }: Claims,
	itemIndex: number,
	wanted: Wanted,
): JobEntry | undefined {
	const { fingerprint, variation = 0 } = wanted;
	const isFree = (entry: JobEntry) =>
		!isOver(entry) && !claimed.has(entry) && (entry.variation ?? 0) === variation;
	const isSame = (entry: JobEntry) => entry.fingerprint === fingerprint && isFree(entry);
	const isOfTry = (entry: JobEntry) =>
		isEarlierTry(run, wanted, entry) && isFree(entry) && !own.has(entry);
	const entries = entriesOf(data, run.runIndex, itemIndex);
	return (
		entries.find(isSame) ??
		entries.find(isOfTry) ??
		moveFromEarlierRound(data, run, itemIndex, isSame)
	);
}

/** Number of an attempt, from 1: after how many others of this call that failed it is made. */
export const nextAttempt = (
	entries: readonly JobEntry[],
	own: Claims['own'],
	{ variation = 0 }: Wanted,
): number =>
	1 +
	entries.filter((one) => one.failed && own.has(one) && (one.variation ?? 0) === variation).length;

/** What an earlier try of the same execution told is lost: n8n shows the last try only. */
export function clearUnreportedExpiry(
	data: LedgerData,
	{ runIndex, executionId }: LedgerRun,
): void {
	for (const entry of entriesOfRun(data, runIndex)) {
		if (entry.expiryReportedBy === executionId) delete entry.expiryReportedBy;
	}
}

/** Earlier rounds of a loop are forgotten, but never one with a submission that is still open. */
export function dropOldRuns(data: LedgerData, { runIndex }: LedgerRun): void {
	for (const index of Object.keys(data.runs)) {
		const isDone = !entriesOfRun(data, index).some(isOpen);
		if (Number(index) < runIndex && isDone) delete data.runs[index];
	}
}
