import type { IExecuteFunctions } from 'n8n-workflow';
import { clock } from '../core/clock';
import { isToolType, type UploadStore } from '../http/context';
import type { Upload } from '../http/endpoints';
import {
	clearUnreportedExpiry,
	type ConfirmedEntry,
	dropOldRuns,
	entriesOf,
	entriesOfRun,
	findEntry,
	isEarlierTry,
	isOver,
	nextAttempt,
	type JobEntry,
	type KeptResult,
	type LedgerData,
	type LedgerRun,
	type Wanted,
} from './ledgerEntry';

/** Entries that a call is working on right now. After a crash none is, so all can be taken up. */
const claimed = new WeakSet<JobEntry>();

/** The ledger of one run of the node: what was submitted, so that nothing is paid twice. */
export class Ledger implements UploadStore {
	/** Jobs whose record this call found gone, and told nobody of yet. */
	private readonly expired: JobEntry[] = [];

	/** Entries that this call made or took up. */
	private readonly own = new WeakSet<JobEntry>();

	constructor(
		private readonly data: LedgerData,
		private readonly run: LedgerRun,
	) {}

	private entriesOfRun(): JobEntry[] {
		return entriesOfRun(this.data, this.run.runIndex);
	}

	private entriesOfAllRuns(): JobEntry[] {
		return Object.keys(this.data.runs).flatMap((run) => entriesOfRun(this.data, run));
	}

	/** The earlier submission of this item for the same thing, if any, claimed for this call. */
	find(itemIndex: number, wanted: Wanted): JobEntry | undefined {
		const entry = findEntry(this.data, this.run, { claimed, own: this.own }, itemIndex, wanted);
		if (entry) this.claim(entry);
		return entry;
	}

	/** Whether a job would be taken up if it were run now. Each is counted once, and none is claimed. */
	wouldFind({ fingerprint, variation = 0 }: Wanted): boolean {
		const entry = this.entriesOfAllRuns().find(
			(one) =>
				one.fingerprint === fingerprint &&
				(one.variation ?? 0) === variation &&
				!isOver(one) &&
				!this.own.has(one),
		);
		if (entry) this.own.add(entry);
		return entry !== undefined;
	}

	/** Whether this was submitted before, whatever became of it: its files were checked then. */
	wasSubmitted(itemIndex: number, wanted: Wanted): boolean {
		const { fingerprint } = wanted;
		return (
			this.entriesOfAllRuns().some((entry) => entry.fingerprint === fingerprint) ||
			this.entriesOf(itemIndex).some((entry) => isEarlierTry(this.run, wanted, entry))
		);
	}

	private claim(entry: JobEntry): void {
		claimed.add(entry);
		this.own.add(entry);
	}

	private entriesOf(itemIndex: number): JobEntry[] {
		return entriesOf(this.data, this.run.runIndex, itemIndex);
	}

	/** Writes down, before a submit leaves, that it is about to. */
	recordIntent(itemIndex: number, wanted: Wanted, mode?: JobEntry['mode']): JobEntry {
		const { fingerprint, model, variation } = wanted;
		const entries = this.entriesOf(itemIndex);
		const attempt = nextAttempt(entries, this.own, wanted);
		const entry: JobEntry = {
			fingerprint,
			model: model.slug,
			submittedAtMs: clock.date(),
			executionId: this.run.executionId,
			...(variation && { variation }),
			...(attempt > 1 && { attempt }),
			...(mode && { mode }),
		};
		this.claim(entry);
		entries.push(entry);
		return entry;
	}

	/** The submit was accepted. @param pollPath where its result is found, if not in the usual place */
	confirm(
		entry: JobEntry,
		requestId: string,
		submittedAtMs: number,
		pollPath?: string,
	): ConfirmedEntry {
		return Object.assign(entry, { requestId, submittedAtMs, ...(pollPath && { pollPath }) });
	}

	/** Takes up a job that an earlier run by hand submitted, and that was billed in that run. */
	takeOver(
		itemIndex: number,
		wanted: Wanted,
		job: Pick<ConfirmedEntry, 'requestId' | 'submittedAtMs' | 'pollPath' | 'runEnded'>,
	): ConfirmedEntry {
		const { requestId, submittedAtMs, pollPath, runEnded } = job;
		const entry = this.recordIntent(itemIndex, wanted);
		if (runEnded !== undefined) entry.runEnded = runEnded;
		return this.confirm(entry, requestId, submittedAtMs, pollPath);
	}

	/** How the run by hand ended that a job of this run was taken up from, by request ID. */
	takenOver(): ReadonlyMap<string, string> {
		return new Map(
			this.entriesOfRun().flatMap(({ requestId, runEnded }): Array<[string, string]> =>
				requestId !== undefined && runEnded !== undefined ? [[requestId, runEnded]] : [],
			),
		);
	}

	/** Removes a submission of which certainly nothing came. */
	remove(itemIndex: number, entry: JobEntry): void {
		const entries = this.entriesOf(itemIndex);
		const at = entries.indexOf(entry);
		if (at >= 0) entries.splice(at, 1);
	}

	/** It is about to be submitted again without knowing what came of it: it may have been billed. */
	supersede(entry: JobEntry): void {
		entry.superseded = true;
		this.own.delete(entry);
	}

	/** Lets go of an entry that this call had claimed, so that a repeat can take it up. */
	unclaim(entry: JobEntry): void {
		claimed.delete(entry);
	}

	/** The answer to a submit did not say whether it had started anything. */
	recordAnswer(entry: JobEntry, status: number): void {
		entry.answerStatus = status;
	}

	/** What was read of a result. @param requestId null where the answer named none */
	recordResult(entry: JobEntry, requestId: string | null, result: KeptResult): void {
		entry.result = result;
		if (requestId !== null) entry.requestId ??= requestId;
	}

	/** USD that Maximum Cost counts for a submission. */
	count(entry: JobEntry, usd: number): void {
		if (entry.runEnded === undefined) entry.countedUsd = usd;
	}

	/** USD that Maximum Cost counts for all submissions of this run index, tries and retries included. */
	countedUsd(): number {
		return this.entriesOfRun().reduce((sum, { countedUsd }) => sum + (countedUsd ?? 0), 0);
	}

	uploaded(identity: string): Upload | undefined {
		return this.data.uploads[identity];
	}

	rememberUpload(identity: string, upload: Upload): void {
		this.data.uploads[identity] = upload;
	}

	/** Numbers of the items with a submission that has no request ID: its answer never came. */
	itemsWithoutId(): number[] {
		const run = this.data.runs[this.run.runIndex] ?? {};
		const lacksId = ({ failed, superseded, requestId }: JobEntry) =>
			!failed && !superseded && requestId === undefined;
		return Object.entries(run).flatMap(([item, entries]) =>
			entries.some(lacksId) ? [Number(item)] : [],
		);
	}

	/**
	 * Request IDs of this run's jobs, for when it hands out nothing. Those that are marked as
	 * delivered are among them: their images were fetched, but don't get to the next node.
	 */
	requestIds(): string[] {
		return this.entriesOfRun()
			.filter((entry) => !isOver(entry) && entry.mode !== 'get')
			.flatMap(({ requestId }) => requestId ?? []);
	}

	/** Request ID of the last job that this call worked on for a variation of an item, from 0. */
	requestIdOf(itemIndex: number, variation: number): string | undefined {
		const entries = this.entriesOf(itemIndex).filter(
			(entry) => this.own.has(entry) && (entry.variation ?? 0) === variation,
		);
		return entries.flatMap(({ requestId }) => requestId ?? []).at(-1);
	}

	/** Segmind reported the job as failed, which is not billed. */
	markFailed(entry: JobEntry): void {
		entry.failed = true;
		delete entry.countedUsd;
	}

	/** The record of a job is gone. It is submitted again only once the user was told. */
	markExpired(entry: JobEntry): void {
		this.expired.push(entry);
	}

	/** Segmind says that a job is done, and it has no result. */
	markEmpty(entry: JobEntry): void {
		entry.emptyIn ??= this.run.executionId;
	}

	/** Whether an earlier execution found a job without a result, and told so. */
	wasEmpty({ emptyIn }: JobEntry): boolean {
		return emptyIn !== undefined && emptyIn !== this.run.executionId;
	}

	/** What this call found gone now stands in its error or its output. */
	confirmExpiryReported(): void {
		for (const entry of this.expired) entry.expiryReportedBy = this.run.executionId;
	}

	markDelivered(entry: JobEntry): void {
		entry.delivered = true;
	}
}

const KEY = 'segmind';

/** Opens the ledger that n8n keeps with the execution. It survives a run that ends badly. */
export function openLedger(ctx: IExecuteFunctions): Ledger {
	const context = ctx.getContext('node') as { [KEY]?: LedgerData };
	const data = (context[KEY] ??= { version: 3, runs: {}, uploads: {} });
	const { retryOnFail, type } = ctx.getNode();
	const run: LedgerRun = {
		// so often this node ran before in this execution: the same on a retry, another in a loop
		runIndex: Number(ctx.getWorkflowDataProxy(0).$runIndex ?? 0),
		executionId: String(ctx.getExecutionId()),
		// calls of an agent share run index and item, so one can't be told from a try of another
		retryOnFail: retryOnFail === true && !isToolType(type),
	};
	clearUnreportedExpiry(data, run);
	dropOldRuns(data, run);
	return new Ledger(data, run);
}
