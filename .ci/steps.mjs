/**
 * The steps of `.ci/run`: runs them one after the other, adds up their tests, and ends with one
 * line. To add a step, add a line to STEPS.
 */
import { appendFileSync } from 'node:fs';
import process from 'node:process';
import { duration } from '../scripts/setup/words.js';
import { npmProgram } from '../scripts/setup/run.mjs';
import { runStep } from './runStep.mjs';

/** Minutes that the steps of a part may take together. */
const BUDGETS = {
	'lint and tests': 35,
	faults: 10,
	'n8n hosts': 15,
	'end to end': 40,
	'queue mode': 10,
	'quick bench': 10,
};

/** Runs `npm <args>`; counts as one test, or as those in the file that jest wrote its counts to. */
const npm = (part, args, counts) => ({
	part,
	name: `npm ${args.join(' ')}`,
	args: [npmProgram(), ...args],
	counts,
});

/** Runs a file with Node; counts like `npm`. */
const node = (part, name, args, counts) => ({ part, name, args, counts });

const STEPS = [
	npm('lint and tests', ['test'], '.cache/test-results/npm-test.json'),
	npm('lint and tests', ['start']),
	node('lint and tests', 'what npm start wrote', ['.ci/checks/output.mjs']),
	node('lint and tests', 'what npm pack packs', ['.ci/checks/pack.mjs']),
	npm('lint and tests', ['test', '--', '--release']),
	npm('lint and tests', ['test', '--', '--guarantees'], '.cache/test-results/guarantees.json'),
	// a change is judged by the same runs twice; other seeds have a workflow of their own
	npm(
		'faults',
		['run', 'test:faults', '--', '--seed', '33', '--runs', '200'],
		'.cache/test-results/faults.json',
	),
	npm('n8n hosts', ['run', 'e2e', '--', '--install']),
	npm('end to end', ['run', 'e2e'], '.cache/test-results/e2e.json'),
	npm(
		'end to end',
		['run', 'e2e', '--', '--faults', '--runs', '20'],
		'.cache/test-results/faults-n8n.json',
	),
	npm('queue mode', ['run', 'e2e', '--', '--queue'], '.cache/test-results/e2e-queue.json'),
	npm('quick bench', ['run', 'bench', '--', '--quick'], '.cache/test-results/bench.json'),
];

/**
 * Whatever the machine is set up for, no step here may spend money, leave tests out, use another n8n
 * or draw other cases.
 */
function environment() {
	const chosen = /^(SEGMIND|E2E|N8N|PROPERTY)_/;
	const free = Object.entries(process.env).filter(([name]) => !chosen.test(name));
	return { ...Object.fromEntries(free), CI: 'true' };
}

const spentMs = new Map();
const sum = { passed: 0, failed: 0 };
const lines = [];
for (const step of STEPS) {
	const budgetMs = BUDGETS[step.part] * 60_000;
	const leftMs = budgetMs - (spentMs.get(step.part) ?? 0);
	console.log(`\n=== ${step.name} (${step.part}, ${duration(Math.max(0, leftMs))} left)`);
	const result = await runStep(step, { leftMs, env: environment() });
	spentMs.set(step.part, (spentMs.get(step.part) ?? 0) + result.tookMs);
	sum.passed += result.passed;
	sum.failed += result.failed;
	const mark = result.failed > 0 ? 'FAILED' : 'ok';
	lines.push(
		`${mark.padEnd(6)} ${step.name}: ${result.passed} passed, ${result.failed} failed, ${duration(result.tookMs)}${result.why ? ` (${result.why})` : ''}`,
	);
}

const summary = process.env.GITHUB_STEP_SUMMARY;
if (summary) appendFileSync(summary, `${lines.map((line) => `- ${line}`).join('\n')}\n`);
console.log(`\n=== Steps\n${lines.join('\n')}\n`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
