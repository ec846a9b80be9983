import type {
	IConnections,
	INode,
	INodeType,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { OneCredential, type SegmindCredential } from './credentials';
import { nodeTypesOf, passNode, sourceNode, unpairedNode, type SourceItem } from './nodeTypes';
import { openRuntime, type BinaryMode } from './runtime';

export interface WorkflowPlan {
	/** What the first node emits. */
	items: SourceItem[];
	/** Nodes after the first, in a row unless `connections` says otherwise. */
	nodes: Array<Partial<INode> & { name: string; type: string }>;
	connections?: IConnections;
	settings?: IWorkflowSettings;
}

export interface EngineOptions {
	credential: SegmindCredential;
	binaryMode?: BinaryMode;
	/** The node under test; the built one or its source. */
	segmind: INodeType;
	executionId?: string;
	/** How the execution was started; by a trigger where nothing is said, or as a retry. */
	mode?: WorkflowExecuteMode;
	workflowId?: string;
	/** Where n8n says that it can be reached. */
	n8nUrl?: string;
}

/** A workflow that is running, or done. */
export interface Execution {
	done: Promise<IRun>;
	/** What n8n's Stop does. */
	stop(): void;
	helper: OneCredential;
}

const SEGMIND = 'n8n-nodes-segmind.segmind';

function node(partial: Partial<INode> & { name: string; type: string }, index: number): INode {
	return {
		id: `node-${index}`,
		typeVersion: 1,
		position: [index * 200, 0],
		parameters: {},
		...(partial.type.startsWith(SEGMIND) && {
			credentials: { segmindApi: { id: '1', name: 'Segmind' } },
		}),
		...partial,
	};
}

function inARow(names: string[]): IConnections {
	const links = names
		.slice(0, -1)
		.map((name, index) => [
			name,
			{ main: [[{ node: names[index + 1] ?? '', type: 'main' as const, index: 0 }]] },
		]);
	return Object.fromEntries(links) as IConnections;
}

async function additionalData(
	helper: OneCredential,
	executionId: string,
	mode: WorkflowExecuteMode,
	n8nUrl = 'http://localhost:5678',
): Promise<IWorkflowExecuteAdditionalData> {
	const { ExecutionLifecycleHooks } = await import('n8n-core');
	const workflow = { id: 'workflow', name: 'workflow', active: false, nodes: [], connections: {} };
	const hooks = new ExecutionLifecycleHooks(mode, executionId, {
		...{ ...workflow, isArchived: false, activeVersionId: null },
		...{ createdAt: new Date(), updatedAt: new Date() },
	} as unknown as ConstructorParameters<typeof ExecutionLifecycleHooks>[2]);
	const urls = [
		'restApi',
		'instanceBase',
		'formBase',
		'formWaitingBase',
		'formTestBase',
		'mcpBase',
	];
	const more = ['webhookBase', 'webhookWaitingBase', 'webhookTestBase', 'mcpTestBase'];
	return {
		...Object.fromEntries([...urls, ...more].map((name) => [`${name}Url`, n8nUrl])),
		...{ credentialsHelper: helper, executionId, currentNodeExecutionIndex: 0, hooks },
		variables: {},
		logAiEvent: () => {},
		sendDataToUI: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/**
 * Runs a workflow in n8n's own execution engine, with its own HTTP and binary helpers.
 * @param earlier data of an execution that is to be taken up again, as n8n's retry does
 */
export async function execute(
	plan: WorkflowPlan,
	options: EngineOptions,
	earlier?: IRunExecutionData,
): Promise<Execution> {
	await openRuntime(options.binaryMode ?? 'filesystem');
	const { Workflow } = await import('n8n-workflow');
	const { WorkflowExecute } = await import('n8n-core');
	const nodes = [{ name: 'Source', type: 'source' }, ...plan.nodes].map(node);
	const workflow = new Workflow({
		id: options.workflowId ?? 'workflow',
		name: 'workflow',
		nodes,
		connections: plan.connections ?? inARow(nodes.map((n) => n.name)),
		active: false,
		nodeTypes: nodeTypesOf({
			source: sourceNode(plan.items),
			pass: passNode,
			unpaired: unpairedNode,
			[SEGMIND]: options.segmind,
			[`${SEGMIND}Tool`]: options.segmind,
		}),
		settings: plan.settings ?? {},
	});
	const mode = options.mode ?? (earlier ? 'retry' : 'trigger');
	const helper = new OneCredential(options.credential);
	const data = await additionalData(
		helper,
		options.executionId ?? 'execution',
		mode,
		options.n8nUrl,
	);
	const engine = new WorkflowExecute(data, mode, earlier);
	const start = workflow.getNode('Source') ?? undefined;
	const running = earlier
		? engine.processRunExecutionData(workflow)
		: engine.run({ workflow, ...(start && { startNode: start }) });
	return { done: running, stop: () => running.cancel(), helper };
}
