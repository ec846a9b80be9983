/**
 * `npm run dev`: n8n with the node, the local Segmind and the examples. Plain JavaScript with
 * nothing but Node, as nothing may be installed yet when it starts.
 */
import process from 'node:process';
import { ensureInstalled } from './setup/install.mjs';
import { CommandFailed, node, tool } from './setup/run.mjs';

// Ctrl+C reaches the child as well, which then ends n8n and the sandbox in order.
process.on('SIGINT', () => undefined);

try {
	await ensureInstalled();
	await node([tool('tsx/dist/cli.mjs'), 'test/n8n/dev/main.ts', ...process.argv.slice(2)]);
} catch (error) {
	process.exitCode = error instanceof CommandFailed ? error.code : 1;
	const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
	if (shown) process.stderr.write(`\n${shown.trimEnd()}\n`);
}
