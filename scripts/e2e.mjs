/**
 * `npm run e2e`: the tests in the real n8n. Installs what is missing, builds, runs, and compares
 * the names of the tests that passed with the committed list, so that none is skipped in silence.
 * Further arguments go to jest, e.g. `-- examples`; the names are compared only when everything ran.
 * `-- --update-names` writes the list anew. Other work in the real n8n: see PROGRAMS.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensurePrograms } from '../test/n8n/lib/apt.mjs';
import { differences, passedNames } from './e2e/names.js';
import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { command, jest, node, PROJECT, tsx } from './setup/run.mjs';
import { green } from './setup/words.js';

/** What else runs in the real n8n, by the first argument; the others go to it. */
const PROGRAMS = {
	'--faults': async (...args) => await tsx('test/n8n/faults/main.ts', ...args),
	'--screenshots': async (...args) => {
		await ensurePrograms();
		await tsx('test/n8n/browser/screenshots.ts', ...args);
	},
	'--queue': async (...args) => await node(['test/n8n/queue/run.mjs', ...args]),
};

const EXPECTED = path.join(PROJECT, 'test/n8n/expected-tests.txt');

const args = process.argv.slice(2);
const update = args.includes('--update-names');
const jestArguments = args.filter((argument) => argument !== '--update-names');
const whole = jestArguments.length === 0 && !process.env.E2E_N8N;

/** @throws Error when a test of the list did not pass, or one that is not in the list did */
function compareNames(counts) {
	const passed = passedNames(JSON.parse(readFileSync(counts, 'utf8')));
	if (update) writeFileSync(EXPECTED, `${passed.join('\n')}\n`);
	const found = differences(readFileSync(EXPECTED, 'utf8'), passed);
	if (found.length > 0) {
		throw new Error(
			`Not the tests of test/n8n/expected-tests.txt (after a change on purpose: npm run e2e -- --update-names):\n${found.join('\n')}`,
		);
	}
	console.log(`${green('✓')} the ${passed.length} tests of test/n8n/expected-tests.txt passed`);
}

await command('npm run e2e', async () => {
	const [first = '', ...rest] = args;
	await ensureInstalled();
	if (first === '--install') return await tsx('test/n8n/install.ts', ...rest);
	await ensureBuilt();
	if (PROGRAMS[first]) return void (await PROGRAMS[first](...rest));
	await ensurePrograms();
	await tsx('test/n8n/install.ts');
	const counts = await jest('e2e', ['-c', 'test/n8n/jest.config.js', ...jestArguments]);
	if (whole) compareNames(counts);
	else console.log('Only a part ran: the names of the tests were not compared.');
});
