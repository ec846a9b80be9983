import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deliver } from '../job/keptResult';
import type { JobContext } from '../job/context';
import type { JobResult, ResultSpec } from '../job/jobSpec';
import { downloadAll } from './downloadAll';
import { outputItem, shownMetrics } from './outputFile';

/**
 * The items of a result of any kind: one for each file, or one for a text or JSON, which comes out
 * in `output`. What an answer holds beside its files stands with the first.
 * @throws Problem, Stopped
 */
export async function toItems(
	session: JobContext,
	result: JobResult,
	spec: ResultSpec,
): Promise<INodeExecutionData[]> {
	const { requestId, metrics, files, stored = [] } = result;
	const output = result.output as IDataObject | undefined;
	return await deliver(session.ledger, result, async () => {
		if (output !== undefined && files.length + stored.length === 0) {
			const shown = shownMetrics(metrics, spec.options.simplify);
			return [{ json: { model: spec.model?.slug ?? null, requestId, output, ...shown } }];
		}
		const outputs = await downloadAll(session, result, spec);
		const items = outputs.map((file) => outputItem(file, spec.options));
		if (items[0] && output !== undefined) items[0].json.output = output;
		return items;
	});
}
