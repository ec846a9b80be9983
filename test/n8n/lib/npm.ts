import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';

import { npmProgram } from '../../../scripts/setup/npmProgram.js';

const TICK_MS = 5000;

/**
 * The environment for an npm that runs somewhere else than in the project. `npm run` hands the
 * project's settings down as variables; with `ignore-scripts` among them `npm rebuild` would do
 * nothing and report success.
 */
export function cleanNpmEnv(nodeBinary: string): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (/^npm_(config_(ignore_scripts|local_prefix|prefix)|lifecycle|package)/i.test(name))
			continue;
		if (name === 'INIT_CWD' || name === 'NODE_OPTIONS' || name.toUpperCase() === 'PATH') continue;
		env[name] = value;
	}
	const ownPath = process.env.PATH ?? process.env.Path ?? '';
	env.PATH = [path.dirname(nodeBinary), ownPath].join(path.delimiter);
	return env;
}

/** One run of npm. */
export interface NpmRun {
	args: string[];
	cwd: string;
	nodeBinary: string;
	env?: NodeJS.ProcessEnv;
	/** Shown with the elapsed seconds while it runs. */
	label: string;
	/** Gets everything npm prints. */
	logFile: string;
}

/** Runs npm, shows progress, returns the seconds it took; throws with the log's name. */
export async function runNpm(run: NpmRun): Promise<number> {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const log = createWriteStream(run.logFile, { flags: 'a' });
	log.write(`\n> npm ${run.args.join(' ')}\n`);
	const child = spawn(run.nodeBinary, [npmProgram(), ...run.args], {
		cwd: run.cwd,
		env: { ...cleanNpmEnv(run.nodeBinary), ...run.env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	const ticker = setInterval(
		() => process.stderr.write(`  ${run.label} … ${seconds()} s\n`),
		TICK_MS,
	);
	const code = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => resolve(exitCode ?? 1));
	}).finally(() => clearInterval(ticker));
	log.end();
	if (code !== 0) throw new Error(`${run.label}: npm ended with ${code}; see ${run.logFile}`);
	process.stderr.write(`  ${run.label}: ${seconds()} s\n`);
	return seconds();
}
