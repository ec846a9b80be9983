import { flow, fromUrl, node, segmind } from '../e2e/flow';
import type { WorkflowFile } from '../lib/workflowTypes';
import type { RunPlan } from './types';

/** Addresses that a run's workflow uses. */
export interface Addresses {
	/** The picture to edit. */
	picture: string;
	/** Called after the node, once a run. */
	after: string;
}

export const pathOf = ({ run }: RunPlan) => `kill-${run}`;

/** The prompt of an item; no prompt is part of another one. */
export const promptOf = (run: number, item: number) => `run ${run} item ${item}.`;

/** Webhook, items, the node under test, one more call. A run that stands at its upload has a file. */
export function workflowOf(plan: RunPlan, { picture, after }: Addresses): WorkflowFile {
	const path = pathOf(plan);
	const hook = { path, httpMethod: 'POST' };
	const file = { response: { response: { responseFormat: 'file' } } };
	const split = { fieldToSplitOut: 'body.prompts', options: { destinationFieldName: 'prompt' } };
	const upload = plan.moment === 'upload';
	// the file's item no longer holds the prompt
	const prompt = upload ? '={{ $("Items").item.json.prompt }}' : '={{ $json.prompt }}';
	const nodes = [
		node('Hook', 'webhook', 2, hook, { webhookId: path }),
		node('Items', 'splitOut', 1, split),
		...(upload ? [node('File', 'httpRequest', 4.2, { url: picture, options: file })] : []),
		segmind('Edit', { prompt, ...(upload ? {} : fromUrl(picture)) }),
		node('After', 'httpRequest', 4.2, { url: `${after}/${plan.run}` }, { executeOnce: true }),
	];
	const settings = { executionOrder: 'v1', saveExecutionProgress: plan.progress };
	return { ...flow(`Kill ${plan.run}`, nodes), settings };
}
