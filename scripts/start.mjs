/**
 * `npm start`: installs, builds, then runs the example. Plain JavaScript with nothing but Node, as
 * nothing is installed yet when it starts.
 */
import process from 'node:process';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { CommandFailed, node, tool } from './setup/run.mjs';

// Ctrl+C reaches the example as well, which then closes what it opened.
process.on('SIGINT', () => undefined);

try {
	await ensureInstalled();
	await ensureBuilt();
	await node([tool('tsx/dist/cli.mjs'), 'scripts/start/main.ts', ...process.argv.slice(2)]);
} catch (error) {
	process.exitCode = error instanceof CommandFailed ? error.code : 1;
	const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
	if (shown) process.stderr.write(`\n${shown.trimEnd()}\n`);
}
