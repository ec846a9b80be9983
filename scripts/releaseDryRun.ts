/**
 * `npm test -- --release`: holds the workflows against their rules, then runs the steps of the release
 * workflow in order as far as they go without publishing.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { npmProgram } from './setup/run.mjs';

interface Step {
	uses?: string;
	run?: string;
	if?: string;
	with?: Record<string, unknown>;
}

interface Workflow {
	permissions?: object;
	jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, '.github/workflows');

/** Nobody listens there, so that a dry run can't reach a registry. */
const NOWHERE = 'http://127.0.0.1:9/';

/** What must not be in the text of a workflow, each with what is wrong then. */
const FORBIDDEN: ReadonlyArray<[RegExp, string]> = [
	[/uses: (?!\S+@[0-9a-f]{40} # v\d).*/, 'is not pinned to a commit with its version behind it'],
	[
		/uses: actions\/checkout@(?!.*\n\s+with:\n\s+persist-credentials: false).*/,
		'keeps its credentials',
	],
	[/npm publish (?!.*--provenance\b).*/, 'publishes without provenance'],
];

function problemsOf(file: string): string[] {
	const text = readFileSync(join(FOLDER, file), 'utf8');
	const { permissions, jobs } = parse(text) as Workflow;
	const commands = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
	const at = (pattern: RegExp) => commands.findIndex((command) => pattern.test(command));
	const published = at(/npm publish/);
	const isLate = (pattern: RegExp) => at(pattern) < 0 || at(pattern) > published;
	return [
		...FORBIDDEN.flatMap(([pattern, words]) => {
			const [found] = pattern.exec(text) ?? [];
			return found ? [`${found} ${words}`] : [];
		}),
		...(permissions ? [] : ['states no permissions']),
		// text from outside belongs into the environment, not into a command
		...commands.filter((run) => run.includes('${{')).map((run) => `holds an expression: ${run}`),
		...(published >= 0 && isLate(/^npm test$/) ? ['does not test before it publishes'] : []),
		...(published >= 0 && !/id-token: write/.test(text) ? ['lacks id-token: write'] : []),
		...(published >= 0 && isLate(/release\/check/) ? ['does not check before it publishes'] : []),
	].map((problem) => `${file}: ${problem}`);
}

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	version: string;
};

const run = (...args: string[]): void =>
	void execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });

function check(tag: string): boolean {
	try {
		run('scripts/release/check.mjs', tag, '--dry-run');
		return true;
	} catch {
		return false;
	}
}

/** How each command of the workflow is tried; a command that is not here fails the dry run. */
const TRIALS: Array<[command: RegExp, how: () => void]> = [
	[
		/^node scripts\/release\/check\.mjs "\$GITHUB_REF_NAME"$/,
		() => {
			if (!check(`v${version}`) || check('v999.0.0')) throw new Error('The tag is judged wrongly');
		},
	],
	// these only repeat what else is run for a change
	[/^npm (test|run build)$/, () => undefined],
	[/^node \.ci\/checks\/pack\.mjs$/, () => run('.ci/checks/pack.mjs')],
	[
		/^npm publish --provenance --access public$/,
		// A provenance statement is signed with GitHub's identity, which only its runners have.
		() =>
			run(
				...[npmProgram(), 'publish', '--dry-run', '--access', 'public'],
				...['--registry', NOWHERE, '--fetch-retries', '0', '--loglevel', 'error'],
			),
	],
];

function main(): void {
	const problems = readdirSync(FOLDER).flatMap(problemsOf);
	if (problems.length > 0) throw new Error(problems.join('\n'));
	console.log('Workflows: rights are stated, and every action is pinned to a commit.');
	const { jobs } = parse(readFileSync(join(FOLDER, 'release.yml'), 'utf8')) as Workflow;
	for (const { run: command, if: onlyIf } of Object.values(jobs).flatMap(({ steps }) => steps)) {
		if (command === undefined) continue;
		console.log(`- ${command}${onlyIf ? ` (only if ${onlyIf})` : ''}`);
		if (onlyIf) continue;
		const trial = TRIALS.find(([pattern]) => pattern.test(command));
		if (!trial) throw new Error(`The dry run does not know: ${command}`);
		trial[1]();
	}
}

try {
	main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
