import { execFile } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

const PROJECT = path.resolve(__dirname, '..', '..');

const BETWEEN = /<!-- guarantees -->([\s\S]*?)<!-- \/guarantees -->/;

/** The sentences that a document lists between its marks. @throws Error without the marks */
export function sentences(readme: string): string[] {
	const [, list] = BETWEEN.exec(readme) ?? [];
	if (list === undefined) throw new Error('The document has no <!-- guarantees --> marks');
	return list
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => line.replace(/^- /, ''));
}

/** Sentences that stand in one of the two lists only, as lines to show. */
export function unproven(said: string[], proven: string[]): string[] {
	return [
		...said.filter((one) => !proven.includes(one)).map((one) => `${one}\n    nothing proves it`),
		...proven.filter((one) => !said.includes(one)).map((one) => `${one}\n    not in the document`),
	];
}

interface Verdict {
	passed: number;
	failed: number;
	/** The tests could not even be loaded. */
	broken: boolean;
	output: string;
}

interface Results {
	numPassedTests: number;
	numFailedTests: number;
	numRuntimeErrorTestSuites: number;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Runs one test.
 * @param file below `test/`
 * @param mutant the mistake to compile in, as the transformer wants it
 */
export async function runTests(file: string, name: string, mutant?: string[]): Promise<Verdict> {
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
	const results = (from < 0 ? {} : JSON.parse(stdout.slice(from))) as Partial<Results>;
	return {
		passed: results.numPassedTests ?? 0,
		failed: results.numFailedTests ?? 0,
		broken: from < 0 || (results.numRuntimeErrorTestSuites ?? 0) > 0,
		output: stderr.slice(0, 2000),
	};
}
