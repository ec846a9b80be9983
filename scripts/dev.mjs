/**
 * `npm run dev`: n8n with the node, the local Segmind and the examples; `-- --sandbox` the local
 * Segmind alone. Plain JavaScript with nothing but Node, as nothing may be installed yet.
 */
import process from 'node:process';
import { ensureInstalled } from './setup/install.mjs';
import { command, tsx } from './setup/run.mjs';

const [first, ...rest] = process.argv.slice(2);

await command('npm run dev', async () => {
	await ensureInstalled();
	if (first === '--sandbox') await tsx('sandbox/main.ts', ...rest);
	else await tsx('test/n8n/dev/main.ts', ...process.argv.slice(2));
});
