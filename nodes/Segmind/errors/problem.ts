import type { IDataObject } from 'n8n-workflow';

/** Whether money was spent: known not to be, not knowable from here, or known to be. */
export type Billed = 'no' | 'maybe' | 'yes';

/** What n8n's engine may know of a cause. Same words as its `failure` option (n8n 2.41). */
type Cause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

/** Where one logs in, adds credits and sees what was billed. */
export const SEGMIND_SITE = 'https://platform.segmind.com';

export const CONSOLE = `the Segmind console (${SEGMIND_SITE})`;

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
	/** Label of the control that the message is about, where several have fields of the same name. */
	readonly about?: string;
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

/** Steps that buy something: only these can be paid twice. */
export const isPurchase = (step: Step): boolean => step === 'submit' || step === 'sync';

/** What was caught, to be thrown on unchanged. n8n's rules take a bare `throw` of it for an oversight. */
export const toError = (thrown: unknown): Error =>
	thrown instanceof Error ? thrown : new Error(String(thrown));

/** Puts a sentence before what is known of an error, for its description. */
export function withDetail(text: string, thrown: unknown): Error {
	if (!(thrown instanceof Problem)) return toError(thrown);
	return thrown.with({ detail: `${text} ${thrown.details.detail ?? ''}`.trim() });
}

/**
 * How to go on with a job that was submitted. Outside the editor a new run has no record of it and
 * submits another one, so nobody is told to run the item again. The node's own execution is meant: a
 * retry of the parent of a sub-workflow starts the sub-workflow again.
 */
export const JOB_IS_KEPT =
	'In the editor, executing this node again waits for the same job. Elsewhere a retry of its failed execution does. The result of a model can also be fetched by its request ID within the hour.';

/** How to get the others of a batch where one item fails in every retry. */
export const WITHOUT_THIS =
	'To get the other items without this one, set On Error in the settings of the node to Continue.';

/** How to go on with a job that is billed and has nothing to hand out. */
export const JOB_IS_EMPTY = `A retry of this node's failed execution asks for its result once more. ${WITHOUT_THIS} With 'Repeat Unconfirmed' under 'Options' on, that retry submits the job again, and it is billed again.`;

/** What is told after a run of an item that came to something. */
export interface Note {
	readonly text: string;
	readonly type: 'info' | 'warning';
}

export const warning = (text: string): Note => ({ text, type: 'warning' });
