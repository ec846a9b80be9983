import type { INodeExecutionData } from 'n8n-workflow';
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

/**
 * The item that the next node receives. The JSON is never empty and never holds the file, because
 * an agent sees nothing but the JSON.
 */
export function outputItem(produced: OutputFile, field: string): INodeExecutionData {
	const { model, requestId, url, metrics, file } = produced;
	const { cost, remainingCredits, ...times } = metrics;
	const { fileName, mimeType, bytes: fileSize, binary } = file;
	const known = { model, requestId, url, cost, remainingCredits, fileName, mimeType, fileSize };
	return { json: { ...known, ...times }, binary: { [field]: binary } };
}
