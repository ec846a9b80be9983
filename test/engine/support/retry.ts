import type { INode, IRunExecutionData } from 'n8n-workflow';
import type { Outcome } from './bench';

/**
 * Prepares the data of an execution that ended badly as n8n does when a person retries it.
 * @param changed settings of the node that were saved meanwhile
 */
export function forRetry({ run }: Outcome, changed: Partial<INode> = {}): IRunExecutionData {
	const data = structuredClone(JSON.parse(JSON.stringify(run.data))) as IRunExecutionData;
	const last = data.resultData.lastNodeExecuted ?? '';
	delete data.resultData.error;
	const runs = data.resultData.runData[last] ?? [];
	if (runs.length > 0) runs.pop();
	Object.assign(data.executionData?.nodeExecutionStack[0]?.node ?? {}, changed);
	return data;
}
