/**
 * `npm test`: installs, builds, checks and tests. Stops at the first step that fails, with its
 * code. Further arguments go to jest, e.g. `npm test -- --selectProjects unit`. `-- --guarantees`
 * proves the sentences of docs/money.md instead, `-- --release` tries the release workflow.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { CommandFailed, jest, node, tool, tsx } from './setup/run.mjs';
import { bold, dim, duration, green, red } from './setup/words.js';

/** A busy machine is no failure: the budget of the whole run is the limit. */
const BUSY = '--testTimeout=90000';

/** Jest takes one core less than there are; of two that leaves one process, whose memory runs full. */
const WORKERS = ['--maxWorkers=2', '--workerIdleMemoryLimit=1500MB'];

const [first, ...rest] = process.argv.slice(2);

const prepare = [
	['Install', ensureInstalled],
	['Build', ensureBuilt],
];

const STEPS = {
	'--guarantees': [...prepare, ['Guarantees', () => tsx('scripts/guarantees.ts', ...rest)]],
	'--release': [...prepare, ['Release workflow', () => tsx('scripts/releaseDryRun.ts', ...rest)]],
}[first] ?? [
	...prepare,
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

/** @returns what jest counted, as words */
async function test() {
	const counts = await jest('npm-test', ['--coverage', BUSY, ...WORKERS, ...process.argv.slice(2)]);
	const { numPassedTests, numTotalTestSuites } = JSON.parse(readFileSync(counts, 'utf8'));
	return `, ${numPassedTests} tests in ${numTotalTestSuites} files passed`;
}

const startedMs = Date.now();
let [current, counted] = ['', ''];
try {
	for (const [index, [title, run]] of STEPS.entries()) {
		current = title;
		console.log(`\n${bold(`${index + 1}/${STEPS.length} ${title}`)}`);
		const stepStartedMs = Date.now();
		counted = (await run()) ?? '';
		console.log(`${green('✓')} ${dim(duration(Date.now() - stepStartedMs))}`);
	}
	const time = duration(Date.now() - startedMs);
	console.log(`\n${green('✓')} ${STEPS.length} steps${counted} (${time})`);
} catch (error) {
	process.exitCode = error instanceof CommandFailed ? error.code : 1;
	const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
	if (shown) process.stderr.write(`${shown.trimEnd()}\n`);
	console.error(`\n${red('✗')} Failed: ${current} (${duration(Date.now() - startedMs)})`);
}
