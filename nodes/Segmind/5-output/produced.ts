import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Figures } from '../4-job/result';
import type { StoredFile } from './store';

/** One image that came of an item. */
export interface Produced {
	/** Null for a job of which only the request ID is known. */
	readonly model: string | null;
	readonly requestId: string | null;
	/** Where Segmind keeps the file for seven days; null where the bytes came in the answer. */
	readonly url: string | null;
	readonly figures: Figures;
	readonly file: StoredFile;
}

/** Nothing is known of what a second image cost: the price is that of the whole job. */
export const NO_FIGURES: Figures = {
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
export function outputItem(produced: Produced, field: string): INodeExecutionData {
	const { figures, file } = produced;
	const json: IDataObject = {
		model: produced.model,
		requestId: produced.requestId,
		url: produced.url,
		cost: figures.cost,
		remainingCredits: figures.remainingCredits,
		fileName: file.fileName,
		mimeType: file.mimeType,
		fileSize: file.bytes,
		inferenceTime: figures.inferenceTime,
		queueTime: figures.queueTime,
		totalTime: figures.totalTime,
	};
	return { json, binary: { [field]: file.binary } };
}
