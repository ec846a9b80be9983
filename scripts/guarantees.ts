/**
 * `npm test -- --guarantees`: every sentence between the marks of docs/money.md has a test of that name which
 * passes, and fails once the mistake that belongs to it is made in the code.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runTests, sentences, unproven } from './guarantees/check';
import { duration, green, progress, red } from './setup/words.js';
import { GUARANTEES, type Guarantee } from '../test/guarantees/guarantees';

const PROJECT = path.resolve(__dirname, '..');
const COUNTS = path.join(PROJECT, '.cache/test-results/guarantees.json');
const SIDE_BY_SIDE = 2;

/** `npm test -- --guarantees Stop`: only sentences with that text. */
const WANTED = process.argv[2] ?? '';

/** What is wrong with one sentence, or undefined. */
async function judge(guarantee: Guarantee): Promise<string | undefined> {
	const [file, name] = guarantee.test;
	const sound = await runTests(file, name);
	if (sound.passed !== 1 || sound.failed > 0) {
		return `its test is not there or fails: ${name}\n${sound.output}`;
	}
	const mutated = await runTests(file, name, guarantee.mutant);
	if (mutated.broken) return `the mistake can't be made: ${mutated.output}`;
	if (mutated.failed !== 1) return `its test does not notice the mistake in ${guarantee.mutant[0]}`;
	return undefined;
}

async function judgeAll(chosen: Guarantee[]): Promise<string[]> {
	const faults: string[] = [];
	const waiting = [...chosen];
	const line = progress(
		'Sentences',
		() => `${chosen.length - waiting.length} of ${chosen.length} begun`,
	);
	const work = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const fault = await judge(next);
			if (fault !== undefined) faults.push(`${next.says}\n    ${fault}`);
		}
	};
	await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
	line.done();
	return faults;
}

async function main() {
	const startedMs = Date.now();
	const faults = unproven(
		sentences(readFileSync(path.join(PROJECT, 'docs/money.md'), 'utf8')),
		GUARANTEES.map(({ says }) => says),
	);
	const chosen = GUARANTEES.filter(({ says }) => says.includes(WANTED));
	faults.push(...(await judgeAll(chosen)));
	for (const fault of faults) console.error(`${red('✗')} ${fault}`);
	const numFailedTests = faults.length;
	const numPassedTests = Math.max(0, chosen.length - faults.length);
	mkdirSync(path.dirname(COUNTS), { recursive: true });
	writeFileSync(COUNTS, JSON.stringify({ numPassedTests, numFailedTests, numTotalTestSuites: 1 }));
	const took = duration(Date.now() - startedMs);
	if (faults.length > 0) process.exitCode = 1;
	else
		console.log(
			`${green('✓')} ${numPassedTests} sentences, each with its test and its mistake (${took})`,
		);
}

void main();
