/**
 * `npm test`: installs, builds, checks and tests. Stops at the first step that fails, with its
 * code. Further arguments go to jest, e.g. `npm test -- --selectProjects unit`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { CommandFailed, node, PROJECT, tool } from './setup/run.mjs';
import { bold, dim, duration, green, red } from './setup/words.js';

/** Jest's own counts, for whoever wants to add them up. */
const COUNTS = path.join(PROJECT, '.cache/test-results/npm-test.json');

/** A busy machine is no failure: the budget of the whole run is the limit. */
const BUSY = '--testTimeout=90000';

const tsx = (...args) => node([tool('tsx/dist/cli.mjs'), ...args]);

const STEPS = [
	['Install', ensureInstalled],
	['Build', ensureBuilt],
	["Lint: n8n's verification scan and house rules", () => tsx('scripts/lint.ts')],
	['Layers: who imports whom, and no cycles', layers],
	['Generated files', () => tsx('scripts/generate.ts', '--check')],
	['Contract with saved workflows', () => tsx('scripts/contract.ts')],
	['Types', () => node([tool('typescript/bin/tsc'), '-p', 'tsconfig.tools.json'])],
	['Tests', test],
];

async function layers() {
	const folders = ['nodes', 'credentials', 'sandbox', 'scripts'];
	await node([tool('dependency-cruiser/bin/dependency-cruise.mjs'), ...folders]);
}

async function test() {
	mkdirSync(path.dirname(COUNTS), { recursive: true });
	const counted = ['--json', `--outputFile=${path.relative(PROJECT, COUNTS)}`];
	const args = ['--coverage', BUSY, ...counted, ...process.argv.slice(2)];
	await node([tool('jest/bin/jest.js'), ...args]);
}

function countsOf(file) {
	const { numPassedTests, numFailedTests, numTotalTestSuites } = JSON.parse(
		readFileSync(file, 'utf8'),
	);
	return `${numPassedTests} tests in ${numTotalTestSuites} files passed, ${numFailedTests} failed`;
}

const startedMs = Date.now();
let current = '';
rmSync(COUNTS, { force: true });
try {
	for (const [index, [title, run]] of STEPS.entries()) {
		current = title;
		console.log(`\n${bold(`${index + 1}/${STEPS.length} ${title}`)}`);
		const stepStartedMs = Date.now();
		await run();
		console.log(`${green('✓')} ${dim(duration(Date.now() - stepStartedMs))}`);
	}
	const time = duration(Date.now() - startedMs);
	console.log(`\n${green('✓')} ${STEPS.length} steps, ${countsOf(COUNTS)} (${time})`);
} catch (error) {
	process.exitCode = error instanceof CommandFailed ? error.code : 1;
	const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
	if (shown) process.stderr.write(`${shown.trimEnd()}\n`);
	console.error(`\n${red('✗')} Failed: ${current} (${duration(Date.now() - startedMs)})`);
}
