import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JobMetrics } from '../results/image';
import type { StoredFile } from '../files/store';

/** One image that came of an item. */
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
	const { metrics, file } = produced;
	const json: IDataObject = {
		model: produced.model,
		requestId: produced.requestId,
		url: produced.url,
		cost: metrics.cost,
		remainingCredits: metrics.remainingCredits,
		fileName: file.fileName,
		mimeType: file.mimeType,
		fileSize: file.bytes,
		inferenceTime: metrics.inferenceTime,
		queueTime: metrics.queueTime,
		totalTime: metrics.totalTime,
	};
	return { json, binary: { [field]: file.binary } };
}
