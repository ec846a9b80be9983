import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node, PROJECT, tool } from './run.mjs';
import { progress } from './words.js';

/** Everything that decides what the build makes. */
const INPUTS = [
	...['nodes', 'credentials', 'scripts/generate', 'scripts/generate.ts', 'gulpfile.js'],
	...['package.json', 'package-lock.json', 'tsconfig.json', 'docs/models.md'],
];

const STAMP = path.join(PROJECT, '.cache/build.json');

/** Hash of files and of all files in folders, with their names. */
function fingerprint(entries) {
	const hash = createHash('sha256');
	for (const entry of entries.map((name) => path.join(PROJECT, name))) {
		const inside = existsSync(entry)
			? readdirSync(path.dirname(entry), { withFileTypes: true })
			: [];
		const isFolder = inside.find(({ name }) => name === path.basename(entry))?.isDirectory();
		const files = isFolder
			? readdirSync(entry, { recursive: true, withFileTypes: true })
					.filter((one) => one.isFile())
					.map((one) => path.join(one.parentPath, one.name))
			: [entry];
		for (const file of files.sort()) {
			if (existsSync(file)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
		}
	}
	return hash.digest('hex');
}

/** The stamp is worth nothing once somebody else has written to `dist`, so that is part of it. */
const state = () => JSON.stringify({ from: fingerprint(INPUTS), made: fingerprint(['dist']) });

/**
 * Builds, unless the last build was made of the same files and is still there.
 * @throws CommandFailed with the compiler's output
 */
export async function ensureBuilt() {
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state()) return;
	const gulp = [tool('gulp/bin/gulp.js'), 'build'];
	await progress('Building the node', () => node(gulp, { quiet: true }));
	mkdirSync(path.dirname(STAMP), { recursive: true });
	writeFileSync(STAMP, state());
}
