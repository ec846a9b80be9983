import type { FileNaming } from '../files/fileName';
import type { StoredFile } from '../files/store';
import type { JobEndpoints } from '../http/endpoints';
import type { ModelFacts } from '../models/facts';
import type { FileRef } from '../results/files';
import type { JobMetrics } from '../results/metrics';
import type { ResultReader } from '../results/readers';
import type { JobEntry, Wanted } from './ledgerEntry';

export type ProcessingMode = 'auto' | 'queue' | 'sync';

/** The Options of the node, checked. */
export interface JobOptions {
	readonly delivery: ProcessingMode;
	/** Without extension or with one; empty for the default name. */
	readonly fileName: string;
	readonly maxWaitMs: number;
	readonly outputField: string;
	/** How often a job that failed is submitted again. */
	readonly failedJobRetries: number;
	/** False to leave files at their URLs. */
	readonly download: boolean;
	/** Nothing is uploaded or submitted, only told. */
	readonly dryRun: boolean;
	/** All files of a job in one item. */
	readonly oneItem: boolean;
	/** Submit again what was submitted before and never confirmed. */
	readonly repeatUnconfirmed: boolean;
	/** Leave Segmind's answer itself out of the items. */
	readonly simplify: boolean;
	/** Files that Segmind opens lie at n8n, under a signed link, and are not uploaded. */
	readonly sendByLink: boolean;
	/** False to give out the request ID instead of waiting for the result. */
	readonly wait: boolean;
}

/** What a job has to know of its model; of a workflow only its name is known. */
export type JobModel = Pick<
	ModelFacts,
	'slug' | 'displayName' | 'endpoint' | 'typicalSeconds' | 'typicalUsd'
>;

export const unknownModel = (slug: string, displayName = slug, endpoint = ''): JobModel => ({
	slug,
	displayName,
	endpoint,
	typicalSeconds: null,
	typicalUsd: null,
});

/** One job of one item: all that is needed to submit it, to wait for it and to hand it out. */
export interface JobSpec extends Wanted {
	readonly itemIndex: number;
	readonly model: JobModel;
	readonly options: JobOptions;
	readonly reader: ResultReader;
	/** What its files are named after; the model where it is empty or missing. */
	readonly inputName?: string;
	/** Where it is submitted and polled, if not at the queue of its model. */
	readonly endpoints?: JobEndpoints;
	/** The body holds files as base64 text, so that few of them are made at a time. */
	readonly holdsFiles?: boolean;
	/** The fingerprint with files by content: an earlier run by hand had them stored under other IDs. */
	fingerprintByContent(): Promise<string>;
	/** The body as it would be sent, with the names of files. Nothing is opened or uploaded for it. */
	preview(): Promise<Readonly<Record<string, unknown>>>;
	/** Uploads the files and builds the body of the request. Called only when something is submitted. */
	makeBody(): Promise<Readonly<Record<string, unknown>>>;
	/** An error of this job, in words about what it runs. */
	errorOf?(thrown: unknown): Error | Promise<Error>;
}

/** What of a job is needed to hand its result out. */
export type HandedOut = Omit<JobSpec, 'fingerprintByContent' | 'makeBody' | 'preview'>;

/** What came of a job. */
export interface JobResult {
	/** Absent for a job that this execution didn't submit. */
	readonly entry?: JobEntry;
	readonly requestId: string | null;
	readonly metrics: JobMetrics;
	/** Files to download. */
	readonly files: readonly FileRef[];
	/** Files that came in the answer and are stored already. */
	readonly stored?: readonly StoredFile[];
	/** Number of files that came in the answer and could not be kept. */
	readonly lost?: number;
	/** A text or JSON that is itself the result, or stands beside the files. */
	readonly output?: unknown;
	/** Further URLs of the answer, by the names that they have in it. */
	readonly urls?: Readonly<Record<string, string>>;
	/** The answer as the item shows it. Absent where it was none in JSON, or is of an earlier run. */
	readonly answer?: unknown;
}

/** How a file of a job is named. @param position 0 for the first */
export const namingOf = (
	{ itemIndex, variation = 0, model, options, inputName }: HandedOut,
	requestId: string | null,
	position = 0,
): FileNaming => ({
	wanted: options.fileName,
	input: inputName,
	slug: model.slug || 'segmind',
	requestId,
	itemIndex,
	// a name of the user's own would be that of every variation
	position: position + (options.fileName === '' ? 0 : variation),
});
