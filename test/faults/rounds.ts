import { getEventListeners } from 'node:events';
import path from 'node:path';
import type {
	IConnections,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { execute, type Execution } from '../../scripts/engine/engine';
import { clock } from '../../nodes/Segmind/core/clock';
import { afterWebhook } from '../engine/support/retry';
import { Life } from './life';
import { MOST_RUNS, type Round } from './plan';
import { rowsOf, type Row } from './rows';
import { parameters, sourceItems, type Stage } from './stage';
import { mortal } from './surroundings';

/** What was still going on when an execution had been stopped. */
export interface AfterStop {
	/** Calls to Segmind that began after it. */
	readonly calls: readonly string[];
	/** Listeners on the signal of the execution. */
	readonly listeners: number;
	/** How long the longest sleep under way would still have taken, in milliseconds. */
	readonly longestSleepMs: number;
	/** Sleeps that were under way a second later. */
	readonly sleepsLater: number;
	/** Time until the node had returned, in milliseconds. */
	readonly tookMs: number;
}

/** One execution, as it looks from outside. */
export interface Told {
	readonly status: string;
	/** What the node put out. */
	readonly rows: readonly Row[];
	/** What it put out at its error output. */
	readonly failedRows: readonly Row[];
	/** Message and description of the error that ended it. */
	readonly error?: string;
	readonly crashed: boolean;
	/** Virtual time, milliseconds since 1970. */
	readonly startedAtMs: number;
	readonly endedAtMs: number;
	readonly stop?: AfterStop;
	/** Number of accepted jobs before each try of the node. */
	readonly tries: readonly number[];
	/** All that n8n keeps of it, as text. */
	readonly kept: string;
	/** What n8n keeps of the node's ledger, as text. */
	readonly ledger: string;
}

/** The node, and the way of its errors back to it. */
const FED_BACK: IConnections = {
	Source: { main: [[{ node: 'Segmind', type: 'main', index: 0 }]] },
	Segmind: { main: [[], [{ node: 'Segmind', type: 'main', index: 0 }]] },
};

const TYPE = 'n8n-nodes-segmind.segmind';

// by its full name: tsx takes `Segmind.node` for the JSON that lies beside it
const { Segmind } = require(path.resolve(__dirname, '../../nodes/Segmind/Segmind.node.ts')) as {
	Segmind: new () => INodeType;
};

/** How an execution is retried: the data, made ready as n8n's retry does. */
async function forRetry(
	{ data, life }: Earlier,
	node: Partial<INode>,
	webhook: Stage['plan']['webhook'],
): Promise<IRunExecutionData> {
	const saved = JSON.parse(JSON.stringify(data)) as IRunExecutionData;
	delete saved.resultData.error;
	delete saved.resultData.runData.Segmind;
	const { executionData } = saved;
	if (!executionData) throw new Error('n8n kept nothing that could be retried');
	if (life.savedContext !== undefined) {
		executionData.contextData['node:Segmind'] = JSON.parse(life.savedContext) as object as never;
	}
	const [next] = executionData.nodeExecutionStack;
	if (!next) throw new Error('n8n did not keep the node that is to run again');
	// the saved node has the defaults of all its parameters filled in
	const filled = { ...next.node.parameters, ...node.parameters };
	next.node = { ...next.node, ...node, parameters: filled };
	if (webhook) await afterWebhook(saved, webhook);
	return saved;
}

/** An execution that can be retried. */
export interface Earlier {
	readonly data: IRunExecutionData;
	readonly life: Life;
}

/** The node itself, in surroundings that can end. */
function under(life: Life, stage: Stage, goOn: boolean): INodeType {
	const node = new Segmind();
	return {
		description: node.description,
		async execute(this: IExecuteFunctions) {
			const runIndex = this.getWorkflowDataProxy(0).$runIndex as number;
			// no one feeds errors back forever
			if (stage.plan.fedBack && runIndex >= MOST_RUNS) return [[], []];
			const around = mortal(this, life, goOn);
			return await life.live(node, this, around, stage.sandbox.jobs.length);
		},
	};
}

async function afterStop(stage: Stage, life: Life): Promise<AfterStop | undefined> {
	const { stoppedAtMs, signal } = life;
	const nowMs = clock.now();
	if (stoppedAtMs === undefined || !signal) return undefined;
	const longestSleepMs = Math.max(0, ...[...life.sleeps].map((untilMs) => untilMs - nowMs));
	const listeners = getEventListeners(signal, 'abort').length;
	await stage.wait(1500);
	return {
		calls: life.lateCalls,
		listeners,
		longestSleepMs,
		sleepsLater: life.sleeps.size,
		tookMs: (life.returnedAtMs ?? nowMs) - stoppedAtMs,
	};
}

type Task = NonNullable<IRunExecutionData['resultData']['runData'][string]>[number];

/** What all runs put out, and the last one at its error output: what went before was fed back. */
function outputsOfAll(tasks: readonly Task[]): [INodeExecutionData[], INodeExecutionData[]] {
	const [last] = tasks.slice(0, MOST_RUNS).slice(-1);
	return [tasks.flatMap(({ data }) => data?.main?.[0] ?? []), last?.data?.main?.[1] ?? []];
}

async function told(
	run: IRun,
	life: Life,
	stop: AfterStop | undefined,
	times: Pick<Told, 'startedAtMs' | 'endedAtMs'>,
): Promise<Told> {
	const tasks = run.data.resultData.runData.Segmind ?? [];
	const task = tasks.at(-1);
	// where the node ended with an error, n8n itself hands its input on
	const [rows, failedRows] = task?.error
		? []
		: tasks.length > 1
			? outputsOfAll(tasks)
			: (task?.data?.main ?? []);
	const error = (task?.error ?? run.data.resultData.error) as
		{ message: string; description?: string } | undefined;
	const context = run.data.executionData?.contextData['node:Segmind'];
	return {
		...times,
		status: run.status,
		rows: await rowsOf(rows),
		failedRows: await rowsOf(failedRows),
		...(error && { error: `${error.message} ${error.description ?? ''}` }),
		crashed: life.dead,
		...(stop && { stop }),
		tries: life.tries.map(({ jobsBefore }) => jobsBefore),
		kept: JSON.stringify(run.data),
		ledger: life.savedContext ?? JSON.stringify(context ?? {}),
	};
}

/**
 * Executes the workflow, or retries the execution before, up to its end or its cut.
 * @param audit without limits and with Continue On Fail, so that every item says what became of it
 * @returns what it looked like, and the data for a retry where it did not succeed
 */
export async function execution(
	stage: Stage,
	round: Round,
	number: number,
	audit: boolean,
	earlier?: Earlier,
): Promise<{ told: Told; again?: Earlier }> {
	const { plan, sandbox } = stage;
	const running: { execution?: Execution } = {};
	const startedAtMs = stage.clock.now();
	const life = new Life(
		round.cut,
		() => running.execution?.stop(),
		audit ? undefined : plan.storage,
	);
	const onError = audit ? 'continueRegularOutput' : plan.onError;
	const node = {
		parameters: parameters(plan, audit) as INode['parameters'],
		// n8n would go on after an error of the node, but not after the end of its own process
		onError: round.cut?.kind === 'crash' ? ('stopWorkflow' as const) : onError,
		...(plan.tries > 1 && !audit
			? { retryOnFail: true, maxTries: plan.tries, waitBetweenTries: 1 }
			: { retryOnFail: false }),
	};
	const started = await execute(
		{
			items: await sourceItems(stage),
			nodes: [{ name: 'Segmind', type: TYPE, ...node }],
			settings: {} as IWorkflowSettings,
			...(plan.fedBack && { connections: FED_BACK }),
		},
		{
			credential: {
				apiKey: sandbox.apiKey,
				baseUrl: plan.baseUrl ?? sandbox.baseUrl,
				uploadUrl: sandbox.uploadUrl,
			},
			segmind: under(life, stage, onError !== 'stopWorkflow'),
			binaryMode: plan.memory ? 'default' : 'filesystem',
			executionId: `execution-${number}`,
			...(plan.n8nUrl !== undefined && { n8nUrl: plan.n8nUrl }),
		},
		earlier && (await forRetry(earlier, node, plan.webhook)),
	);
	running.execution = started;
	const run = await started.done;
	const endedAtMs = stage.clock.now();
	// what had left before a crash still arrives
	await stage.wait(0);
	const times = { startedAtMs, endedAtMs };
	const result = await told(run, life, await afterStop(stage, life), times);
	// after Stop, n8n keeps nothing to go on with where the node continues on fail
	const kept = run.data.executionData?.nodeExecutionStack.length ?? 0;
	if (run.status === 'success' || kept === 0) return { told: result };
	return { told: result, again: { data: run.data, life } };
}
