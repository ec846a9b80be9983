import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node, PROJECT, tool } from './run.mjs';
import { progress } from './words.js';

/** Everything that decides what the build makes. */
const INPUTS = [
	'nodes',
	'credentials',
	'scripts/generate',
	'scripts/generate.ts',
	'gulpfile.js',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'docs/models.md',
];

const STAMP = path.join(PROJECT, '.cache/build.json');

function filesOf(entry) {
	const whole = path.join(PROJECT, entry);
	if (!existsSync(whole)) return [];
	const found = readdirSync(path.dirname(whole), { withFileTypes: true });
	if (found.find(({ name }) => name === path.basename(whole))?.isFile()) return [entry];
	const inside = readdirSync(whole).sort();
	return inside.flatMap((name) => filesOf(`${entry}/${name}`));
}

function fingerprint(entries) {
	const hash = createHash('sha256');
	for (const file of entries.flatMap(filesOf)) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(PROJECT, file)))
			.update('\0');
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
	const line = progress('Building the node');
	try {
		await node([tool('gulp/bin/gulp.js'), 'build'], { quiet: true });
		line.done();
	} catch (error) {
		line.failed();
		throw error;
	}
	mkdirSync(path.dirname(STAMP), { recursive: true });
	writeFileSync(STAMP, state());
}
