import type { IExecuteFunctions } from 'n8n-workflow';
import type { Closing } from '../core/clock';
import type { Admission } from './admission';
import type { Credential } from './credential';

/** What the requests of one run of the node share. */
export interface HttpContext {
	readonly ctx: IExecuteFunctions;
	readonly credential: Credential;
	/** The Stop of the execution. */
	readonly signal: AbortSignal | undefined;
	readonly admission: Admission;
	/** Closed when nothing new is to be submitted: wakes all that wait for their turn. */
	readonly closing: Closing;
}
