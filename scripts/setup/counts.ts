import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One thing that was looked at. */
export interface Check {
	readonly name: string;
	/** What is wrong with it, in words; none where it holds. */
	readonly failures: readonly string[];
}

/**
 * Writes what came of checks as jest does, for whoever adds them up.
 * @param name of the file, e.g. `faults`
 * @returns whether all hold; false where nothing was looked at
 */
export function writeCounts(name: string, checks: readonly Check[]): boolean {
	const assertionResults = checks.map(({ name: fullName, failures }) => ({
		...{ title: fullName, fullName, failureMessages: failures },
		status: failures.length === 0 ? 'passed' : 'failed',
	}));
	const numFailedTests = assertionResults.filter(({ status }) => status === 'failed').length;
	const success = numFailedTests === 0 && checks.length > 0;
	const file = path.resolve(__dirname, `../../.cache/test-results/${name}.json`);
	mkdirSync(path.dirname(file), { recursive: true });
	const counts = {
		...{ success, numFailedTests, numPassedTests: checks.length - numFailedTests },
		...{ numTotalTests: checks.length, numTotalTestSuites: 1 },
		testResults: [{ name, assertionResults }],
	};
	writeFileSync(file, `${JSON.stringify(counts, null, '\t')}\n`);
	return success;
}
