/**
 * `npm start`: looks at its arguments and its output folder, installs, builds, then runs the
 * example. Plain JavaScript with nothing but Node, as nothing is installed yet when it starts.
 */
import path from 'node:path';
import process from 'node:process';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { prepareOutput } from './setup/outputFolder.js';
import { command, PROJECT, tsx } from './setup/run.mjs';
import { readArguments } from './setup/startArguments.js';

await command('npm start', async () => {
	// npm starts this in the project's folder, wherever it was called
	const own = readArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
	prepareOutput(path.join(PROJECT, 'output'));
	await ensureInstalled();
	await ensureBuilt();
	await tsx('scripts/start/main.ts', ...(own ? [...own.pictures, own.prompt] : []));
});
