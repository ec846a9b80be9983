import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { pause } from './wait';

const STAMP = '.ready.json';
const LOCK_WAIT_MS = 2000;

/**
 * Identity of a dependency tree: a hash over the lock file's packages without the entry of the
 * root, whose name says nothing about what is installed.
 */
export async function lockHash(lockFolder: string): Promise<string> {
	const text = await readFile(path.join(lockFolder, 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(text) as { packages: Record<string, unknown> };
	const entries = Object.entries(packages).filter(([name]) => name !== '');
	return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

/** Whether `folder` was finished for exactly this lock file and this Node. */
export async function isReady(folder: string, hash: string, nodeVersion: string) {
	try {
		const stamp = JSON.parse(await readFile(path.join(folder, STAMP), 'utf8')) as unknown;
		return JSON.stringify(stamp) === JSON.stringify({ hash, nodeVersion });
	} catch {
		return false;
	}
}

/** Whether `folder` was ever finished, perhaps for another lock file. */
export const wasReady = (folder: string): boolean => existsSync(path.join(folder, STAMP));

/** Written last, so that an interrupted installation never counts as finished. */
export async function markReady(folder: string, hash: string, nodeVersion: string) {
	await writeFile(path.join(folder, STAMP), JSON.stringify({ hash, nodeVersion }));
}

/** Whether npm finished a tree with this lock file there, whoever called it. */
export async function holdsTree(folder: string, hash: string): Promise<boolean> {
	try {
		await readFile(path.join(folder, 'node_modules', '.package-lock.json'));
		return (await lockHash(folder)) === hash;
	} catch {
		return false;
	}
}

/** Puts the committed package.json and lock file into the cache folder. */
export async function copyLock(lockFolder: string, folder: string) {
	await mkdir(folder, { recursive: true });
	for (const name of ['package.json', 'package-lock.json']) {
		await copyFile(path.join(lockFolder, name), path.join(folder, name));
	}
}

/** Whether there is such a process. */
export function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * Runs `work` while no other process of this machine works in `folder`: two npm runs in one tree
 * destroy it. A lock of a process that is gone is taken over.
 */
export async function exclusively<T>(folder: string, work: () => Promise<T>): Promise<T> {
	await mkdir(folder, { recursive: true });
	const file = path.join(folder, '.installing');
	for (;;) {
		try {
			await writeFile(file, String(process.pid), { flag: 'wx' });
			break;
		} catch {
			const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
			if (owner > 0 && !isRunning(owner)) await rm(file, { force: true });
			else await pause(LOCK_WAIT_MS);
		}
	}
	try {
		return await work();
	} finally {
		await rm(file, { force: true });
	}
}
