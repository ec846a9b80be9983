/**
 * Runs the release workflow as far as it goes without publishing: its rules, then its steps in
 * order. `npx tsx scripts/releaseDryRun.ts [--all]`; without `--all`, steps that only repeat
 * `npm test` and the build are skipped.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allWorkflows, problemsOf, releaseSteps } from './release/workflows';
import { npmProgram } from './setup/run.mjs';

const ROOT = join(__dirname, '..');

/** Nobody listens there, so that a dry run can't reach a registry. */
const NOWHERE = 'http://127.0.0.1:9/';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	version: string;
};

function run(program: string, args: string[]): void {
	execFileSync(program, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
}

const npm = (...args: string[]) => run(process.execPath, [npmProgram(), ...args]);

const check = (tag: string) =>
	run(process.execPath, ['scripts/release/check.mjs', tag, '--dry-run']);

function refuses(tag: string): void {
	try {
		check(tag);
	} catch {
		return;
	}
	throw new Error(`The tag ${tag} was accepted for version ${version}`);
}

/** How each command of the workflow is tried; a command that is not here fails the dry run. */
const TRIALS: Array<[command: RegExp, how: (all: boolean) => void]> = [
	[
		/^node scripts\/release\/check\.mjs "\$GITHUB_REF_NAME"$/,
		() => {
			check(`v${version}`);
			refuses('v999.0.0');
		},
	],
	[/^npm test$/, (all) => all && npm('test')],
	[/^npm run build$/, (all) => all && npm('run', 'build')],
	[/^node \.ci\/checks\/pack\.mjs$/, () => run(process.execPath, ['.ci/checks/pack.mjs'])],
	[
		/^npm publish --provenance --access public$/,
		// A provenance statement is signed with GitHub's identity, which only its runners have.
		() =>
			npm(
				...['publish', '--dry-run', '--access', 'public'],
				...['--registry', NOWHERE, '--fetch-retries', '0', '--loglevel', 'error'],
			),
	],
];

function main(): void {
	const problems = allWorkflows(ROOT).flatMap(problemsOf);
	if (problems.length > 0) throw new Error(problems.join('\n'));
	console.log('Workflows: rights are stated, and every action is pinned to a commit.');
	for (const { name, run: command, onlyIf } of releaseSteps(ROOT)) {
		if (onlyIf) {
			console.log(`- ${name}: only if ${onlyIf}`);
			continue;
		}
		const trial = TRIALS.find(([pattern]) => pattern.test(command));
		if (!trial) throw new Error(`"${name}" runs what the dry run does not know: ${command}`);
		console.log(`- ${name}: ${command}`);
		trial[1](process.argv.includes('--all'));
	}
}

try {
	main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
