/**
 * `npm run e2e -- --faults`: kills the real n8n with -9 while executions stand at chosen steps,
 * starts it again, does what a person does, and holds all of it against the sandbox's ledger.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { withTable } from '../../../scripts/generate/marked';
import { writeCounts } from '../../../scripts/setup/counts';
import { HOSTS, PROJECT_FOLDER } from '../lib/paths';
import { playBatch } from './batch';
import { playEvents, type EventResult } from './events';
import { MODES, planRuns, type RunResult } from './plan';
import { eventTable, killTable } from './tables';

const DOCUMENT = path.join(PROJECT_FOLDER, 'docs/money.md');
const RESULTS = path.join(PROJECT_FOLDER, 'docs/measurements/money.json');
/** As many as an n8n on two cores brings to their steps before the first one's time is up. */
const RUNS_A_KILL = 20;

interface Options {
	runs: string;
	seed: string;
	update?: true;
	events?: true;
}

interface Results {
	seed: number;
	runs: RunResult[];
	events: EventResult[];
}

async function playAll(runs: number, seed: number): Promise<RunResult[]> {
	const results: RunResult[] = [];
	const share = Math.ceil(runs / HOSTS.length);
	for (const [index, { version }] of HOSTS.entries()) {
		for (let first = 0; first < share; first += RUNS_A_KILL) {
			const count = Math.min(RUNS_A_KILL, share - first, runs - results.length);
			const startedMs = Date.now();
			// another version meets another list
			const binaryMode = MODES[(first / RUNS_A_KILL) % MODES.length] ?? 'filesystem';
			const batch = await playBatch({ version, binaryMode }, planRuns(seed + index, count, first));
			results.push(...batch);
			const bad = batch.filter(({ violations }) => violations.length > 0);
			for (const run of bad) console.error(JSON.stringify(run, null, '\t'));
			const seconds = Math.round((Date.now() - startedMs) / 1000);
			console.log(
				`n8n ${version}, ${binaryMode}: ${results.length} of ${runs} runs, ${bad.length} of ${count} wrong (${seconds} s)`,
			);
		}
	}
	return results;
}

async function main(options: Options): Promise<boolean> {
	const [count, seed] = [Number(options.runs), Number(options.seed)];
	console.log(`Seed ${seed}, ${count} runs`);
	const runs = await playAll(count, seed);
	writeCounts(
		'faults-n8n',
		runs.map(({ version, run, moment, answer, violations }) => ({
			name: `n8n ${version} killed, run ${run}: ${moment}, ${answer}`,
			failures: violations,
		})),
	);
	if (options.update) {
		const before = JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
		const events = options.events ? await playEvents(console.log) : before.events;
		const results = { seed, runs, events };
		writeFileSync(RESULTS, `${JSON.stringify(results, null, '\t')}\n`);
		const kills = withTable(readFileSync(DOCUMENT, 'utf8'), 'kills', killTable(runs));
		writeFileSync(DOCUMENT, withTable(kills, 'events', eventTable(events, runs)));
	}
	const good = runs.filter(({ violations }) => violations.length === 0).length;
	console.log(`${good} of ${count} runs as they must be (seed ${seed})`);
	return good === count;
}

const program = new Command('npm run e2e -- --faults')
	.option('--runs <number>', 'number of killed executions, both versions together', '200')
	.option('--seed <number>', 'everything random follows from it', String(Date.now() % 1_000_000))
	.option('--update', 'write docs/measurements/money.json and the tables of docs/money.md')
	.option('--events', 'with --update: measure the events that are no kill as well')
	.parse();

main(program.opts<Options>()).then(
	(passed) => (process.exitCode = passed ? 0 : 1),
	(thrown: unknown) => {
		console.error(thrown);
		process.exitCode = 1;
	},
);
