import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { FetchPlan, Finished } from '../4-job/order';
import type { Run } from '../run/context';
import { fetchImages } from './fetch';
import { outputItem } from './produced';
import { isText, textItem } from './text';

/**
 * The items of a result of any kind: one for each file, or one for a text. What an answer holds
 * beside its files stands with the first.
 * @throws Problem, Stopped
 */
export async function itemsOf(
	run: Run,
	finished: Finished,
	plan: FetchPlan,
	field: string,
): Promise<INodeExecutionData[]> {
	if (isText(finished)) return [textItem(run, finished, plan)];
	const files = await fetchImages(run, finished, plan);
	const [first, ...others] = files.map((file) => outputItem(file, field));
	if (first && finished.output !== undefined) {
		first.json.output = finished.output as IDataObject;
	}
	return first ? [first, ...others] : others;
}
