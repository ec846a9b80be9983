/** A node as workflow files hold it. */
export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow';
	webhookId?: string;
	retryOnFail?: boolean;
	[setting: string]: unknown;
}

/** A workflow file (`examples/*.json`) or one made by a test. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<
		string,
		Record<string, Array<Array<{ node: string; type?: string; index?: number }> | null>>
	>;
	settings?: Record<string, unknown>;
}

/** One output item of a node as n8n stores it. */
export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, StoredBinary>;
	pairedItem?: unknown;
}

/** A file of an item; `id` is absent when the bytes are held in `data`. */
export interface StoredBinary {
	id?: string;
	data: string;
	mimeType: string;
	fileName?: string;
	fileExtension?: string;
	fileSize?: string;
	bytes?: number;
}

/** One run of a node. */
export interface NodeRun {
	startTime: number;
	executionTime: number;
	executionStatus?: string;
	error?: { message: string; description?: string | null; httpCode?: string };
	/** By connection type, then by output, then items. */
	data?: Record<string, Array<Item[] | null>>;
}

/** A finished or running execution. */
export interface Execution {
	id: string;
	status: string;
	finished: boolean;
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	retryOf?: string | null;
	workflowId: string;
	runData: Record<string, NodeRun[]>;
	error?: { message: string; description?: string | null };
}
