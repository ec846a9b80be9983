import type { IBinaryData, INode, INodeExecutionData, INodeType, IRun } from 'n8n-workflow';
import type { IRunExecutionData, IWorkflowSettings, WorkflowExecuteMode } from 'n8n-workflow';
import { Segmind } from '../../../nodes/Segmind/Segmind.node';
import { startSandbox, type Sandbox, type SandboxOptions, type Step } from '../../../sandbox';
import { execute, type Execution } from '../../../scripts/engine/engine';
import type { SourceItem } from '../../../scripts/engine/nodeTypes';
import type { BinaryMode } from '../../../scripts/engine/runtime';
import { VirtualClock } from './virtualClock';

/** One workflow: items, then the node under test. */
export interface Job {
	items?: SourceItem[];
	/** Types of nodes between the items and the node under test, which are named after them. */
	between?: string[];
	/** Parameters of the node, expressions included. */
	parameters?: Record<string, unknown>;
	/** Settings of the node such as `onError`. */
	node?: Partial<INode>;
	settings?: IWorkflowSettings & { binaryMode?: string };
	binaryMode?: BinaryMode;
	apiKey?: string;
	baseUrl?: string;
	uploadUrl?: string;
	segmind?: INodeType;
	/** Data of an earlier execution that is taken up again. */
	earlier?: IRunExecutionData;
	/** n8n gives a retry an ID of its own. */
	executionId?: string;
	mode?: WorkflowExecuteMode;
	n8nUrl?: string;
	workflowId?: string;
}

/** What the node left behind. */
export interface Outcome {
	run: IRun;
	/** Items of the first output. */
	output: INodeExecutionData[];
	/** Items of the error output. */
	failed: INodeExecutionData[];
	/** What n8n shows where the execution came to nothing. */
	error?: { message: string; description: string; httpCode?: string; name: string };
}

const TYPE = 'n8n-nodes-segmind.segmind';

/** The hints that n8n shows with the items. */
export const hintsOf = ({ run }: Pick<Outcome, 'run'>) =>
	run.data.resultData.runData.Segmind?.at(-1)?.hints ?? [];

export const hintTexts = (outcome: Pick<Outcome, 'run'>): string[] =>
	hintsOf(outcome).map(({ message }) => message);

/** What an execution that has ended came to. */
export function outcomeOf(run: IRun): Outcome {
	const task = run.data.resultData.runData.Segmind?.at(-1);
	const [output, failed] = task?.data?.main ?? [];
	const error = (task?.error ?? run.data.resultData.error) as Outcome['error'] | undefined;
	return { run, output: output ?? [], failed: failed ?? [], ...(error && { error }) };
}

function orThrow(outcome: Outcome): Outcome {
	const { message, description } = outcome.error ?? {};
	if (message !== undefined) throw new Error(`The run failed: ${message} ${description}`);
	return outcome;
}

/** A sandbox, a clock and n8n's engine. Everything is closed by `closeBenches`. */
export class Bench {
	constructor(
		readonly sandbox: Sandbox,
		readonly clock: VirtualClock | undefined,
	) {}

	/** Starts a workflow without waiting for its end. */
	async start(job: Job = {}): Promise<Execution> {
		const { sandbox } = this;
		const node = { name: 'Segmind', type: TYPE, ...job.node };
		const parameters = { resource: 'image', operation: 'edit', ...job.parameters };
		const between = (job.between ?? []).map((type) => ({ name: type, type }));
		const plan = {
			items: job.items ?? [{}],
			nodes: [...between, { ...node, parameters: parameters as INode['parameters'] }],
			...(job.settings && { settings: job.settings as IWorkflowSettings }),
		};
		const credential = {
			apiKey: job.apiKey ?? sandbox.apiKey,
			baseUrl: job.baseUrl ?? sandbox.baseUrl,
			uploadUrl: job.uploadUrl ?? sandbox.uploadUrl,
		};
		const options = { credential, segmind: job.segmind ?? new Segmind() };
		const mode = {
			binaryMode: job.binaryMode ?? ('filesystem' as const),
			...(job.executionId !== undefined && { executionId: job.executionId }),
			...(job.mode && { mode: job.mode }),
			...(job.n8nUrl !== undefined && { n8nUrl: job.n8nUrl }),
			...(job.workflowId !== undefined && { workflowId: job.workflowId }),
		};
		return await execute(plan, { ...options, ...mode }, job.earlier);
	}

	async run(job: Job = {}): Promise<Outcome> {
		return outcomeOf(await (await this.start(job)).done);
	}

	/** The same, where it comes to an end without an error. */
	async done(job: Job = {}): Promise<Outcome> {
		return orThrow(await this.run(job));
	}

	/** Image: Edit of a picture by its URL, with some parameters set otherwise. */
	async edit(parameters: Record<string, unknown> = {}, job: Job = {}): Promise<Outcome> {
		const basic = { prompt: 'Make it blue', images: urlRows(this.pictureUrl) };
		return await this.run({ ...job, parameters: { ...basic, ...parameters } });
	}

	async edited(parameters: Record<string, unknown> = {}, job: Job = {}): Promise<Outcome> {
		return orThrow(await this.edit(parameters, job));
	}

	/** Requests of one step, in the order of their arrival. */
	calls(step: Step): Sandbox['requests'] {
		return this.sandbox.requests.filter((request) => request.step === step);
	}

	/** Bodies of the submissions that came through the queue. */
	bodies(step: 'submit' | 'sync' = 'submit'): Array<Record<string, unknown>> {
		return this.calls(step).map(({ body }) => body as Record<string, unknown>);
	}

	/** Jobs that cost something. */
	get billedJobs(): number {
		return this.sandbox.jobs.filter((job) => job.billedUsd > 0).length;
	}

	get billedUsd(): number {
		return this.sandbox.jobs.reduce((sum, job) => sum + job.billedUsd, 0);
	}

	/** A public address of a picture that the sandbox holds. */
	get pictureUrl(): string {
		return `${this.sandbox.imagesUrl}/gallery/product.png`;
	}
}

const open: Bench[] = [];

/** A bench on virtual time; jobs take ten seconds of it and give tiny images. */
export async function openBench(options: SandboxOptions = {}): Promise<Bench> {
	const clock = new VirtualClock().install();
	const fast: SandboxOptions = { render: 'tiny', jobSeconds: 10, now: clock.now };
	const sandbox = await startSandbox({ ...fast, ...options });
	clock.inFlight = () => sandbox.inFlight();
	const bench = new Bench(sandbox, clock);
	open.push(bench);
	return bench;
}

/** For `afterEach`. */
export async function closeBenches(): Promise<void> {
	// each clock gives back what it found
	for (const bench of open.splice(0).reverse()) {
		bench.clock?.uninstall();
		await bench.sandbox.close();
	}
}

/** Content of a file that the node put into n8n's storage. */
export async function contentOf(binary: IBinaryData | undefined): Promise<Buffer> {
	const { Container } = await import('@n8n/di');
	const { BinaryDataService } = await import('n8n-core');
	if (!binary) throw new Error('No file');
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}

/** Images given by address, one row each. */
export const urlRows = (...urls: string[]) => ({
	values: urls.map((url) => ({ source: 'url', binaryPropertyName: 'data', url })),
});

/** Images given by the names of their fields, one row each. */
export const fileRows = (...names: string[]) => ({
	values: names.map((name) => ({ source: 'binary', binaryPropertyName: name, url: '' })),
});

/** Resolves when the condition holds, looking at every round of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
	for (let rounds = 0; !condition(); rounds += 1) {
		if (rounds > 200_000) throw new Error('It never came to that');
		await new Promise((resolve) => setImmediate(resolve));
	}
}
