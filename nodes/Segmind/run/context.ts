import type { IExecuteFunctions } from 'n8n-workflow';
import { readLimits } from '../1-read/options';
import { sharedMemory } from '../4-job/memory';
import { Observer } from '../4-job/observer';
import { Budget } from './budget';
import type { Credits } from './credits';
import { openCredential, type Credential } from './credential';
import { openLedger, type Ledger } from './ledger';
import { Pace } from './pace';
import { gate, type Gate } from './pool';

/** What all items of one run of the node share. */
export interface Run {
	readonly ctx: IExecuteFunctions;
	readonly credential: Credential;
	readonly signal: AbortSignal | undefined;
	readonly ledger: Ledger;
	readonly pace: Pace;
	readonly observer: Observer;
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
}

const PARALLEL_UPLOADS = 3;
const PARALLEL_DOWNLOADS = 2;
const PARALLEL_SYNC_CALLS = 5;

export async function openRun(ctx: IExecuteFunctions): Promise<Run> {
	const limits = readLimits(ctx);
	const credential = await openCredential(ctx);
	const ledger = openLedger(ctx);
	return {
		ctx,
		credential,
		signal: ctx.getExecutionCancelSignal(),
		ledger,
		pace: new Pace(),
		observer: new Observer(sharedMemory, credential.base),
		budget: new Budget(limits.maxCostUsd, ledger),
		minBalanceUsd: limits.minBalanceUsd,
		uploads: new Map(),
		gates: {
			upload: gate(PARALLEL_UPLOADS),
			download: gate(PARALLEL_DOWNLOADS),
			sync: gate(PARALLEL_SYNC_CALLS),
		},
		halted: false,
	};
}
