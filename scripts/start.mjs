/**
 * `npm start`: looks at its arguments and its output folder, installs, builds, then runs the
 * example. Plain JavaScript with nothing but Node, as nothing is installed yet when it starts.
 */
import path from 'node:path';
import process from 'node:process';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { prepareOutput } from './setup/outputFolder.js';
import { CommandFailed, node, PROJECT, tool } from './setup/run.mjs';
import { readArguments } from './setup/startArguments.js';

// Ctrl+C reaches the example as well, which then closes what it opened.
process.on('SIGINT', () => undefined);

try {
	const given = process.argv.slice(2);
	// npm starts this in the project's folder, wherever it was called
	const own = readArguments(given, process.env.INIT_CWD ?? process.cwd());
	prepareOutput(path.join(PROJECT, 'output'));
	await ensureInstalled();
	await ensureBuilt();
	const forwarded = own ? [...own.pictures, own.prompt] : [];
	await node([tool('tsx/dist/cli.mjs'), 'scripts/start/main.ts', ...forwarded]);
} catch (error) {
	process.exitCode = error instanceof CommandFailed ? error.code : 1;
	const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
	if (shown) process.stderr.write(`\n${shown.trimEnd()}\n`);
}
