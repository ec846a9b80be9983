import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import {
	copyLock,
	exclusively,
	holdsTree,
	isReady,
	lockHash,
	markReady,
	wasReady,
} from './lockedTree';
import { ensureNode, type NodeRuntime } from './nodeRuntime';
import { runNpm } from './npm';
import { cacheFolder, findHost } from './paths';

const run = promisify(execFile);
const NATIVE_PARTS = ['sqlite3', 'isolated-vm'];

/** An n8n that can be started. */
export interface N8nHost {
	version: string;
	major: 1 | 2;
	/** The script that `node` runs. */
	script: string;
	node: NodeRuntime;
}

/**
 * Loads the native parts in the Node that n8n will run on: `npm rebuild` also succeeds where it
 * has built nothing, and n8n then dies on its first start.
 */
async function loadNativeParts(folder: string, node: NodeRuntime) {
	const code = NATIVE_PARTS.map((name) => `require(${JSON.stringify(name)})`).join(';');
	await run(node.binary, ['-e', `${code};process.exit(0)`], { cwd: folder });
}

const costOf = (version: string) =>
	`about 3 minutes, ${findHost(version).gigabytes} GB in ${cacheFolder()}`;

/**
 * What installing an n8n will take, as a sentence, or undefined when it is there already.
 * @param wanted '2', '1' or a full version
 */
export function installationAhead(wanted: string): string | undefined {
	const { version } = findHost(wanted);
	if (process.env.N8N_BIN || wasReady(path.join(cacheFolder(), version))) return undefined;
	return `n8n ${version} is not installed yet. That is done once: ${costOf(version)}.`;
}

async function install(folder: string, lockFolder: string, version: string, node: NodeRuntime) {
	process.stderr.write(`Installing n8n ${version} (once; ${costOf(version)}) …\n`);
	await copyLock(lockFolder, folder);
	const logFile = path.join(folder, 'install.log');
	const common = { cwd: folder, nodeBinary: node.binary, logFile };
	await runNpm({
		...common,
		args: ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
		label: `n8n ${version}: packages`,
	});
	await runNpm({
		...common,
		args: ['rebuild', ...NATIVE_PARTS, '--foreground-scripts', '--ignore-scripts=false'],
		env: node.headers ? { npm_config_nodedir: node.headers } : {},
		label: `n8n ${version}: native parts`,
	});
}

/** The n8n that `N8N_BIN` names; it must be of the same major. */
async function ownHost(script: string, major: number): Promise<N8nHost | undefined> {
	const binary = process.env.N8N_NODE ?? process.execPath;
	const { stdout } = await run(binary, [script, '--version']);
	const version = stdout.trim().split('\n').pop() ?? '';
	if (Number(version.split('.')[0]) !== major) return undefined;
	const node = { binary, version: (await run(binary, ['--version'])).stdout.trim() };
	return { version, major: major === 1 ? 1 : 2, script, node };
}

/**
 * The wanted n8n ('2', '1' or a full version), installed on first use and never twice: a finished
 * tree with the same lock file is taken as it is. `N8N_BIN` (n8n's script; `N8N_NODE` the Node
 * for it) names one that the machine already has. Throws when npm or a native part fails.
 */
export async function ensureHost(wanted: string): Promise<N8nHost> {
	const { version, lockFolder, major } = findHost(wanted);
	if (process.env.N8N_BIN) {
		const own = await ownHost(process.env.N8N_BIN, major);
		if (own) return own;
	}
	const node = await ensureNode();
	const folder = path.join(cacheFolder(), version);
	const hash = await lockHash(lockFolder);
	await exclusively(folder, async () => {
		if (await isReady(folder, hash, node.version)) return;
		const adopted =
			(await holdsTree(folder, hash)) &&
			(await loadNativeParts(folder, node).then(
				() => true,
				() => false,
			));
		if (!adopted) {
			await install(folder, lockFolder, version, node);
			await loadNativeParts(folder, node);
		}
		await markReady(folder, hash, node.version);
	});
	return { version, major, node, script: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n') };
}
