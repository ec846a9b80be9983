/**
 * `npm run e2e`: the tests in the real n8n. Installs what is missing, builds, runs, and compares
 * the names of the tests that passed with the committed list, so that none is skipped in silence.
 * Further arguments go to jest, e.g. `npm run e2e -- examples`; the names are compared only when
 * everything ran. `npm run e2e -- --update-names` writes the list anew.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensureGraphicsMagick } from '../test/n8n/lib/apt.mjs';
import { differences, passedNames } from './e2e/names.js';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { CommandFailed, node, PROJECT, tool } from './setup/run.mjs';
import { green, red } from './setup/words.js';

const COUNTS = path.join(PROJECT, '.cache/test-results/e2e.json');
const EXPECTED = path.join(PROJECT, 'test/n8n/expected-tests.txt');

const update = process.argv.includes('--update-names');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--update-names');
const whole = jestArguments.length === 0 && !process.env.E2E_N8N;

async function tests() {
	mkdirSync(path.dirname(COUNTS), { recursive: true });
	rmSync(COUNTS, { force: true });
	const counted = ['--json', `--outputFile=${path.relative(PROJECT, COUNTS)}`];
	const config = ['-c', 'test/n8n/jest.config.js'];
	await node([tool('jest/bin/jest.js'), ...config, ...counted, ...jestArguments]);
}

/** @throws Error when a test of the list did not pass, or one that is not in the list did */
function compareNames() {
	const passed = passedNames(JSON.parse(readFileSync(COUNTS, 'utf8')));
	if (update) writeFileSync(EXPECTED, `${passed.join('\n')}\n`);
	const found = differences(readFileSync(EXPECTED, 'utf8'), passed);
	if (found.length > 0) {
		throw new Error(
			`Not the tests of test/n8n/expected-tests.txt (after a change on purpose: npm run e2e -- --update-names):\n${found.join('\n')}`,
		);
	}
	console.log(`${green('✓')} the ${passed.length} tests of test/n8n/expected-tests.txt passed`);
}

try {
	await ensureInstalled();
	ensureGraphicsMagick();
	await ensureBuilt();
	await node([tool('tsx/dist/cli.mjs'), 'test/n8n/install.ts']);
	await tests();
	if (whole) compareNames();
	else console.log('Only a part ran: the names of the tests were not compared.');
} catch (error) {
	process.exitCode = error instanceof CommandFailed ? error.code : 1;
	const shown = error instanceof CommandFailed ? error.output : String(error.message ?? error);
	console.error(`${red('✗')} npm run e2e failed${shown ? `\n${shown.trimEnd()}` : ''}`);
}
