import { watch } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';

import { buildPackage } from '../lib/communityPackage';
import { PROJECT_FOLDER } from '../lib/paths';

const QUIET_MS = 300;

/**
 * Rebuilds after a change in `nodes/` or `credentials/` and copies the result over the installed
 * package, file by file: n8n watches that folder and reloads the node in the open editor.
 */
export function rebuildOnChange(installed: string, tell: (line: string) => void): () => void {
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> = Promise.resolve();
	const rebuild = async () => {
		const started = Date.now();
		try {
			await buildPackage();
			await cp(path.join(PROJECT_FOLDER, 'dist'), path.join(installed, 'dist'), {
				recursive: true,
				force: true,
			});
			tell(`rebuilt in ${((Date.now() - started) / 1000).toFixed(1)} s; n8n takes it up`);
		} catch (error) {
			tell(error instanceof Error ? error.message : String(error));
		}
	};
	const soon = (_event: string, file: string | null) => {
		// The generator writes its result next to the sources.
		if (file?.endsWith('.generated.ts')) return;
		clearTimeout(timer);
		timer = setTimeout(() => (running = running.then(rebuild)), QUIET_MS);
	};
	const watchers = ['nodes', 'credentials'].map((folder) =>
		watch(path.join(PROJECT_FOLDER, folder), { recursive: true }, soon),
	);
	return () => {
		clearTimeout(timer);
		for (const watcher of watchers) watcher.close();
	};
}
