import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { PROJECT } from '../scripts/setup/run.mjs';

/** Ends a step with everything that it started. */
function end({ pid }) {
	if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
	else process.kill(-pid, 'SIGKILL');
}

/** What jest counted, or undefined when it wrote nothing. */
function readCounts(file) {
	const whole = path.join(PROJECT, file);
	if (!existsSync(whole)) return undefined;
	const counts = JSON.parse(readFileSync(whole, 'utf8'));
	// A file that could not even be loaded has no tests to count.
	const broken = counts.numRuntimeErrorTestSuites ?? 0;
	return { passed: counts.numPassedTests, failed: counts.numFailedTests + broken };
}

function judge({ counts }, code, late) {
	const ended = late ? 'over its budget' : code === 0 ? '' : `ended with code ${code}`;
	if (!counts) return { passed: ended ? 0 : 1, failed: ended ? 1 : 0, why: ended };
	const { passed, failed } = readCounts(counts) ?? { passed: 0, failed: 0 };
	const why = ended || (passed + failed === 0 ? 'it ran no test' : '');
	return { passed, failed: why && failed === 0 ? 1 : failed, why };
}

/**
 * Runs one step to its end, or to the end of its budget, with its output as it comes.
 * @param {{ args: string[], counts?: string }} step arguments for Node; where jest writes counts
 * @param {{ leftMs: number, env: NodeJS.ProcessEnv }} limits
 * @returns {Promise<{ passed: number, failed: number, why: string, tookMs: number }>}
 */
export async function runStep(step, { leftMs, env }) {
	const startedMs = Date.now();
	if (leftMs <= 0) return { passed: 0, failed: 1, why: 'no time left in its part', tookMs: 0 };
	if (step.counts) rmSync(path.join(PROJECT, step.counts), { force: true });
	const child = spawn(process.execPath, step.args, {
		cwd: PROJECT,
		env,
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: process.platform !== 'win32',
	});
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		end(child);
	}, leftMs);
	const code = await new Promise((resolve) => {
		child.once('error', () => resolve(1));
		child.once('close', (status) => resolve(status ?? 1));
	});
	clearTimeout(timer);
	return { ...judge(step, code, late), tookMs: Date.now() - startedMs };
}
