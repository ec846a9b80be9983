/**
 * `npm run e2e:queue`: n8n in queue mode with PostgreSQL and Redis. Installs what is missing,
 * builds, runs the tests and deletes every temporary folder, whatever happened. Further arguments
 * go to jest. `npm run e2e:queue -- --measure` measures speed and memory instead.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { ensureBuilt } from '../../../scripts/setup/build.mjs';
import { ensureInstalled } from '../../../scripts/setup/install.mjs';
import { CommandFailed, node, PROJECT, tool } from '../../../scripts/setup/run.mjs';
import { green, red } from '../../../scripts/setup/words.js';
import { ensureN8n, ensureServers } from './debian.mjs';

const COUNTS = path.join(PROJECT, '.cache/test-results/e2e-queue.json');
const measure = process.argv.includes('--measure');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--measure');

/** The servers end with jest (see `servers.ts`); this process stays to clean up behind them. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

async function tests(servers, folder) {
	mkdirSync(path.dirname(COUNTS), { recursive: true });
	rmSync(COUNTS, { force: true });
	const counted = measure ? [] : ['--json', `--outputFile=${path.relative(PROJECT, COUNTS)}`];
	const config = ['-c', 'test/n8n/queue/jest.config.js', '--verbose=false'];
	await node([tool('jest/bin/jest.js'), ...config, ...counted, ...jestArguments], {
		env: {
			...process.env,
			QUEUE_POSTGRES: servers.postgres,
			QUEUE_REDIS: servers.redis,
			QUEUE_FOLDER: folder,
			QUEUE_TESTS: measure ? 'measure' : 'test',
		},
	});
}

let folder;
try {
	await ensureInstalled();
	const servers = ensureServers();
	await ensureBuilt();
	await ensureN8n();
	folder = mkdtempSync(path.join(tmpdir(), 'segmind-queue-'));
	// PostgreSQL runs as another user, who must get through to its own folder.
	chmodSync(folder, 0o711);
	await tests(servers, folder);
	console.log(`${green('✓')} queue mode`);
} catch (error) {
	process.exitCode = error instanceof CommandFailed ? error.code : 1;
	const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
	console.error(`${red('✗')} npm run e2e:queue failed${shown ? `\n${shown.trimEnd()}` : ''}`);
} finally {
	if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
