import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_FOLDER } from '../lib/paths';
import type { RunResult } from './types';

const FILE = path.join(PROJECT_FOLDER, '.cache/test-results/faults-n8n.json');

/** Writes the counts as jest does, one test a run, for whoever adds them up. */
export function writeCounts(runs: readonly RunResult[]): void {
	const assertionResults = runs.map((run) => ({
		fullName: `n8n ${run.version} killed, run ${run.run}: ${run.moment}, ${run.answer}`,
		status: run.violations.length === 0 ? 'passed' : 'failed',
		failureMessages: run.violations,
	}));
	const failed = assertionResults.filter(({ status }) => status === 'failed').length;
	const counts = {
		success: failed === 0 && runs.length > 0,
		numPassedTests: runs.length - failed,
		numFailedTests: failed,
		numTotalTests: runs.length,
		numTotalTestSuites: 1,
		numRuntimeErrorTestSuites: 0,
		testResults: [{ name: 'test/n8n/faults', assertionResults }],
	};
	mkdirSync(path.dirname(FILE), { recursive: true });
	writeFileSync(FILE, JSON.stringify(counts, null, '\t'));
}
