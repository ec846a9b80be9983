import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How n8n keeps binary data: on disk, or inside the items. */
export type BinaryMode = 'filesystem' | 'default';

let opened: { folder: string; mode: BinaryMode } | undefined;

/**
 * Prepares n8n-core in this process: its own user folder, its binary storage, its HTTP client.
 * n8n-core reads its settings from the environment when it is loaded, so this has to come first.
 * @param folder kept when given, else a new one that is removed at the end of the process
 */
export async function openRuntime(
	mode: BinaryMode = 'filesystem',
	folder?: string,
): Promise<string> {
	if (opened) {
		if (opened.mode !== mode) await setBinaryMode(mode);
		opened.mode = mode;
		return opened.folder;
	}
	const own = folder ?? mkdtempSync(join(tmpdir(), 'segmind-engine-'));
	if (!folder) process.once('exit', () => rmSync(own, { recursive: true, force: true }));
	opened = { folder: own, mode };
	process.env.N8N_USER_FOLDER = own;
	process.env.N8N_ENCRYPTION_KEY = 'only-for-runs-on-this-machine';
	process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'false';
	process.env.N8N_LOG_LEVEL ??= 'silent';
	await setBinaryMode(mode);
	return own;
}

async function setBinaryMode(mode: BinaryMode): Promise<void> {
	process.env.N8N_DEFAULT_BINARY_DATA_MODE = mode;
	const { Container } = await import('@n8n/di');
	const { BinaryDataConfig, BinaryDataService } = await import('n8n-core');
	Container.get(BinaryDataConfig).mode = mode;
	await Container.get(BinaryDataService).init();
}
