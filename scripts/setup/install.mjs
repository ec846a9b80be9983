import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { node, npmProgram, PROJECT } from './run.mjs';
import { progress } from './words.js';

const OLDEST_NODE = 20;

const packagesOf = (file) => JSON.parse(readFileSync(path.join(PROJECT, file), 'utf8')).packages;

/**
 * Why the installed packages are not those of the lock file, or undefined when they are. npm
 * keeps a list of what it installed; a broken-off install has none.
 * @returns {string | undefined}
 */
export function missingFromInstall() {
	if (!existsSync(path.join(PROJECT, 'node_modules/.package-lock.json'))) return 'not installed';
	const wanted = packagesOf('package-lock.json');
	const found = packagesOf('node_modules/.package-lock.json');
	for (const [name, { version, optional }] of Object.entries(wanted)) {
		if (name === '' || (optional && !found[name])) continue;
		if (found[name]?.version !== version) return `${name} ${version} is not installed`;
	}
	return undefined;
}

/**
 * Installs what is missing, and does nothing when nothing is.
 * @throws CommandFailed with npm's own output
 */
export async function ensureInstalled() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < OLDEST_NODE) {
		throw new Error(`Node ${OLDEST_NODE} or later is needed; this is ${process.version}.`);
	}
	if (!missingFromInstall()) return;
	const count = Object.keys(packagesOf('package-lock.json')).length - 1;
	const npm = [npmProgram(), 'ci', '--no-progress', '--no-audit', '--no-fund'];
	await progress(`Installing the development tools (up to ${count} packages)`, () =>
		node(npm, { quiet: true }),
	);
}
