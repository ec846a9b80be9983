import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/index';
import type { BinaryMode } from '../lib/environment';
import { withCredential } from '../lib/examples';
import { startN8n, type N8n, type N8nOptions } from '../lib/n8n';
import { HOSTS } from '../lib/paths';
import type { Execution, Item, WorkflowFile } from '../lib/workflowTypes';
import { fetchFile } from './flow';

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

/** The stage of the tests that run; there is one from `beforeAll` on. */
export let stage: Stage;

/** Where tests run: in every n8n as it is, unless they say otherwise. */
interface Places {
	readonly in?: ReadonlyArray<[major: 1 | 2, binaryMode?: BinaryMode]>;
	readonly env?: NodeJS.ProcessEnv;
}

/**
 * Tests in each of these n8n. Each has an n8n of its own, and a Segmind which is as at its start
 * before every test.
 */
export function inN8n(
	title: string,
	tests: (major: 1 | 2, binaryMode: BinaryMode | undefined) => void,
	{ in: places = HOSTS.map(({ major }) => [major]), env }: Places = {},
): void {
	const tested = places.filter(([major]) => testedMajors().includes(major));
	if (tested.length === 0) return;
	describe.each(tested)(title, (major, binaryMode) => {
		beforeAll(async () => {
			const mode = binaryMode && { binaryMode };
			stage = await openStage({ version: String(major), ...mode, ...(env && { env }) });
		});
		afterAll(async () => await stage?.close());
		beforeEach(() => stage.sandbox.reset());
		afterEach(() => {
			const { apiKey, requests } = stage.sandbox;
			const carried = requests.filter(({ headers }) => JSON.stringify(headers).includes(apiKey));
			expect(carried.filter(({ server }) => server === 'images')).toEqual([]);
		});
		tests(major, binaryMode);
		test('nothing left the machine', async () => {
			expect(await stage.n8n.leaks()).toEqual([]);
		});
	});
}

/** A picture of the sandbox, by its address. */
export const gallery = (name = 'product.png') => `${stage.sandbox.imagesUrl}/gallery/${name}`;

/** A node that fetches one into the field `data`. */
export const photo = () => fetchFile('Photo', gallery());

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

/** @throws Error with n8n's message unless the execution succeeded */
export function succeeded(execution: Execution): Execution {
	if (execution.status !== 'success') throw new Error(trouble(execution));
	return execution;
}

/** Runs a workflow that is to succeed. */
export const runs = async (file: WorkflowFile): Promise<Execution> =>
	succeeded(await stage.run(file));

/** Imports and publishes a workflow; takes it back afterwards, whatever happened. */
export async function whileActive<T>(file: WorkflowFile, work: (id: string) => Promise<T>) {
	const { rest } = stage.n8n;
	const id = await stage.add(file);
	await rest.activate(id);
	try {
		return await work(id);
	} finally {
		await rest.deactivate(id);
	}
}

/** The execution of a workflow that this starts, once it has ended. */
export async function startedBy(id: string, work: () => Promise<unknown>): Promise<Execution> {
	const { rest } = stage.n8n;
	const known = (await rest.listExecutions(id)).map((one) => one.id);
	await work();
	return await rest.finished(await rest.nextExecution(id, known));
}

/** Presses Retry in the list of executions. */
export const retried = async (id: string, failed: Execution, kind: 'saved' | 'original') =>
	await startedBy(id, async () => await stage.n8n.rest.retryExecution(failed.id, kind));

/** Calls the webhook of an active workflow. */
export async function call(path: string, body?: FormData): Promise<Response> {
	const answer = await fetch(`${stage.n8n.url}/webhook/${path}`, { method: 'POST', body });
	expect(answer.status).toBe(200);
	return answer;
}
