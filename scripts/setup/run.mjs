import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { red } from './words.js';

export { npmProgram } from './npmProgram.js';

/** Folder of the project. */
export const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A command that did not end well; `output` is what it printed when that was held back. */
export class CommandFailed extends Error {
	/** @param {string} command @param {number} code @param {string} output */
	constructor(command, code, output) {
		super(`${command} ended with code ${code}`);
		this.code = code;
		this.output = output;
	}
}

/**
 * Runs Node with the given arguments in the project's folder.
 * @param {string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} [options] quiet: keep the output back
 * @returns {Promise<string>} the output when quiet, else ''
 */
export async function node(args, { quiet = false, env = process.env } = {}) {
	const child = spawn(process.execPath, args, {
		cwd: PROJECT,
		env,
		stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
	});
	let output = '';
	const keep = (chunk) => (output += String(chunk));
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	// Ctrl+C reaches the child from the terminal; this signal reaches only the process it is sent to
	const pass = () => child.kill('SIGTERM');
	process.on('SIGTERM', pass);
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (status) => resolve(status ?? 1));
	}).finally(() => process.off('SIGTERM', pass));
	if (code !== 0) throw new CommandFailed(`node ${args.slice(0, 2).join(' ')}`, code, output);
	return output;
}

/** A file of an installed package, by its path under `node_modules`. */
export const tool = (file) => path.join(PROJECT, 'node_modules', ...file.split('/'));

/** Runs a TypeScript program of the project. @param {...string} args its file first */
export const tsx = async (...args) => void (await node([tool('tsx/dist/cli.mjs'), ...args]));

/**
 * Runs jest, which writes its counts for whoever adds them up.
 * @param {string} name of the file of counts, e.g. `e2e`
 * @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string>} that file
 */
export async function jest(name, args, env) {
	const counts = path.join(PROJECT, `.cache/test-results/${name}.json`);
	mkdirSync(path.dirname(counts), { recursive: true });
	rmSync(counts, { force: true });
	const counted = ['--json', `--outputFile=${path.relative(PROJECT, counts)}`];
	await node([tool('jest/bin/jest.js'), ...counted, ...args], { env });
	return counts;
}

/**
 * What a command of package.json does. Where it fails, its output is shown, or its one sentence.
 * @param {string} name @param {() => Promise<void>} work
 */
export async function command(name, work) {
	// Ctrl+C reaches the child as well, which then ends what it started in order
	process.on('SIGINT', () => undefined);
	try {
		await work();
	} catch (error) {
		process.exitCode = error instanceof CommandFailed ? error.code : 1;
		const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
		console.error(`${red('✗')} ${name} failed${shown ? `\n${shown.trimEnd()}` : ''}`);
	}
}
