import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	startSandbox,
	type FaultRule,
	type RecordedRequest,
	type Sandbox,
} from '../../../sandbox/index';
import { credentialData } from '../e2e/stage';
import { withCredential } from '../lib/examples';
import type { BinaryMode } from '../lib/environment';
import { RestError } from '../lib/http';
import { startN8n, type N8n, type N8nOptions } from '../lib/n8n';
import { pause, until } from '../lib/wait';
import { audit } from './audit';
import { nameOfMode, type RunPlan, type RunResult } from './plan';
import { type Holder, pathOf, promptOf, startHolder, workflowOf } from './workflow';

const TIME_SCALE = 0.01;
const MAX_WAIT_MS = 120_000;
/** For the items that don't stand, and for what n8n writes without being waited for. */
const SETTLE_MS = 1500;

/** The n8n that is killed. */
export type Kind = Pick<N8nOptions, 'version'> & { binaryMode: BinaryMode };

/** What all runs of one kill share. */
export interface Scene {
	n8n: N8n;
	sandbox: Sandbox;
	holder: Holder;
	/** Workflow by run. */
	workflows: Map<number, string>;
}

const come = async (what: string, look: () => boolean | Promise<boolean>) =>
	await until(what, look, { waitMs: MAX_WAIT_MS });

/** Holds the answer for which the run is to stand. The request is executed, as far as Segmind knows. */
function ruleOf({ moment, run, victim }: RunPlan): FaultRule[] {
	if (moment === 'after') return [];
	if (moment === 'upload') return [{ step: 'upload', kind: 'hang' }];
	return [{ step: moment, kind: 'hang', promptIncludes: promptOf(run, victim) }];
}

/** The webhook's address with the prompts of the run. */
async function call({ n8n }: Scene, plan: RunPlan) {
	const prompts = Array.from({ length: plan.wanted }, (_, item) => promptOf(plan.run, item));
	const answer = await fetch(`${n8n.url}/webhook/${pathOf(plan)}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ prompts }),
	});
	if (!answer.ok) throw new Error(`Webhook ${pathOf(plan)}: ${answer.status}`);
}

async function begin(scene: Scene, plans: RunPlan[]) {
	const { n8n, sandbox, holder, workflows } = scene;
	sandbox.setFaults(plans.flatMap(ruleOf));
	for (const plan of plans) if (plan.moment === 'after') holder.kept.add(String(plan.run));
	const data = credentialData(sandbox);
	const account = await n8n.rest.createCredential('segmindApi', 'Segmind account', data);
	const addresses = { picture: `${sandbox.imagesUrl}/gallery/product.png`, after: holder.url };
	for (const plan of plans) {
		const file = withCredential(workflowOf(plan, addresses), account);
		const id = await n8n.rest.importWorkflow(file);
		await n8n.rest.activate(id);
		workflows.set(plan.run, id);
	}
	for (const plan of plans) await call(scene, plan);
	const stand = plans.filter(({ moment }) => moment !== 'after').length;
	// a look that is held too long is repeated, an upload has nothing that tells it from another
	const nameOf = ({ step, path: at, body }: RecordedRequest, index: number) =>
		step === 'upload' ? index : `${at} ${JSON.stringify(body)}`;
	const held = () =>
		new Set(sandbox.requests.filter(({ fault }) => fault === 'hang').map(nameOf)).size;
	await come(`${plans.length} runs stand`, () => {
		return held() >= stand && holder.waiting.size >= holder.kept.size;
	});
	await pause(SETTLE_MS);
}

/** kill -9, then everything that Segmind was asked for is made, as if time had passed. */
async function kill({ n8n, sandbox, holder }: Scene): Promise<string> {
	process.kill(n8n.pid, 'SIGKILL');
	await n8n.ended;
	sandbox.setFaults([]);
	holder.kept.clear();
	await come('jobs done', () => sandbox.jobs.every(({ state }) => state === 'COMPLETED'));
	return await n8n.log();
}

/** What the person does; returns what n8n said. */
async function answer(scene: Scene, plan: RunPlan, killed: string): Promise<string> {
	const { rest } = scene.n8n;
	const id = scene.workflows.get(plan.run) ?? '';
	const next = async (known: string[]) =>
		(await rest.finished(await rest.nextExecution(id, known))).status;
	if (plan.answer === 'run again') {
		await call(scene, plan);
		return await next([killed]);
	}
	try {
		await rest.retryExecution(killed, plan.answer === 'retry-saved' ? 'saved' : 'original');
		return await next([killed]);
	} catch (error) {
		if (!(error instanceof RestError)) throw error;
		// then only one thing is left to do
		const known = (await rest.listExecutions(id)).map((one) => one.id);
		await call(scene, plan);
		return `refused, run again: ${await next(known)}`;
	}
}

/** One kill with all runs that it hits. */
async function play(kind: Kind, plans: RunPlan[], userFolder: string): Promise<RunResult[]> {
	const sandbox = await startSandbox({
		timeScale: TIME_SCALE,
		render: 'tiny',
		seed: plans[0]?.run,
	});
	const holder = await startHolder();
	let n8n = await startN8n({ ...kind, userFolder });
	const scene: Scene = { n8n, sandbox, holder, workflows: new Map() };
	try {
		await begin(scene, plans);
		const log = await kill(scene);
		const atKill = sandbox.jobs.map(({ id }) => id);
		const answered = new Set(sandbox.jobs.filter((job) => job.answered).map(({ id }) => id));
		n8n = scene.n8n = await startN8n({ ...kind, userFolder, packageFolder: n8n.packageFolder });
		const results: RunResult[] = [];
		for (const plan of plans) {
			const workflow = scene.workflows.get(plan.run) ?? '';
			const list = async () => await n8n.rest.listExecutions(workflow);
			await come('n8n has judged the killed execution', async () =>
				(await list()).every(({ status }) => !['new', 'running'].includes(status)),
			);
			const killed = (await list())[0];
			const second = await answer(scene, plan, killed?.id ?? '');
			const books = {
				plan,
				version: n8n.host.version,
				binaryMode: nameOfMode(kind.binaryMode),
				status: killed?.status ?? 'none',
				second,
			};
			const known = { log, atKill: new Set(atKill), answered };
			results.push(await audit(scene, workflow, books, known));
		}
		return results;
	} finally {
		await n8n.stop();
		await holder.close();
		await sandbox.close();
	}
}

/** Starts n8n, brings all runs to their moments, kills it, starts it again, answers, adds up. */
export async function playBatch(kind: Kind, plans: RunPlan[]): Promise<RunResult[]> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'segmind-kill-'));
	try {
		return await play(kind, plans, userFolder);
	} finally {
		await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
}
