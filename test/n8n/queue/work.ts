import { flow, fromUrl, node, SEGMIND, segmind, webhook } from '../e2e/flow';
import type { WorkflowFile } from '../lib/workflowTypes';
import type { Cluster } from './cluster';

/** Executions of a round, and images of each: 60 images over 12 executions. */
export const EXECUTIONS = 12;
export const IMAGES_EACH = 5;

/** Prompts that occur nowhere else, so that a job of the sandbox is known by its prompt. */
export function promptsOf(round: string, executions = EXECUTIONS): string[][] {
	return Array.from({ length: executions }, (_, execution) =>
		Array.from({ length: IMAGES_EACH }, (_unused, image) => `${round}-${execution}-${image}`),
	);
}

/** The list that a call brings, an item each. */
const split = (destinationFieldName = 'prompt') =>
	node('Split', 'splitOut', 1, {
		fieldToSplitOut: 'body.prompts',
		options: { destinationFieldName },
	});

const edit = (name: string, scene: string, parameters: Record<string, unknown> = {}) =>
	segmind(name, { prompt: '={{ $json.prompt }}', ...fromUrl(scene), ...parameters });

const fetchSubmitted = () =>
	node('Images', SEGMIND, 1, {
		resource: 'request',
		operation: 'get',
		requestId: '={{ $json.requestId }}',
		waitForCompletion: true,
		options: {},
	});

const submit = (scene: string) => edit('Submit', scene, { options: { waitForCompletion: false } });

/** The plain way: one node submits, waits and fetches. The last node is called Images. */
export const plain = (path: string, scene: string, outputFormat = 'jpeg'): WorkflowFile =>
	flow(path, [webhook(path), split(), edit('Images', scene, { output_format: outputFormat })]);

/** Submits and fetches in two nodes; n8n writes the execution down after each node. */
export const inTwoNodes = (path: string, scene: string): WorkflowFile => {
	const file = flow(path, [webhook(path), split(), submit(scene), fetchSubmitted()]);
	return { ...file, settings: { ...file.settings, saveExecutionProgress: true } };
};

/** Submits, lets n8n put the execution aside until somebody calls, fetches. */
export const withSleep = (path: string, scene: string): WorkflowFile => {
	const sleep = node('Sleep', 'wait', 1.1, { amount: 66, unit: 'seconds' }, { webhookId: path });
	return flow(path, [webhook(path), split(), submit(scene), sleep, fetchSubmitted()]);
};

/** Fetches images by the request IDs that the call brings instead of prompts. */
export const byId = (path: string): WorkflowFile =>
	flow(path, [webhook(path), split('requestId'), fetchSubmitted()]);

/** Calls a webhook through the webhook processor, one call for each list of prompts. */
export async function call(cluster: Cluster, path: string, lists: readonly string[][]) {
	for (const prompts of lists) {
		const response = await fetch(cluster.hookUrl(path), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ prompts }),
		});
		if (!response.ok) throw new Error(`${path} answered ${response.status}`);
	}
}

/** Executions that each process took from the queue, by its own log. */
export async function takenBy(log: Promise<string>): Promise<string[]> {
	return [...(await log).matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id ?? '');
}
