import { mkdir, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import path from 'node:path';

import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialData } from '../e2e/stage';
import { withCredential } from '../lib/examples';
import { PROJECT_FOLDER } from '../lib/paths';
import { until } from '../lib/wait';
import type { Execution, WorkflowFile } from '../lib/workflowTypes';
import { balance, deliveredBy, type Books, type Delivered } from './books';
import { startCluster, type Cluster, type Member } from './cluster';
import { byId, call, inTwoNodes, plain, takenBy, withSleep } from './work';

const ENDED = ['success', 'error', 'crashed', 'canceled'];
/** n8n gives a killed worker's executions up after about two minutes. */
const SETTLE = { waitMs: 300_000, everyMs: 1000 };
const QUICK_SECONDS = 4;
/** Long enough to kill a worker while it waits. */
const SLOW_SECONDS = 20;

const KINDS = { plain, two: inTwoNodes, sleep: withSleep, byId };
export type Kind = keyof typeof KINDS;

/** A queue mode with a Segmind and every kind of workflow, active. */
export interface Scene {
	cluster: Cluster;
	sandbox: Sandbox;
	workflows: Record<Kind, string>;
	close(): Promise<void>;
}

/** Starts it; jobs of the round `calm` take 4 s, others 20 s. */
export async function openScene(): Promise<Scene> {
	const sandbox = await startSandbox({
		jobSeconds: ({ body }) =>
			String(body.prompt).startsWith('calm') ? QUICK_SECONDS : SLOW_SECONDS,
	});
	let cluster: Cluster | undefined;
	const close = async () => {
		await cluster?.stop();
		await sandbox.close();
	};
	try {
		cluster = await startCluster();
		const { rest } = cluster;
		const data = credentialData(sandbox);
		const credential = await rest.createCredential('segmindApi', 'Segmind account', data);
		const picture = `${sandbox.imagesUrl}/gallery/scene.jpg`;
		const workflows: Record<Kind, string> = { plain: '', two: '', sleep: '', byId: '' };
		for (const kind of Object.keys(KINDS) as Kind[]) {
			const file: WorkflowFile = KINDS[kind](kind, picture);
			workflows[kind] = await rest.importWorkflow(withCredential(file, credential));
			await rest.activate(workflows[kind]);
		}
		return { cluster, sandbox, workflows, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The executions of a round: those of a workflow that weren't there before. */
export interface Round {
	kind: Kind;
	prompts: string[];
	/** The executions as they are now, with their data. */
	look(): Promise<Execution[]>;
	/** The executions once all have ended. */
	settle(): Promise<Execution[]>;
	books(): Promise<Books>;
}

async function executionsSince(scene: Scene, kind: Kind, known: string[]): Promise<Execution[]> {
	const { rest } = scene.cluster;
	const list = await rest.listExecutions(scene.workflows[kind], 100);
	const ours = list.filter(({ id }) => !known.includes(id));
	return await Promise.all(ours.map(async ({ id }) => await rest.getExecution(id)));
}

/** Calls the workflow once for each list, through the webhook processor. */
export async function begin(scene: Scene, kind: Kind, lists: string[][]): Promise<Round> {
	const { rest } = scene.cluster;
	const known = (await rest.listExecutions(scene.workflows[kind], 100)).map(({ id }) => id);
	await call(scene.cluster, kind, lists);
	const prompts = lists.flat();
	const look = async () => await executionsSince(scene, kind, known);
	const settle = async () => {
		const over = async () => {
			const executions = await look();
			const isOver = executions.every(({ status }) => ENDED.includes(status));
			return executions.length >= lists.length && isOver && executions;
		};
		return await until(`all of ${kind} have ended`, over, SETTLE);
	};
	const books = async () => {
		const delivered: Delivered[] = [];
		for (const execution of await look()) {
			delivered.push(...(await deliveredBy(rest, scene.sandbox, execution, 'Images')));
		}
		return balance(prompts, scene.sandbox, delivered);
	};
	return { kind, prompts, look, settle, books };
}

/** Executions that a worker has begun and not ended, by its own log. */
export async function inHand(worker: Member): Promise<string[]> {
	const done = [...(await worker.log()).matchAll(/Worker finished execution (\d+)/g)];
	const finished = done.map(([, id]) => id ?? '');
	return (await takenBy(worker.log())).filter((id) => !finished.includes(id));
}

/** What Redis answers to a command without quotes, as it stands on the wire. */
async function askRedis(port: number, command: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		const socket = createConnection({ port, host: '127.0.0.1' }, () => {
			socket.write(`${command}\r\n`);
		});
		socket.once('error', reject);
		socket.once('data', (chunk: Buffer) => {
			socket.destroy();
			resolve(String(chunk).trim());
		});
	});
}

/** Waits until no job of the queue counts as being worked on. Returns the seconds that it took. */
export async function queueIdle({ cluster }: Scene): Promise<number> {
	const started = Date.now();
	const isIdle = async () => (await askRedis(cluster.redisPort, 'LLEN bull:jobs:active')) === ':0';
	await until('no job is active in Redis', isIdle, SETTLE);
	return (Date.now() - started) / 1000;
}

/** A line of the table: event, executions, what the books say after it. */
const rows: string[] = [];

export function note(event: string, statuses: string, books: Books) {
	const { wanted, submitted, billed, delivered, paidTwice } = books;
	rows.push(
		`| ${[event, statuses, wanted, submitted, billed, delivered, paidTwice.length].join(' | ')} |`,
	);
}

/** How many executions ended how, e.g. `7 success, 5 error`. */
export function countOf(executions: Execution[]): string {
	const counts = new Map<string, number>();
	for (const { status } of executions) counts.set(status, (counts.get(status) ?? 0) + 1);
	return [...counts].map(([status, count]) => `${count} ${status}`).join(', ');
}

/** Prints the table and writes it beside the counts of the tests. */
export async function showTable() {
	const head = [
		'| event | executions | wanted | submitted | billed | in n8n | paid twice |',
		'| --- | --- | ---: | ---: | ---: | ---: | ---: |',
	];
	const table = `${[...head, ...rows].join('\n')}\n`;
	const folder = path.join(PROJECT_FOLDER, '.cache', 'test-results');
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, 'e2e-queue.md'), table);
	process.stdout.write(`\n${table}\n`);
}
