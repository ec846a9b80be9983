import { sendJson, serve } from '../../support/serve';
import { flow, fromUrl, node, segmind, webhook } from '../e2e/flow';
import type { WorkflowFile } from '../lib/workflowTypes';
import type { RunPlan } from './plan';

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
	const file = { response: { response: { responseFormat: 'file' } } };
	const split = { fieldToSplitOut: 'body.prompts', options: { destinationFieldName: 'prompt' } };
	const upload = plan.moment === 'upload';
	// the file's item no longer holds the prompt
	const prompt = upload ? '={{ $("Items").item.json.prompt }}' : '={{ $json.prompt }}';
	const nodes = [
		webhook(path),
		node('Items', 'splitOut', 1, split),
		...(upload ? [node('File', 'httpRequest', 4.2, { url: picture, options: file })] : []),
		segmind('Edit', { prompt, ...(upload ? {} : fromUrl(picture)) }),
		node('After', 'httpRequest', 4.2, { url: `${after}/${plan.run}` }, { executeOnce: true }),
	];
	const settings = { executionOrder: 'v1', saveExecutionProgress: plan.progress };
	return { ...flow(`Kill ${plan.run}`, nodes), settings };
}

/** A server that keeps some callers waiting: the node after the one under test. */
export interface Holder {
	url: string;
	/** Runs that wait. */
	waiting: Set<string>;
	/** Runs that are kept; nobody once this is empty. */
	kept: Set<string>;
	close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startHolder(): Promise<Holder> {
	const waiting = new Set<string>();
	const kept = new Set<string>();
	const server = await serve((request, response) => {
		const run = (request.url ?? '').slice(1);
		if (kept.has(run)) waiting.add(run);
		else sendJson(response, { ok: true });
	});
	return { ...server, waiting, kept };
}
