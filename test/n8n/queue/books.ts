import { createHash } from 'node:crypto';

import type { Sandbox } from '../../../sandbox/index';
import type { N8nRest } from '../lib/rest';
import type { Execution, Item } from '../lib/workflowTypes';

/** What was wanted, what Segmind did for it, and what n8n has to show for it. */
export interface Books {
	wanted: number;
	submitted: number;
	billed: number;
	/** Wanted images that are in n8n. */
	delivered: number;
	/** Images that were billed a second time, by their prompt. */
	paidTwice: string[];
	/** Wanted images that nobody has in n8n. */
	missing: string[];
}

/** An image in n8n. */
export interface Delivered {
	prompt: string;
	requestId: string;
	/** Of the bytes that n8n gives out. */
	sha256: string;
	executionId: string;
}

const requestIdOf = (item: Item) => String(item.json.requestId ?? '');

/** The images that an execution's node gave, read back from wherever n8n keeps files. */
export async function deliveredBy(
	rest: N8nRest,
	sandbox: Sandbox,
	execution: Execution,
	node: string,
): Promise<Delivered[]> {
	const items = execution.runData[node]?.at(-1)?.data?.main?.[0] ?? [];
	const found: Delivered[] = [];
	for (const item of items) {
		const file = item.binary?.data;
		if (!file) continue;
		const requestId = requestIdOf(item);
		const job = sandbox.jobs.find(({ id }) => id === requestId);
		const sha256 = createHash('sha256')
			.update(await rest.download(file))
			.digest('hex');
		const prompt = String(job?.body.prompt ?? '');
		found.push({ prompt, requestId, sha256, executionId: execution.id });
	}
	return found;
}

/** Compares the wanted prompts, each of which stands for one image, with both sides. */
export function balance(
	wanted: readonly string[],
	sandbox: Sandbox,
	delivered: readonly Delivered[],
): Books {
	const ours = sandbox.jobs.filter(({ body }) => wanted.includes(String(body.prompt)));
	const billed = ours
		.filter(({ billedUsd }) => billedUsd > 0)
		.map(({ body }) => String(body.prompt));
	const have = new Set(delivered.map(({ prompt }) => prompt));
	return {
		wanted: wanted.length,
		submitted: ours.length,
		billed: billed.length,
		delivered: wanted.filter((prompt) => have.has(prompt)).length,
		paidTwice: billed.filter((prompt, at) => billed.indexOf(prompt) < at),
		missing: wanted.filter((prompt) => !have.has(prompt)),
	};
}
