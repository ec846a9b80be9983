/**
 * One submission of one item. Lives in the execution's own data, so it must stay under 400 bytes,
 * but for a text that is the result itself. No keys, no image data. Only the ledger writes it.
 */
export interface JobEntry {
	/** Short name of what is wanted: model, body and files. */
	readonly fingerprint: string;
	/** Slug of the model, or path of the workflow. */
	readonly model: string;
	/** Number of the job among several of the same item; absent for the first. */
	readonly variation?: number;
	/** ID of the execution that submitted it; a retry from the executions list has another one. */
	readonly executionId: string;
	/** Milliseconds since 1970. */
	submittedAtMs: number;
	/** Absent while the answer to the submit is outstanding. */
	requestId?: string;
	/** `sync` for the synchronous endpoint, whose image is stored before its ID is known. */
	mode?: 'sync';
	/** Path under which the host of the credential tells of a workflow, where it isn't the usual one. */
	pollPath?: string;
	/** What the answer to a synchronous call held. */
	directResult?: DirectResult;
	/** USD that Maximum Cost counts for it: the estimate, and the cost once it is known. */
	countedUsd?: number;
	/** HTTP status of an answer that did not say whether the job was started. */
	answerStatus?: number;
	/** Set when Segmind reported the job as failed: the next run submits it again. */
	failed?: true;
	/** Set when it was submitted again without being confirmed: it counts, and is never taken up. */
	superseded?: true;
	/** Set when the result was handed to the next node. */
	delivered?: true;
	/**
	 * ID of the execution that told the user that the record of the job is gone. Only a later
	 * execution submits again: Retry On Fail runs within the same one, and nobody reads its first try.
	 */
	expiryReportedBy?: string;
}

export type ConfirmedEntry = JobEntry & { requestId: string };

/** What the answer to a synchronous call said, so that a repeat hands its images out again. */
export interface DirectResult {
	/** Request ID, where the answer named one. */
	requestId: string | null;
	/** Cost and remaining credits in USD, seconds of work. */
	metrics: readonly [cost: number | null, remainingCredits: number | null, seconds: number | null];
	/** Number of images. */
	count: number;
	/** URLs of the images, where the answer named URLs. */
	urls?: string[];
	/** The text or JSON that is the result, or stands beside it. */
	output?: unknown;
	/** Those images whose bytes came in the answer and are stored, in their order. */
	storedFiles?: StoredFileRef[];
}

/** A file in n8n's binary storage. Its name is made again from the node's parameters. */
export type StoredFileRef = [id: string, mimeType: string, extension: string, bytes: number];

/** What the ledger of one node keeps with the execution. */
export interface LedgerData {
	version: 2;
	/** Entries by run index, then by item index; several where equal calls ran side by side. */
	runs: Record<string, Record<string, JobEntry[]>>;
	/** URLs of uploaded files by identity. */
	uploads: Record<string, string>;
}

export const requestIdOf = ({ requestId, directResult }: JobEntry): string | undefined =>
	requestId ?? directResult?.requestId ?? undefined;

export const isConfirmed = (entry: JobEntry): entry is ConfirmedEntry =>
	entry.requestId !== undefined;

/** Nothing can be had of it any more. */
export const isOver = ({ failed, superseded, expiryReportedBy }: JobEntry): boolean =>
	failed === true || superseded === true || expiryReportedBy !== undefined;

/** Neither delivered nor over: a later run can still fetch it, or must not submit it again. */
export const isOpen = (entry: JobEntry): boolean => !isOver(entry) && entry.delivered !== true;

export const isComplete = ({ count, urls, storedFiles }: DirectResult): boolean =>
	(urls ?? storedFiles ?? []).length === count;
