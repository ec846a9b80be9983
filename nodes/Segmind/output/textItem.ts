import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { recordDirectResult } from '../job/directResult';
import type { ResultOptions, JobResult } from '../job/runJob';
import type { JobContext } from '../job/context';

/** Whether a result is a text or JSON and no file. */
export const isText = ({ files, stored = [], output }: JobResult): boolean =>
	output !== undefined && files.length === 0 && stored.length === 0;

/** The item of a result that is a text or JSON: it comes out in `output`, and there is no file. */
export function textItem(run: JobContext, finished: JobResult, plan: ResultOptions): INodeExecutionData {
	const { entry, requestId, metrics } = finished;
	recordDirectResult(run.ledger, finished);
	run.ledger.markDelivered(entry);
	run.ledger.unclaim(entry);
	const json: IDataObject = {
		model: plan.model?.slug ?? null,
		requestId,
		output: finished.output as IDataObject,
		cost: metrics.cost,
		remainingCredits: metrics.remainingCredits,
		inferenceTime: metrics.inferenceTime,
		queueTime: metrics.queueTime,
		totalTime: metrics.totalTime,
	};
	return { json };
}
