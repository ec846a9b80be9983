import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { readExample, withCredential } from '../lib/examples';
import { until } from '../lib/wait';
import { waitingFor } from './examples/support';
import { credentialData, type Stage } from './stage';

/** The example that sleeps, running beside the other tests, with a Segmind of its own. */
export interface Sleeper {
	sandbox: Sandbox;
	/** ID of the execution. */
	execution: string;
	/** What was to be seen when it had gone to sleep. */
	seen: { status: string; jobs: number; polls: number };
}

const asleep = async ({ n8n }: Stage, id: string): Promise<string> =>
	await until(`execution ${id} sleeps`, async () => {
		const { status } = await n8n.rest.getExecution(id);
		return !['new', 'running'].includes(status) && status;
	});

/** Starts example 8 with 66 s of sleep, and comes back when it sleeps. */
export async function startSleeper(stage: Stage): Promise<Sleeper> {
	const sandbox = await startSandbox({ timeScale: 0.01 });
	const { rest } = stage.n8n;
	const account = await rest.createCredential('segmindApi', 'Sleeper', credentialData(sandbox));
	const file = withCredential(
		waitingFor(66, await readExample('8-submit-wait-fetch.json')),
		account,
	);
	const execution = await rest.runManually(await rest.importWorkflow(file), 'Start');
	const status = await asleep(stage, execution);
	const polls = sandbox.requests.filter(({ step }) => step === 'status').length;
	return { sandbox, execution, seen: { status, jobs: sandbox.jobs.length, polls } };
}
