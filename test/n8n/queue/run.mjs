/**
 * `npm run e2e -- --queue`: n8n in queue mode with PostgreSQL and Redis. Runs the tests and deletes
 * every temporary folder, whatever happened. Further arguments go to jest; with `--measure` speed and
 * memory are measured instead.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { command, jest, tsx } from '../../../scripts/setup/run.mjs';
import { green } from '../../../scripts/setup/words.js';
import { ensureServers } from './debian.mjs';

const measure = process.argv.includes('--measure');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--measure');

/** The servers end with jest (see `servers.ts`); this process stays to clean up behind them. */
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

async function tests({ postgres, redis }, folder) {
	const config = ['-c', 'test/n8n/queue/jest.config.js', '--verbose=false'];
	await jest(measure ? 'queue-measure' : 'e2e-queue', [...config, ...jestArguments], {
		...process.env,
		QUEUE_POSTGRES: postgres,
		QUEUE_REDIS: redis,
		QUEUE_FOLDER: folder,
		QUEUE_TESTS: measure ? 'measure' : 'test',
	});
}

await command('npm run e2e -- --queue', async () => {
	const servers = await ensureServers();
	await tsx('test/n8n/install.ts', '2');
	const folder = mkdtempSync(path.join(tmpdir(), 'segmind-queue-'));
	try {
		// PostgreSQL runs as another user, who must get through to its own folder.
		chmodSync(folder, 0o711);
		await tests(servers, folder);
		console.log(`${green('✓')} queue mode`);
	} finally {
		rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	}
});
