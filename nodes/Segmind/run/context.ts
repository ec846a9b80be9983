import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimits } from '../1-read/options';
import { API_ROWS } from '../errors/apiRows';
import { Problem } from '../errors/problem';
import { RateLimiter } from '../http/rateLimiter';
import { sharedHistory, type DurationHistory } from '../job/durationHistory';
import { Budget } from './budget';
import type { Credits } from './credits';
import { openCredential, type Credential } from './credential';
import { openLedger, type Ledger } from './ledger';
import { Closing } from './pause';
import { gate, type Gate } from './pool';

/** What all items of one run of the node share. */
export interface Run {
	readonly ctx: IExecuteFunctions;
	readonly credential: Credential;
	readonly signal: AbortSignal | undefined;
	readonly ledger: Ledger;
	readonly limiter: RateLimiter;
	readonly durations: DurationHistory;
	readonly budget: Budget;
	/** The balance, once it was asked for. */
	credits?: Promise<Credits>;
	/** Settled before the first order: the balance is high enough, or was not to be looked at. */
	cleared?: Promise<void>;
	/** USD that the balance must hold before the first order, or undefined. */
	readonly minBalanceUsd: number | undefined;
	/** Addresses of images that this run uploads, by identity: each distinct one goes up once. */
	readonly uploads: Map<string, Promise<string>>;
	/** Bounds on what holds bytes: memory depends on these, not on the number of items. */
	readonly gates: { readonly upload: Gate; readonly download: Gate; readonly sync: Gate };
	/** Set when an item has ended the run: nothing new is ordered then. */
	halted: boolean;
	/** Closed at the same time: wakes all that wait for their turn to be ordered. */
	readonly closing: Closing;
}

const PARALLEL_UPLOADS = 3;
const PARALLEL_DOWNLOADS = 2;
const PARALLEL_SYNC_CALLS = 5;

export async function openRun(ctx: IExecuteFunctions): Promise<Run> {
	const limits = readLimits(ctx);
	const credential = await openCredential(ctx);
	const ledger = openLedger(ctx);
	const closing = new Closing();
	return {
		ctx,
		credential,
		signal: ctx.getExecutionCancelSignal(),
		ledger,
		limiter: new RateLimiter(closing),
		durations: sharedHistory,
		budget: new Budget(limits.maxCostUsd, ledger),
		minBalanceUsd: limits.minBalanceUsd,
		uploads: new Map(),
		gates: {
			upload: gate(PARALLEL_UPLOADS, closing),
			download: gate(PARALLEL_DOWNLOADS),
			sync: gate(PARALLEL_SYNC_CALLS, closing),
		},
		halted: false,
		closing,
	};
}

/** Nothing new is ordered from now on, and whoever waits for that learns it at once. */
export function halt(run: Run): void {
	run.halted = true;
	run.closing.close(new Problem(API_ROWS.notStarted));
}
