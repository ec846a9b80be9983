import type { Semaphore } from '../core/semaphore';
import type { FilesContext } from '../http/context';
import type { Budget } from './budget';
import type { DurationHistory, PollBudget } from './pollSchedule';
import type { Ledger } from './ledger';
import type { RunByHand } from './runByHand';

/** What the jobs of one run of the node share. */
export interface JobContext extends FilesContext {
	readonly ledger: Ledger;
	readonly byHand: RunByHand;
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
