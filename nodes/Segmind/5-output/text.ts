import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { recordDirectResult } from '../4-job/brought';
import type { FetchPlan, Finished } from '../4-job/order';
import type { Run } from '../run/context';

/** Whether a result is a text or JSON and no file. */
export const isText = ({ delivered, stored = [], output }: Finished): boolean =>
	output !== undefined && delivered.length === 0 && stored.length === 0;

/** The item of a result that is a text or JSON: it comes out in `output`, and there is no file. */
export function textItem(run: Run, finished: Finished, plan: FetchPlan): INodeExecutionData {
	const { entry, requestId, figures } = finished;
	recordDirectResult(run.ledger, finished);
	run.ledger.markDelivered(entry);
	run.ledger.unclaim(entry);
	const json: IDataObject = {
		model: plan.model?.slug ?? null,
		requestId,
		output: finished.output as IDataObject,
		cost: figures.cost,
		remainingCredits: figures.remainingCredits,
		inferenceTime: figures.inferenceTime,
		queueTime: figures.queueTime,
		totalTime: figures.totalTime,
	};
	return { json };
}
