import { shortHash } from '../core/bytes';
import { clock, Stopped } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import { type FilesContext, isToolType } from '../http/context';
import {
	type ConfirmedEntry,
	isConfirmed,
	isOver,
	type JobEntry,
	type Wanted,
} from './ledgerEntry';

/**
 * A job that a run by hand submitted and did not hand out. "Execute step" is a new execution with an
 * empty ledger, so these are kept in the process, and the next run by hand takes them up. Production
 * never does: two customers with the same words get an image each. No prompt, key or content in it.
 */
export interface OpenJob {
	/** Hash of workflow, node, account and what is wanted, with files by their content. */
	readonly key: string;
	readonly requestId: string;
	readonly pollPath?: string;
	/** Milliseconds since 1970. */
	readonly submittedAtMs: number;
	/** What became of its run, for example "was stopped at 14:02". */
	readonly runEnded: string;
}

/** Segmind keeps a record for an hour, and what is taken up is polled in it. */
const MAX_AGE_MS = 55 * 60_000;

const MAX_JOBS = 1000;

/** Of several jobs those that can still be fetched, from the oldest on, and no more than are kept. */
export const fetchable = (jobs: readonly OpenJob[], nowMs: number): OpenJob[] =>
	jobs
		.filter(({ submittedAtMs }) => nowMs - submittedAtMs <= MAX_AGE_MS)
		.sort((a, b) => a.submittedAtMs - b.submittedAtMs)
		.slice(-MAX_JOBS);

/** Those of this process. */
let openJobs: OpenJob[] = [];

/** Takes a job out, so that no other run can have it too. */
function take(fits: (job: OpenJob) => boolean): OpenJob | undefined {
	openJobs = fetchable(openJobs, clock.date());
	const at = openJobs.findIndex(fits);
	return at < 0 ? undefined : openJobs.splice(at, 1)[0];
}

/** What a run by hand has to know of a job. */
interface ByHand extends Wanted {
	readonly itemIndex: number;
	fingerprintByContent(): Promise<string>;
}

/** A job of this call. */
interface OwnJob {
	readonly key: string;
	readonly entry: ConfirmedEntry;
	readonly itemIndex: number;
	/** What ended the work on it. */
	failure?: unknown;
}

/** Whether waiting longer, or another connection, can still bring the result. */
const isInterrupted = (thrown: unknown): boolean =>
	thrown instanceof Stopped ||
	(thrown instanceof Problem &&
		(thrown.definition === API_ERRORS.waitedTooLong ||
			thrown.definition.cause === 'temporarily-unavailable' ||
			thrown.definition.cause === 'rate-limited'));

/** Whether the next run by hand may have it. @param isLost the call hands out nothing at all */
function staysOpen({ entry, failure }: OwnJob, isLost: boolean): boolean {
	if (isOver(entry)) return false;
	if (isInterrupted(failure)) return true;
	return isLost && (failure === undefined || entry.runEnded === undefined);
}

/**
 * Hours and minutes on the clock of the workflow. n8n keeps any text as time zone, such as `DEFAULT` in an
 * imported workflow, and what was paid must not be lost to it.
 */
function timeOf(nowMs: number, timeZone: string): string {
	const inZone = (zone: string) =>
		new Date(nowMs).toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone: zone });
	try {
		return inZone(timeZone);
	} catch {
		return `${inZone('UTC')} UTC`;
	}
}

/** n8n's ID of a workflow that was never saved. */
const UNSAVED = '__EMPTY__';

/** One call of the node, as far as it was started in the editor: what it takes up and leaves behind. */
export class RunByHand {
	private readonly jobs: OwnJob[] = [];

	private readonly keys = new WeakMap<Wanted, string>();

	/** What a dry run counted already. */
	private readonly counted = new Set<OpenJob>();

	private readonly isByHand: boolean;

	constructor(
		private readonly session: Pick<FilesContext, 'ctx' | 'credential' | 'semaphores'>,
		private readonly ledger: {
			takeOver(itemIndex: number, wanted: Wanted, job: OpenJob): ConfirmedEntry;
		},
	) {
		const { ctx } = session;
		const isSaved = !['', UNSAVED].includes(ctx.getWorkflow().id ?? '');
		this.isByHand = ctx.getMode() === 'manual' && !isToolType(ctx.getNode().type) && isSaved;
	}

	private async keyOf(wanted: ByHand): Promise<string> {
		const { ctx, credential, semaphores } = this.session;
		const fingerprint = await semaphores.upload(async () => await wanted.fingerprintByContent());
		const account = [credential.base, await shortHash(credential.key)];
		const parts = [ctx.getWorkflow().id, ctx.getNode().id, ...account, fingerprint];
		return await shortHash(JSON.stringify(parts));
	}

	/** The job of an earlier run by hand for the same thing, if any; it is in the ledger then. */
	async takeUp(wanted: ByHand): Promise<ConfirmedEntry | undefined> {
		if (!this.isByHand) return undefined;
		// a file that can't be read is told of where it is to be sent
		const key = await this.keyOf(wanted).catch(() => undefined);
		if (key === undefined) return undefined;
		this.keys.set(wanted, key);
		const job = take((one) => one.key === key);
		if (!job) return undefined;
		const entry = this.ledger.takeOver(wanted.itemIndex, wanted, job);
		this.jobs.push({ key, entry, itemIndex: wanted.itemIndex });
		return entry;
	}

	/** The same for a dry run, which takes nothing. */
	async wouldTakeUp(wanted: ByHand): Promise<boolean> {
		if (!this.isByHand || openJobs.length === 0) return false;
		const key = await this.keyOf(wanted).catch(() => undefined);
		const jobs = fetchable(openJobs, clock.date());
		const job = jobs.find((one) => one.key === key && !this.counted.has(one));
		if (job) this.counted.add(job);
		return job !== undefined;
	}

	/** A job was confirmed. No other call can have it before the end of this one. */
	submitted(wanted: ByHand, entry: ConfirmedEntry): void {
		const key = this.keys.get(wanted);
		if (key !== undefined) this.jobs.push({ key, entry, itemIndex: wanted.itemIndex });
	}

	/** The ledger knows the job: a retry or Retry On Fail works on it, and no other run by hand may. */
	claim({ itemIndex }: ByHand, entry: JobEntry): void {
		if (!isConfirmed(entry)) return;
		const job = take(({ requestId }) => requestId === entry.requestId);
		if (job) this.jobs.push({ key: job.key, entry, itemIndex });
	}

	/** A part of the work for an item failed. @param variation number of the job, from 0 */
	failed(itemIndex: number, variation: number, thrown: unknown): void {
		for (const job of this.jobs) {
			const isOf = job.itemIndex === itemIndex && (job.entry.variation ?? 0) === variation;
			if (isOf) job.failure = thrown;
		}
	}

	/** The call ends: what it doesn't hand out is left to the next run by hand. */
	end(how: 'ended' | 'failed' | 'was stopped'): void {
		const nowMs = clock.date();
		const at = timeOf(nowMs, this.session.ctx.getTimezone());
		const left = this.jobs.filter((job) => staysOpen(job, how !== 'ended'));
		const jobs = left.map(({ key, entry: { requestId, pollPath, submittedAtMs } }): OpenJob => {
			const known = { key, requestId, submittedAtMs, ...(pollPath && { pollPath }) };
			return { ...known, runEnded: `${how} at ${at}` };
		});
		openJobs = fetchable([...openJobs, ...jobs], nowMs);
	}
}
