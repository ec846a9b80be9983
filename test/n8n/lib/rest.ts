import { randomUUID } from 'node:crypto';

import { parse } from 'flatted';

import { HttpSession, RestError } from './http';
import { until } from './wait';
import type { Execution, NodeRun, StoredBinary, WorkflowFile } from './workflowTypes';

/** The owner of every n8n that is started here. */
export const OWNER = {
	email: 'owner@n8n-nodes-segmind.example',
	firstName: 'Sam',
	lastName: 'Owner',
	password: 'Segmind-local-1',
};

const FINAL = ['success', 'error', 'crashed', 'canceled'];

interface StoredWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
	active: boolean;
}

interface StoredExecution extends Omit<Execution, 'runData' | 'error'> {
	data: string;
}

interface RunResult {
	resultData?: { runData?: Record<string, NodeRun[]>; error?: Execution['error'] };
}

/** A Segmind node that is open in the editor. */
interface NodeInPanel {
	type: string;
	parameters: Record<string, unknown>;
	credential: object;
}

/** What a person does in n8n, through the interface that n8n's editor uses. */
export class N8nRest extends HttpSession {
	/** Sets the owner up, or logs in where that has been done. */
	async becomeOwner() {
		try {
			await this.call('POST', '/owner/setup', OWNER);
		} catch (error) {
			if (!(error instanceof RestError) || error.status >= 500) throw error;
			const { email, password } = OWNER;
			await this.call('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** Creates a credential and returns how a node refers to it. */
	async createCredential(type: string, name: string, data: Record<string, unknown>) {
		const { id } = await this.call<{ id: string }>('POST', '/credentials', { name, type, data });
		return { id, name };
	}

	/** Tests a stored credential as its dialog does: 'OK' or 'Error' with the message shown. */
	async testCredential(id: string) {
		const credentials = await this.call<object>('GET', `/credentials/${id}?includeData=true`);
		return await this.call<{ status: string; message: string }>('POST', '/credentials/test', {
			credentials,
		});
	}

	/** What a list that a person opens in a node's panel holds, as its method answers. */
	async searchList(node: NodeInPanel, methodName: string, path: string, filter?: string) {
		return await this.loaded<{ results: Array<{ name: string; value: string }> }>(
			'resource-locator-results',
			node,
			{ methodName, path: `parameters.${path}`, ...(filter !== undefined && { filter }) },
		);
	}

	/** The fields of a form (`resourceMapper`) that a person sees in a node's panel. */
	async formFields(node: NodeInPanel, methodName: string, path: string) {
		const { fields } = await this.loaded<{ fields: Array<Record<string, unknown>> }>(
			'resource-mapper-fields',
			node,
			{ methodName, path: `parameters.${path}` },
		);
		return fields;
	}

	/** What n8n's editor asks of a node while its panel is open. */
	private async loaded<T>(what: string, node: NodeInPanel, asked: object): Promise<T> {
		return await this.call<T>('POST', `/dynamic-node-parameters/${what}`, {
			nodeTypeAndVersion: { name: node.type, version: 1 },
			currentNodeParameters: node.parameters,
			credentials: { segmindApi: node.credential },
			...asked,
		});
	}

	/** Imports a workflow file as it is; returns the id. */
	async importWorkflow(file: WorkflowFile): Promise<string> {
		// n8n 2 keeps books on triggers by node id, which a file written by hand may lack.
		const nodes = file.nodes.map((node) => ({ id: randomUUID(), ...node }));
		const body = { settings: {}, active: false, ...file, nodes };
		return (await this.call<StoredWorkflow>('POST', '/workflows', body)).id;
	}

	async getWorkflow(id: string) {
		return await this.call<StoredWorkflow>('GET', `/workflows/${id}`);
	}

	/** Every workflow's id and name. */
	async listWorkflows() {
		return await this.call<Array<{ id: string; name: string }>>('GET', '/workflows');
	}

	/** Publishes a workflow: n8n 2 by version, n8n 1 by its `active` flag. */
	async activate(id: string) {
		const { versionId } = await this.getWorkflow(id);
		try {
			await this.call('POST', `/workflows/${id}/activate`, { versionId });
			await this.published(id);
		} catch (error) {
			if (!(error instanceof RestError) || error.status !== 404) throw error;
			await this.call('PATCH', `/workflows/${id}`, { active: true, versionId });
		}
	}

	/** n8n 2 registers webhooks and schedules after it has answered. */
	private async published(id: string) {
		await until(`workflow ${id} is published`, async () => {
			const path = `/workflows/${id}/publication-status`;
			const state = await this.call<{ status: string }>('GET', path);
			const failed = ['failed', 'partial'].includes(state.status);
			if (failed) throw new Error(`Workflow ${id}: ${JSON.stringify(state)}`);
			return state.status === 'published';
		});
	}

	async deactivate(id: string) {
		const { versionId } = await this.getWorkflow(id);
		try {
			await this.call('POST', `/workflows/${id}/deactivate`, {});
		} catch (error) {
			if (!(error instanceof RestError) || error.status !== 404) throw error;
			await this.call('PATCH', `/workflows/${id}`, { active: false, versionId });
		}
	}

	/** "Execute workflow" from a trigger; returns the id of the execution, which may still run. */
	async runManually(id: string, trigger: string): Promise<string> {
		return await this.runFrom(id, { name: trigger });
	}

	/** A message in the editor's chat; returns the id of the execution that it started. */
	async chat(id: string, trigger: string, chatInput: string): Promise<string> {
		const json = { action: 'sendMessage', sessionId: randomUUID(), chatInput };
		const now = { startTime: Date.now(), executionTime: 0, executionIndex: 0 };
		const run = { ...now, executionStatus: 'success', source: [null] };
		const data = { ...run, data: { main: [[{ json }]] } };
		return await this.runFrom(id, { name: trigger, data });
	}

	private async runFrom(id: string, triggerToStartFrom: { name: string; data?: object }) {
		const workflowData = await this.getWorkflow(id);
		const answer = await this.call<{ executionId?: string }>('POST', `/workflows/${id}/run`, {
			workflowData,
			triggerToStartFrom,
		});
		if (!answer.executionId) throw new Error(`No execution: ${JSON.stringify(answer)}`);
		return answer.executionId;
	}

	/** The newest executions of a workflow, without their data. */
	async listExecutions(workflowId: string, limit = 50) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/executions?filter=${filter}&limit=${limit}`;
		return (await this.call<{ results: StoredExecution[] }>('GET', path)).results;
	}

	async getExecution(id: string): Promise<Execution> {
		const { data, ...rest } = await this.call<StoredExecution>('GET', `/executions/${id}`);
		// An execution that has just begun has no data yet.
		const { resultData } = (parse(data || '[{}]') ?? {}) as RunResult;
		return { ...rest, runData: resultData?.runData ?? {}, error: resultData?.error };
	}

	/**
	 * Waits until an execution has ended, however it ended. Throws after `waitMs`.
	 *
	 * n8n 1 writes the status and then, in a second step, the data (`updateExistingExecution` of its
	 * execution repository): what is read between the two is the data of before, for example of
	 * when the execution began to wait. Read again after the status, the data is the last one.
	 */
	async finished(id: string, waitMs?: number): Promise<Execution> {
		const isOver = async () => FINAL.includes((await this.getExecution(id)).status);
		await until(`execution ${id} has ended`, isOver, { waitMs });
		return await this.getExecution(id);
	}

	/** The newest execution of a workflow that isn't in `known`; waits for one to start. */
	async nextExecution(workflowId: string, known: string[], waitMs?: number): Promise<string> {
		const next = async () =>
			(await this.listExecutions(workflowId)).find(({ id }) => !known.includes(id))?.id;
		return await until(`workflow ${workflowId} runs`, next, { waitMs });
	}

	async stopExecution(id: string) {
		return await this.call<{ status?: string }>('POST', `/executions/${id}/stop`, {});
	}

	/** "Retry": with the workflow as saved now, or as it was. Answers when the retry has ended. */
	async retryExecution(id: string, kind: 'saved' | 'original') {
		const body = { loadWorkflow: kind === 'saved' };
		return await this.call<{ id?: string }>('POST', `/executions/${id}/retry`, body);
	}

	/** The bytes of a file of an item, wherever n8n keeps them. */
	async download(binary: StoredBinary): Promise<Buffer> {
		if (!binary.id) return Buffer.from(binary.data, 'base64');
		const query = new URLSearchParams({ id: binary.id, action: 'download' });
		const response = await this.raw('GET', `/rest/binary-data?${query.toString()}`);
		if (!response.ok) throw new Error(`File ${binary.id}: ${response.status}`);
		return Buffer.from(await response.arrayBuffer());
	}
}
