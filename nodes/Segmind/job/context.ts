import type { IExecuteFunctions } from 'n8n-workflow';
import { Closing } from '../core/clock';
import { type Semaphore, semaphore } from '../core/semaphore';
import { Admission } from '../http/admission';
import { type FilesContext, openCredential } from '../http/context';
import { Budget } from './budget';
import { type Ledger, openLedger } from './ledger';
import { type DurationHistory, PollBudget, sharedHistory } from './pollSchedule';
import { RunByHand } from './runByHand';

/** What all items of one run of the node share. */
export interface JobContext extends FilesContext {
	readonly ledger: Ledger;
	readonly byHand: RunByHand;
	/** Words of jobs that failed again when they were submitted again, and how often they came. */
	readonly failedTwice: Map<string, number>;
	readonly durations: DurationHistory;
	readonly budget: Budget;
	readonly polls: PollBudget;
	readonly semaphores: FilesContext['semaphores'] & {
		readonly result: Semaphore;
		readonly sync: Semaphore;
		/** Bodies that hold files, from reading those to the end of the submit. */
		readonly body: Semaphore;
	};
	/** Settled before the first submit: the balance is high enough, or was not to be checked. */
	balanceCheck?: Promise<void>;
	/** USD that the balance must hold before the first submit, or undefined. */
	readonly minBalanceUsd: number | undefined;
}

const PARALLEL_UPLOADS = 3;
const PARALLEL_DOWNLOADS = 2;
const PARALLEL_RESULTS = 3;
const PARALLEL_SYNC_CALLS = 5;

/** Each holds files as text, of which axios makes bytes: some 200 MB for a file of 50 MB. */
const PARALLEL_BODIES = 3;

/** What a user bounds for a whole run. */
export interface RunLimits {
	/** USD that it may spend; undefined where there is no limit. */
	readonly maxCostUsd: number | undefined;
	/** USD that the balance must hold before the first submit, or undefined. */
	readonly minBalanceUsd: number | undefined;
	/** Jobs that may be in flight; undefined to leave it to the node. */
	readonly parallelJobs: number | undefined;
}

/** Opens the ledger and the credential of a run. @throws n8n's own error when the node has no credential */
export async function openContext(ctx: IExecuteFunctions, limits: RunLimits): Promise<JobContext> {
	// first of all: what an earlier try has told is forgotten, even if this one fails at the credential
	const ledger = openLedger(ctx);
	const credential = await openCredential(ctx);
	const closing = new Closing();
	const semaphores = {
		upload: semaphore(PARALLEL_UPLOADS, closing),
		download: semaphore(PARALLEL_DOWNLOADS),
		result: semaphore(PARALLEL_RESULTS),
		sync: semaphore(PARALLEL_SYNC_CALLS, closing),
		body: semaphore(PARALLEL_BODIES, closing),
	};
	return {
		ctx,
		credential,
		signal: ctx.getExecutionCancelSignal(),
		ledger,
		byHand: new RunByHand({ ctx, credential, semaphores }, ledger),
		failedTwice: new Map(),
		admission: new Admission(limits.parallelJobs, closing),
		durations: sharedHistory,
		polls: new PollBudget(),
		budget: new Budget(limits.maxCostUsd, ledger),
		minBalanceUsd: limits.minBalanceUsd,
		uploads: new Map(),
		semaphores,
		closing,
	};
}
