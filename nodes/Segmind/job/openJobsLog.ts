import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from './ledger';

/** n8n 1 cuts a value off at 255 characters, and keeps ten for the whole execution. */
const IDS_A_VALUE = 6;
const MAX_VALUES = 3;

/** What names one run of the node in a log: no key, no prompt, no URL. */
function whereabouts(ctx: IExecuteFunctions): string {
	return `node "${ctx.getNode().name}", execution ${ctx.getExecutionId()}`;
}

/**
 * Writes the request ID of a confirmed submission into n8n's log, the only place that outlives an n8n
 * that is killed: nothing of the node that runs is saved then.
 */
export function logSubmission(ctx: IExecuteFunctions, requestId: string, itemIndex: number): void {
	const text = `Segmind: submitted request ID ${requestId} (row ${itemIndex + 1}, ${whereabouts(ctx)})`;
	ctx.logger.info(text, { requestId, itemIndex });
}

/** The custom data of the execution, which a workflow's Code nodes can write as well. */
interface CustomData {
	set(key: string, value: string): void;
}

function customDataOf(ctx: IExecuteFunctions): CustomData | undefined {
	const { $execution: execution } = ctx.getWorkflowDataProxy(0) as {
		$execution?: { customData?: CustomData };
	};
	return execution?.customData;
}

/**
 * Names the jobs that a Stop leaves running: in n8n's log, and in the custom data of the
 * execution, where at most 18 have a place. The data of the node itself is lost to both: n8n 2
 * saves none of it, n8n 1 saves it and shows none.
 */
function reportOpenJobs(ctx: IExecuteFunctions, ledger: Ledger): void {
	const ids = ledger.requestIds();
	const unconfirmed = ledger.itemsWithoutId().map((item) => `row ${item + 1}`);
	if (ids.length + unconfirmed.length === 0) return;
	const parts = [
		`Segmind: stopped (${whereabouts(ctx)}). What was submitted may be billed.`,
		...(ids.length > 0
			? [
					`Request IDs: ${ids.join(', ')}. Request → Get fetches them, unless they are of a PixelFlow.`,
				]
			: []),
		...(unconfirmed.length > 0 ? [`Not confirmed: ${unconfirmed.join(', ')}.`] : []),
	];
	ctx.logger.warn(parts.join(' '), { requestIds: ids });
	const data = customDataOf(ctx);
	for (let value = 0; value < MAX_VALUES; value += 1) {
		const part = ids.slice(value * IDS_A_VALUE, (value + 1) * IDS_A_VALUE);
		if (part.length > 0) data?.set(`segmind_open_${value + 1}`, part.join(' '));
	}
}

/**
 * Names open jobs at the moment of a Stop: n8n saves the execution before the node can end.
 * @returns what takes the listener away again
 */
export function logOpenJobsOnStop(ctx: IExecuteFunctions, ledger: Ledger): () => void {
	const signal = ctx.getExecutionCancelSignal();
	const onAbort = () => reportOpenJobs(ctx, ledger);
	signal?.addEventListener('abort', onAbort, { once: true });
	return () => signal?.removeEventListener('abort', onAbort);
}
