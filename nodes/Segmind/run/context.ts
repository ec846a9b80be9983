import type { IExecuteFunctions } from 'n8n-workflow';
import { Observer } from '../4-job/observer';
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
	/** Addresses of images that this run uploads, by identity: each distinct one goes up once. */
	readonly uploads: Map<string, Promise<string>>;
	/** Bounds on what holds bytes: memory depends on these, not on the number of items. */
	readonly gates: { readonly upload: Gate; readonly download: Gate; readonly sync: Gate };
	/** Set when an item has ended the run: nothing new is ordered then. */
	halted: boolean;
}

const PARALLEL_UPLOADS = 3;
const PARALLEL_DOWNLOADS = 3;
const PARALLEL_SYNC_CALLS = 5;

export async function openRun(ctx: IExecuteFunctions): Promise<Run> {
	return {
		ctx,
		credential: await openCredential(ctx),
		signal: ctx.getExecutionCancelSignal(),
		ledger: openLedger(ctx),
		pace: new Pace(),
		observer: new Observer(),
		uploads: new Map(),
		gates: {
			upload: gate(PARALLEL_UPLOADS),
			download: gate(PARALLEL_DOWNLOADS),
			sync: gate(PARALLEL_SYNC_CALLS),
		},
		halted: false,
	};
}
