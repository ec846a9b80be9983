import type { IDataObject } from 'n8n-workflow';

/** Whether money was spent: known not to be, not knowable from here, or known to be. */
export type Billed = 'no' | 'maybe' | 'yes';

/** What n8n's engine may know of a cause. Same words as its `failure` option (n8n 2.41). */
export type Cause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

/** Fixed sentences for one thing that can happen. */
export interface ErrorDefinition {
	/** What happened, with the label of the field to check. Never text from outside. */
	readonly message: string;
	/** How to go on. */
	readonly next: string;
	readonly billed: Billed;
	readonly cause?: Cause;
}

/** An entry of a table of errors. */
export const defineError = (
	message: string,
	next: string,
	billed: Billed,
	cause?: Cause,
): ErrorDefinition => ({ message, next, billed, ...(cause && { cause }) });

/** What is known of one occurrence. All of it goes into the description, none into the message. */
export interface Details {
	/** Segmind's own words, as they came. */
	readonly apiText?: string;
	readonly httpCode?: number;
	readonly requestId?: string;
	/** A value or name from the user's input that explains the message. */
	readonly detail?: string;
	/** Further jobs that the user must be able to find. Never cut short. */
	readonly further?: readonly string[];
	readonly billed?: Billed;
	/** How to go on, where it isn't what the definition says. */
	readonly next?: string;
}

/** An error of n8n's own, about an expression for instance. What the editor shows is in its context. */
export type N8nError = Error & { description?: string | null; context?: IDataObject };

/**
 * Something that ends the work on one item. Carries plain data only, so that the one place that
 * turns it into n8n's own error class (`toNodeError`) decides alone what the user reads.
 */
export class Problem extends Error {
	/** @param ofN8n n8n's own error that this stands for; it is thrown in the end, as it is */
	constructor(
		readonly definition: ErrorDefinition,
		readonly details: Details = {},
		readonly ofN8n?: N8nError,
	) {
		super(definition.message);
		this.name = 'Problem';
	}

	/** The same, with more known of it. */
	with(more: Details): Problem {
		return new Problem(this.definition, { ...this.details, ...more }, this.ofN8n);
	}

	get billed(): Billed {
		return this.details.billed ?? this.definition.billed;
	}
}

/** The requests that this node makes. */
export type Step = 'credits' | 'upload' | 'submit' | 'sync' | 'status' | 'result' | 'download';
