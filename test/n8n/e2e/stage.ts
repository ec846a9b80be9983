import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/index';
import { withCredential } from '../lib/examples';
import { startN8n, type N8n, type N8nOptions } from '../lib/n8n';
import { HOSTS } from '../lib/paths';
import type { Execution, Item, WorkflowFile } from '../lib/workflowTypes';

/** A hundredth of the documented time: a job takes about half a second. */
const TIME_SCALE = 0.01;

/** An n8n, a Segmind and the credential between them. */
export interface Stage {
	n8n: N8n;
	sandbox: Sandbox;
	credential: { id: string; name: string };
	/** Imports a workflow with the credential filled in; returns the id. */
	add(file: WorkflowFile): Promise<string>;
	/** Imports and runs a workflow from its first node; returns the finished execution. */
	run(file: WorkflowFile): Promise<Execution>;
	close(): Promise<void>;
}

/** The majors to test: all, or those that `E2E_N8N` names ('2', '1', '2,1'). */
export function testedMajors(): Array<1 | 2> {
	const wanted = process.env.E2E_N8N?.split(',');
	return HOSTS.map(({ major }) => major).filter((one) => !wanted || wanted.includes(String(one)));
}

/** The credential data for a sandbox. */
export function credentialData(sandbox: Sandbox, apiKey = sandbox.apiKey) {
	return { apiKey, baseUrl: sandbox.baseUrl, uploadUrl: sandbox.uploadUrl };
}

/** Starts both; in case of failure nothing is left running. */
export async function openStage(
	options: Omit<N8nOptions, 'packageFolder'>,
	sandboxOptions: SandboxOptions = {},
): Promise<Stage> {
	const sandbox = await startSandbox({ timeScale: TIME_SCALE, ...sandboxOptions });
	try {
		const packageFolder = process.env.E2E_PACKAGE;
		const n8n = await startN8n({ ...options, ...(packageFolder && { packageFolder }) });
		const credential = await n8n.rest.createCredential(
			'segmindApi',
			'Segmind account',
			credentialData(sandbox),
		);
		const add = async (file: WorkflowFile) =>
			await n8n.rest.importWorkflow(withCredential(file, credential));
		return {
			n8n,
			sandbox,
			credential,
			add,
			run: async (file) => {
				const start = file.nodes.find(({ type }) => /trigger$/i.test(type))?.name ?? '';
				const id = await add(file);
				return await n8n.rest.finished(await n8n.rest.runManually(id, start));
			},
			close: async () => {
				await n8n.stop();
				await sandbox.close();
			},
		};
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** Items that a node gave at an output in its last run. */
export function itemsOf(execution: Execution, node: string, output = 0): Item[] {
	return execution.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}

/** What to show when an execution should have succeeded. */
export function trouble(execution: Execution): string {
	const failed = Object.entries(execution.runData).find(([, runs]) => runs.at(-1)?.error);
	const error = failed?.[1].at(-1)?.error ?? execution.error;
	if (!error) return execution.status;
	return `${failed?.[0] ?? 'workflow'}: ${error.message} | ${error.description ?? ''}`;
}
