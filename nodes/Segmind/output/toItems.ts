import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { noneOf } from '../files/downloadProblems';
import { deliver } from '../job/keptResult';
import type { JobContext } from '../job/context';
import type { JobResult, ResultSpec } from '../job/jobSpec';
import { downloadAll } from './downloadAll';
import { outputItem, shownMetrics } from './outputFile';

/** What a part of the work comes to. */
export interface Produced {
	readonly items: INodeExecutionData[];
	/** Why something isn't among the items that belongs to them: error items that stand behind them. */
	readonly missing?: readonly Error[];
}

/**
 * The items of a result of any kind: one for each file, or one for a text or JSON, which comes out
 * in `output`. What an answer holds beside its files stands with the first.
 * @throws Problem where nothing of it can be had, or another try may bring what is missing; Stopped
 */
export async function toItems(
	session: JobContext,
	result: JobResult,
	spec: ResultSpec,
): Promise<Produced> {
	const { requestId, metrics } = result;
	const output = result.output as IDataObject | undefined;
	return await deliver(session.ledger, result, async () => {
		const { files, missing } = await downloadAll(session, result, spec);
		const items = files.map((file) => outputItem(file, spec.options));
		if (items[0] && output !== undefined) items[0].json.output = output;
		if (items.length > 0) return { items, missing };
		if (output === undefined) throw noneOf(missing);
		const shown = shownMetrics(metrics, spec.options.simplify);
		const json = { model: spec.model?.slug ?? null, requestId, output, ...shown };
		return { items: [{ json }], missing };
	});
}
