import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes what came of checks as jest does, for whoever adds them up.
 * @param name of the file, e.g. `faults`
 * @param checks each with what is wrong with it, in words
 * @returns whether all hold; false where nothing was looked at
 */
export function writeCounts(
	name: string,
	checks: ReadonlyArray<{ name: string; failures: readonly string[] }>,
): boolean {
	const assertionResults = checks.map(({ name: fullName, failures }) => ({
		...{ title: fullName, fullName, failureMessages: failures },
		status: failures.length === 0 ? 'passed' : 'failed',
	}));
	const numPassedTests = checks.filter(({ failures }) => failures.length === 0).length;
	const numFailedTests = checks.length - numPassedTests;
	const testResults = [{ name, assertionResults }];
	const counts = { numPassedTests, numFailedTests, numTotalTestSuites: 1, testResults };
	const file = path.resolve(__dirname, `../../.cache/test-results/${name}.json`);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(counts, null, '\t')}\n`);
	return numFailedTests === 0 && checks.length > 0;
}
