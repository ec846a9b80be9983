import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimits, readParallelJobs } from '../parameters/options';
import { Admission } from '../http/admission';
import type { JobContext } from '../job/context';
import { PollBudget, sharedHistory } from '../job/pollSchedule';
import { Budget } from '../job/budget';
import { openCredential } from '../http/credential';
import { openLedger } from '../job/ledger';
import { RunByHand } from '../job/runByHand';
import { Closing } from '../core/clock';
import { semaphore } from '../core/semaphore';

/** What all items of one run of the node share. */
export type Session = JobContext;

const PARALLEL_UPLOADS = 3;
const PARALLEL_DOWNLOADS = 2;
const PARALLEL_RESULTS = 3;
const PARALLEL_SYNC_CALLS = 5;

/** Each holds files as text, of which axios makes bytes: some 200 MB for a file of 50 MB. */
const PARALLEL_BODIES = 3;

export async function openSession(ctx: IExecuteFunctions): Promise<Session> {
	// first of all: what an earlier try has told is forgotten, even if this one fails at the credential
	const ledger = openLedger(ctx);
	const limits = readLimits(ctx);
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
		admission: new Admission(readParallelJobs(ctx), closing),
		durations: sharedHistory,
		polls: new PollBudget(),
		budget: new Budget(limits.maxCostUsd, ledger),
		minBalanceUsd: limits.minBalanceUsd,
		uploads: new Map(),
		semaphores,
		closing,
	};
}
