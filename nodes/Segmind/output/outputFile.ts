import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JobOptions } from '../job/jobSpec';
import type { JobMetrics } from '../results/image';
import type { StoredFile } from '../files/store';

/** One file that came of an item. */
export interface OutputFile {
	/** Null for a job of which only the request ID is known. */
	readonly model: string | null;
	readonly requestId: string | null;
	/** Where Segmind keeps the file for seven days; null where the bytes came in the answer. */
	readonly url: string | null;
	readonly metrics: JobMetrics;
	readonly file: StoredFile;
}

/** Nothing is known of what a second image cost: the price is that of the whole job. */
export const NO_METRICS: JobMetrics = {
	cost: null,
	remainingCredits: null,
	inferenceTime: null,
	queueTime: null,
	totalTime: null,
};

/** What a job cost, and how long it took unless that is to be left out. */
export const shownMetrics = (
	{ cost, remainingCredits, ...times }: JobMetrics,
	simplify: boolean,
): IDataObject => ({ cost, remainingCredits, ...(!simplify && times) });

/**
 * The item that the next node receives. The JSON is never empty and never holds the file, because
 * an agent sees nothing but the JSON.
 */
export function outputItem(
	{ model, requestId, url, metrics, file }: OutputFile,
	{ outputField, simplify }: Pick<JobOptions, 'outputField' | 'simplify'>,
): INodeExecutionData {
	const { cost, remainingCredits, ...times } = shownMetrics(metrics, simplify);
	const { fileName, mimeType, bytes: fileSize, binary } = file;
	const known = { model, requestId, url, cost, remainingCredits, fileName, mimeType, fileSize };
	return { json: { ...known, ...times }, binary: { [outputField]: binary } };
}
