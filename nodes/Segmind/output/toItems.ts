import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ResultOptions, JobResult } from '../job/runJob';
import type { JobContext } from '../job/context';
import { downloadAll } from './downloadAll';
import { outputItem } from './outputFile';
import { isText, textItem } from './textItem';

/**
 * The items of a result of any kind: one for each file, or one for a text. What an answer holds
 * beside its files stands with the first.
 * @throws Problem, Stopped
 */
export async function toItems(
	run: JobContext,
	finished: JobResult,
	plan: ResultOptions,
	field: string,
): Promise<INodeExecutionData[]> {
	if (isText(finished)) return [textItem(run, finished, plan)];
	const files = await downloadAll(run, finished, plan);
	const [first, ...others] = files.map((file) => outputItem(file, field));
	if (first && finished.output !== undefined) {
		first.json.output = finished.output as IDataObject;
	}
	return first ? [first, ...others] : others;
}
