/**
 * `npm run dev`: n8n with the node, the local Segmind and the examples. Plain JavaScript, so that
 * it also starts in a fresh clone, where it first installs what the rest is written with.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function run(args, options = {}) {
	const { status } = spawnSync(process.execPath, args, {
		cwd: project,
		stdio: 'inherit',
		...options,
	});
	if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(path.join(project, 'node_modules', '.package-lock.json'))) {
	const npm = process.env.npm_execpath;
	if (!npm?.endsWith('.js')) {
		process.stderr.write('Run `npm install` first, or start this with `npm run dev`.\n');
		process.exit(1);
	}
	process.stdout.write('Installing the development tools …\n');
	run([npm, 'ci']);
}
// Ctrl+C reaches the child as well, which then ends n8n and the sandbox in order.
process.on('SIGINT', () => undefined);
run(['--import', 'tsx', path.join('test', 'n8n', 'dev', 'main.ts'), ...process.argv.slice(2)]);
