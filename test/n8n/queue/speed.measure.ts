import { cpus } from 'node:os';

import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialData, trouble } from '../e2e/stage';
import { withCredential } from '../lib/examples';
import { pause, until } from '../lib/wait';
import { startCluster, type Cluster } from './cluster';
import { residentBytes } from './servers';
import { call, plain } from './work';

const LOOK_EVERY_MS = 500;
const MAX_CASE_MS = 600_000;
const MEBIBYTE = 1024 * 1024;

/** What a large image of the GPT Image models weighs as PNG, about. */
const OUTPUT_BYTES = 1_500_000;

interface Case {
	workers: number;
	jobSeconds: number;
	executions: number;
	imagesEach: number;
}

/** Long jobs show the waiting, short ones what a worker's processor can do at most. */
const CASES: Case[] = [
	{ workers: 1, jobSeconds: 10, executions: 30, imagesEach: 5 },
	{ workers: 2, jobSeconds: 10, executions: 60, imagesEach: 5 },
	{ workers: 1, jobSeconds: 0.5, executions: 30, imagesEach: 20 },
];

const megabytes = (bytes: number) => Math.round(bytes / MEBIBYTE);

async function peaks(cluster: Cluster, work: Promise<void>): Promise<number[]> {
	const found = cluster.workers.map(() => 0);
	let over = false;
	const done = work.finally(() => (over = true));
	while (!over) {
		for (const [at, { child }] of cluster.workers.entries()) {
			found[at] = Math.max(found[at] ?? 0, await residentBytes(child.pid ?? 0));
		}
		await pause(LOOK_EVERY_MS);
	}
	await done;
	return found;
}

async function allSucceeded({ rest }: Cluster, workflow: string, count: number) {
	const isDone = async () => {
		const list = await rest.listExecutions(workflow, 100);
		const failed = list.find(({ status }) => ['error', 'crashed'].includes(status));
		if (failed) throw new Error(trouble(await rest.getExecution(failed.id)));
		return list.filter(({ status }) => status === 'success').length === count;
	};
	await until('all have succeeded', isDone, { waitMs: MAX_CASE_MS, everyMs: LOOK_EVERY_MS });
}

async function measure(cluster: Cluster, sandbox: Sandbox, one: Case) {
	const { rest, workers } = cluster;
	const data = credentialData(sandbox);
	const credential = await rest.createCredential('segmindApi', 'Segmind account', data);
	const path = 'speed';
	const picture = `${sandbox.imagesUrl}/gallery/scene.jpg`;
	const workflow = await rest.importWorkflow(
		withCredential(plain(path, picture, 'png'), credential),
	);
	await rest.activate(workflow);
	const lists = Array.from({ length: one.executions }, (_, execution) =>
		Array.from({ length: one.imagesEach }, (_unused, image) => `${execution}-${image}`),
	);
	const idle = await Promise.all(
		workers.map(async ({ child }) => await residentBytes(child.pid ?? 0)),
	);
	const started = Date.now();
	const high = await peaks(
		cluster,
		call(cluster, path, lists).then(
			async () => await allSucceeded(cluster, workflow, one.executions),
		),
	);
	const images = sandbox.jobs.length;
	const seconds = (Date.now() - started) / 1000;
	expect(images).toBe(one.executions * one.imagesEach);
	return {
		...one,
		images,
		seconds: Math.round(seconds),
		imagesPerMinute: Math.round((images / seconds) * 60),
		idleMiB: idle.map(megabytes),
		peakMiB: high.map(megabytes),
	};
}

test.each(CASES)(
	'$workers worker(s), jobs of $jobSeconds s',
	async (one) => {
		const { jobSeconds } = one;
		const sandbox = await startSandbox({ jobSeconds, render: 'tiny', outputBytes: OUTPUT_BYTES });
		try {
			const cluster = await startCluster(one.workers);
			try {
				const result = await measure(cluster, sandbox, one);
				const machine = `${cpus().length} × ${cpus()[0]?.model ?? ''}`;
				process.stdout.write(`${JSON.stringify({ machine, ...result })}\n`);
			} finally {
				await cluster.stop();
			}
		} finally {
			await sandbox.close();
		}
	},
	MAX_CASE_MS,
);
