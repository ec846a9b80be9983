import { itemsOf } from '../e2e/stage';
import type { Scene } from './batch';
import type { RunPlan, RunResult } from './plan';
import { promptOf } from './workflow';

/** What is known of a run besides Segmind's ledger. */
interface Books {
	plan: RunPlan;
	version: string;
	binaryMode: string;
	status: string;
	second: string;
}

/** What was known when n8n was killed. */
interface Known {
	/** n8n's log up to the kill. */
	log: string;
	/** Request IDs of all jobs that existed. */
	atKill: ReadonlySet<string>;
	/** Those whose answer had left Segmind. */
	answered: ReadonlySet<string>;
}

/** Holds a run against Segmind's ledger. */
export async function audit(
	{ n8n, sandbox }: Scene,
	workflow: string,
	{ plan, ...books }: Books,
	{ log, atKill, answered }: Known,
): Promise<RunResult> {
	const last = (await n8n.rest.listExecutions(workflow))[0];
	const execution = await n8n.rest.getExecution(last?.id ?? '');
	const rows = itemsOf(execution, 'Edit');
	const handed = rows.map(({ json }) => String(json.requestId));
	const prompts = Array.from({ length: plan.wanted }, (_, item) => promptOf(plan.run, item));
	const jobs = sandbox.jobs.filter(({ body }) => prompts.includes(String(body.prompt)));
	const billed = jobs.filter(({ billedUsd }) => billedUsd > 0);
	const lost = billed.filter(({ id }) => !handed.includes(id));
	const isNamed = ({ id }: { id: string }) => log.includes(id);
	const unnamed = lost.filter((job) => !isNamed(job));
	const promptOfId = (id: string) => jobs.find((job) => job.id === id)?.body.prompt;
	const violations: string[] = [];
	if (execution.status !== 'success') violations.push(`ended as ${execution.status}`);
	if (handed.map(promptOfId).join() !== prompts.join())
		violations.push('not each image once, in order');
	for (const row of rows) {
		const file = row.binary?.data;
		if (!file || (await n8n.rest.download(file)).length === 0)
			violations.push('an item without image');
	}
	for (const job of unnamed) {
		if (!atKill.has(job.id)) violations.push(`${job.id} was submitted after the kill and lost`);
		if (answered.has(job.id)) violations.push(`${job.id} was answered and is named nowhere`);
	}
	for (const prompt of prompts) {
		const own = jobs.filter(({ body }) => body.prompt === prompt);
		const before = own.filter(({ id }) => atKill.has(id)).length;
		if (before > 1 || own.length - before > 1)
			violations.push(`"${prompt}" was submitted twice by one n8n`);
	}
	return {
		...plan,
		...books,
		submitted: jobs.length,
		billed: billed.length,
		delivered: prompts.filter((prompt) => handed.some((id) => promptOfId(id) === prompt)).length,
		named: lost.length - unnamed.length,
		unnamed: unnamed.length,
		violations,
	};
}
