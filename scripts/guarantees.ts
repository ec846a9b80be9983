/**
 * `npm test -- --guarantees`: every sentence between the marks of docs/money.md has a test of that name
 * which passes, and fails once the mistake that belongs to it is made in the code.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { writeCounts } from './setup/counts';
import { duration, green, progress, red } from './setup/words.js';
import { GUARANTEES, type Guarantee } from '../test/guarantees/guarantees';

const PROJECT = path.resolve(__dirname, '..');
const SIDE_BY_SIDE = 2;

/** `npm test -- --guarantees Stop`: only sentences with that text. */
const WANTED = process.argv[2] ?? '';

/** Sentences that stand in one of the two lists only, as lines to show. @throws Error without the marks */
function unproven(): string[] {
	const text = readFileSync(path.join(PROJECT, 'docs/money.md'), 'utf8');
	const list = /<!-- guarantees -->([\s\S]*?)<!-- \/guarantees -->/.exec(text)?.[1];
	if (list === undefined) throw new Error('docs/money.md has no <!-- guarantees --> marks');
	const said = [...list.matchAll(/^- (.*\S)/gm)].map(([, sentence = '']) => sentence);
	const proven = GUARANTEES.map(({ says }) => says);
	return [
		...said.filter((one) => !proven.includes(one)).map((one) => `${one}\n    nothing proves it`),
		...proven.filter((one) => !said.includes(one)).map((one) => `${one}\n    not in the document`),
	];
}

interface Results {
	numPassedTests: number;
	numFailedTests: number;
	/** Files of tests that could not even be loaded. */
	numRuntimeErrorTestSuites: number;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Runs the test, with the mistake compiled in if one is given. */
async function runTest([file, name]: Guarantee['test'], mutant?: Guarantee['mutant']) {
	const [project = ''] = file.split('/');
	const args = [
		path.join(PROJECT, 'node_modules/jest/bin/jest.js'),
		...['-c', 'test/guarantees/jest.config.js', '--selectProjects', project, '--json', '-i'],
		...['--runTestsByPath', path.join('test', file), '-t', `^${escaped(name)}$`],
	];
	const env = { ...process.env, ...(mutant && { GUARANTEE_MUTANT: JSON.stringify(mutant) }) };
	const options = { cwd: PROJECT, env, maxBuffer: 64 * 1024 * 1024 };
	const [stdout, stderr] = await new Promise<[string, string]>((resolve) =>
		execFile(process.execPath, args, options, (_, out, err) => resolve([out, err])),
	);
	const from = stdout.indexOf('{"');
	const results = from < 0 ? undefined : (JSON.parse(stdout.slice(from)) as Results);
	const broken = !results || results.numRuntimeErrorTestSuites > 0;
	const [passed, failed] = [results?.numPassedTests ?? 0, results?.numFailedTests ?? 0];
	return { passed, failed, broken, output: stderr.slice(0, 2000) };
}

/** What is wrong with one sentence, or undefined. */
async function judge({ test, mutant }: Guarantee): Promise<string | undefined> {
	const sound = await runTest(test);
	if (sound.passed !== 1 || sound.failed > 0) {
		return `its test is not there or fails: ${test[1]}\n${sound.output}`;
	}
	const mutated = await runTest(test, mutant);
	if (mutated.broken) return `the mistake can't be made: ${mutated.output}`;
	return mutated.failed === 1 ? undefined : `its test does not notice the mistake in ${mutant[0]}`;
}

async function judgeAll(chosen: Guarantee[]): Promise<string[]> {
	const faults: string[] = [];
	const waiting = [...chosen];
	const work = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const fault = await judge(next);
			if (fault !== undefined) faults.push(`${next.says}\n    ${fault}`);
		}
	};
	await progress(
		'Sentences',
		async () => await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work)),
		() => `${chosen.length - waiting.length} of ${chosen.length} begun`,
	);
	return faults;
}

async function main() {
	const startedMs = Date.now();
	const chosen = GUARANTEES.filter(({ says }) => says.includes(WANTED));
	const faults = [...unproven(), ...(await judgeAll(chosen))];
	for (const fault of faults) console.error(`${red('✗')} ${fault}`);
	const isFault = ({ says }: Guarantee) => faults.some((fault) => fault.startsWith(`${says}\n`));
	const sound = chosen
		.filter((one) => !isFault(one))
		.map(({ says }) => ({ name: says, failures: [] }));
	writeCounts('guarantees', [
		...sound,
		...faults.map((fault) => ({ name: fault, failures: [fault] })),
	]);
	const took = duration(Date.now() - startedMs);
	if (faults.length > 0) process.exitCode = 1;
	else console.log(`${green('✓')} ${sound.length} sentences, each with test and mistake (${took})`);
}

void main();
