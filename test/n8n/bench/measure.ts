import type { Sandbox } from '../../../sandbox/index';
import type { Stage } from '../e2e/stage';
import { pause, until } from '../lib/wait';
import type { Execution } from '../lib/workflowTypes';
import type { Competitor, Task } from './competitors';
import { watchPeak } from './memory';

/** What one competitor made of one task. */
export interface Measured {
	/** Of the execution, as n8n notes it. */
	wallMs: number;
	delivered: number;
	billed: number;
	/** Questions for the status of a job. */
	statusPolls: number;
	/** Highest resident memory of the process of n8n while it ran, where it can be known. */
	peakBytes?: number;
	status: string;
}

const LOOK_MS = 200;
const MAX_RUN_MS = 900_000;

/** Waits until nothing was asked of the sandbox for so long, in milliseconds. */
async function quiet({ sandbox }: Stage, forMs: number): Promise<void> {
	let count = -1;
	for (let sinceMs = Date.now(); Date.now() - sinceMs < forMs; await pause(LOOK_MS)) {
		if (sandbox.requests.length === count) continue;
		count = sandbox.requests.length;
		sinceMs = Date.now();
	}
}

/** Waits without reading the data of the execution: that would cost n8n memory and time. */
async function ended(stage: Stage, workflowId: string, known: string[]): Promise<string> {
	const id = await stage.n8n.rest.nextExecution(workflowId, known);
	const isOver = async () => {
		const list = await stage.n8n.rest.listExecutions(workflowId, 5);
		const { status = 'new' } = list.find((candidate) => candidate.id === id) ?? {};
		return !['new', 'running', 'waiting'].includes(status);
	};
	await until(`execution ${id} has ended`, isOver, { waitMs: MAX_RUN_MS, everyMs: LOOK_MS });
	return id;
}

function deliveredBy({ runData }: Execution, last: string): number {
	const outputs = (runData[last] ?? []).flatMap((run) => run.data?.main?.[0] ?? []);
	return outputs.filter(({ binary }) => binary && Object.keys(binary).length > 0).length;
}

const billedBy = (sandbox: Sandbox) => sandbox.jobs.filter(({ billedUsd }) => billedUsd > 0).length;

/** Adds the workflow as an active one, so that it runs as in production. */
export async function addWorkflow(
	stage: Stage,
	competitor: Competitor,
	task: Task,
	account: { id: string; name: string },
) {
	const file = competitor.make(task, stage, account);
	const workflowId = await stage.add(file);
	await stage.n8n.rest.activate(workflowId);
	return { workflowId, path: String(file.nodes[0]?.webhookId) };
}

/** Runs an active workflow once. */
export async function runOnce(
	stage: Stage,
	{ workflowId, path }: { workflowId: string; path: string },
	last: string,
	quietMs = 0,
): Promise<Measured> {
	const { rest, pid, url } = stage.n8n;
	const known = (await rest.listExecutions(workflowId)).map(({ id }) => id);
	const peak = watchPeak(pid);
	const answer = await fetch(`${url}/webhook/${path}`, { method: 'POST' });
	if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	await quiet(stage, quietMs);
	const id = await ended(stage, workflowId, known);
	const peakBytes = peak();
	// a job whose answer got lost is finished, and billed, a little later
	await pause(500);
	const statusPolls = stage.sandbox.requests.filter(({ step }) => step === 'status').length;
	const execution = await rest.getExecution(id);
	return {
		wallMs: Date.parse(execution.stoppedAt ?? '') - Date.parse(execution.startedAt),
		delivered: deliveredBy(execution, last),
		billed: billedBy(stage.sandbox),
		statusPolls,
		...(peakBytes !== undefined && { peakBytes }),
		status: execution.status,
	};
}
