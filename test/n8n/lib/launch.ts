import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';

import type { N8nHost } from './host';

const END_WITHIN_MS = 10_000;

/** One process of n8n, as it was asked for. */
export interface Launch {
	host: N8nHost;
	/** `start`, `worker --concurrency=5` … */
	args: string[];
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** Gets everything it prints. */
	logFile: string;
}

/** A running process of n8n. */
export interface N8nProcess {
	child: ChildProcess;
	/** Resolves when the process has ended, whoever ended it. */
	ended: Promise<void>;
	log(): Promise<string>;
	/** SIGTERM, then SIGKILL after ten seconds. */
	end(): Promise<void>;
}

/** Whether the process has ended, by itself or by a signal. */
export const hasEnded = (child: ChildProcess) =>
	child.exitCode !== null || child.signalCode !== null;

/** Starts a process of n8n that ends with this one, even when this one is killed. */
export function launch({ host, args, env, cwd, logFile }: Launch): N8nProcess {
	const child = spawn(host.node.binary, [host.script, ...args], {
		cwd,
		env,
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
	});
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const log = createWriteStream(logFile);
	child.stdout?.pipe(log, { end: false });
	child.stderr?.pipe(log, { end: false });
	void ended.then(() => log.end());
	const end = async () => {
		if (hasEnded(child)) return;
		child.kill('SIGTERM');
		const patience = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
		await ended;
		clearTimeout(patience);
	};
	return { child, ended, end, log: async () => await readFile(logFile, 'utf8').catch(() => '') };
}
