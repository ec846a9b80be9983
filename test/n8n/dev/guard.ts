import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { isFree, isReady } from '../lib/n8n';
import { isRunning } from '../lib/lockedTree';

/** Says who runs in a user folder, for as long as it does. */
const MARK = 'running.json';

interface Running {
	pid: number;
	url: string;
}

const another = (port: number) => `npm run dev -- --port ${port + 1}`;

/**
 * Refuses a port that is in use, before anything is built, installed or written: the credential of
 * the n8n that runs there, perhaps with a real key, must not be pointed elsewhere.
 * @throws Error with the address of what runs there, and how to start a second one
 */
export async function refuseUsedPort(port: number): Promise<void> {
	if (await isFree(port)) return;
	if (!(await isReady(`http://127.0.0.1:${port}`))) {
		throw new Error(`Port ${port} is used by another program. Take another one: ${another(port)}`);
	}
	throw new Error(
		`n8n is already running at http://localhost:${port}, and was left as it is. Open it there, or end it first. For a second one beside it: ${another(port)}`,
	);
}

function runningIn(file: string): Running | undefined {
	try {
		const running = JSON.parse(readFileSync(file, 'utf8')) as Running;
		return isRunning(running.pid) ? running : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Takes a user folder for this process: the database in it belongs to one n8n, which may still be
 * starting and not yet hold its port.
 * @returns gives the folder back
 * @throws Error with the address of the one that has it
 */
export async function claimFolder(folder: string, url: string): Promise<() => void> {
	await mkdir(folder, { recursive: true });
	const file = path.join(folder, MARK);
	const other = runningIn(file);
	if (other) {
		throw new Error(
			`npm run dev is already starting or running at ${other.url} (process ${other.pid}). Open it there, or end it first. If it is long gone, delete ${file}`,
		);
	}
	rmSync(file, { force: true });
	writeFileSync(file, JSON.stringify({ pid: process.pid, url }), { flag: 'wx' });
	return () => rmSync(file, { force: true });
}
