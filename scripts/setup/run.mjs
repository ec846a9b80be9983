import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

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

/**
 * npm's own program as a file for Node, so that no shell is needed on any system.
 * @throws Error when npm lies in none of its usual places
 */
export function npmProgram() {
	const beside = path.dirname(process.execPath);
	const candidates = [
		process.env.npm_execpath,
		path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
		path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
	];
	const found = candidates.find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
	if (!found) throw new Error('npm was not found. Start this with "npm start" or "npm test".');
	return found;
}

/** A file of an installed package, by its path under `node_modules`. */
export const tool = (file) => path.join(PROJECT, 'node_modules', ...file.split('/'));
