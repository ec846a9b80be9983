import { fork } from 'node:child_process';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { writeCounts } from '../../scripts/setup/counts';
import { INVARIANTS } from './judge';
import { add, MUST_OCCUR, type Tally } from './tally';
import type { Mix } from './mixes';
import { noticesMutants } from './mutants';
import { FIRST, GO_ON, OF_THE_RUN, WORLDS_HOLD, type Message } from './worker';

const PROGRESS_MS = 5000;

/** From so many runs on everything in `MUST_OCCUR` has to have come about. */
const ENOUGH_RUNS = 1000;

/** A process that says nothing for so long goes round in circles, and can't end by itself. */
const SILENCE_MS = 700_000;

/** How long a failing case is made smaller. */
const SHRINKING_MS = 60_000;

interface Result {
	readonly failed: Map<string, string>;
	readonly tally: Tally;
	/** What a person reads of directed plans that failed. */
	readonly worlds: string[];
}

const amount = (value: number | undefined): string => (value ?? 0).toLocaleString('en');

function progress(tally: Tally, runs: number, startedMs: number): string {
	const seconds = Math.round((Date.now() - startedMs) / 1000);
	const names = ['images wanted', 'jobs billed', 'faults', 'crashes', 'stops'];
	const parts = names.map((name) => `${amount(tally[name])} ${name}`);
	return `${amount(tally.runs)} of ${amount(runs)} runs, ${parts.join(', ')} (${seconds} s)`;
}

/** One process: it plays its share and tells what came of it. */
async function share(what: Mix | 'worlds', args: string[], result: Result): Promise<void> {
	const child = fork(path.join(__dirname, 'worker.ts'), [what, ...args]);
	let ended = false;
	const watchdog = setTimeout(() => child.kill('SIGKILL'), SILENCE_MS);
	child.on('message', (message: Message) => {
		watchdog.refresh();
		if (message.kind === 'ran') add(result.tally, message.tally);
		else if (message.kind === 'shrinking') console.log('A run failed.');
		else if (message.kind === 'world') {
			for (const name of message.failed) result.failed.set(name, '');
			result.worlds.push(message.report);
		} else {
			ended = true;
			for (const name of message.failed) result.failed.set(name, message.report ?? '');
		}
	});
	await new Promise<void>((resolve) => child.once('close', () => resolve()));
	clearTimeout(watchdog);
	if (!ended) result.failed.set('every run comes to an end', 'A worker ended before its time.');
}

/** Shares of the runs: anything at all, nothing but late records and files, and the new worlds. */
const PARTS: Readonly<Record<Mix, number>> = { all: 0.7, late: 0.2, gateways: 0.1 };

const OCCURRED = 'everything that can go wrong did go wrong';

async function main(seed: number, runs: number, workers: number): Promise<boolean> {
	const startedMs = Date.now();
	const result: Result = { failed: new Map(), tally: {}, worlds: [] };
	console.log(`Seed ${seed}: npm run test:faults -- --seed ${seed} --runs ${runs}`);
	const timer = setInterval(
		() => console.log(progress(result.tally, runs, startedMs)),
		PROGRESS_MS,
	);
	const jobs: Array<() => Promise<void>> = [];
	if (!only || only === 'worlds')
		jobs.push(async () => await share('worlds', [name, first ? FIRST : ''], result));
	for (const [mix, part] of Object.entries(PARTS) as Array<[Mix, number]>) {
		if (only && only !== mix) continue;
		const count = only ? runs : Math.round(runs * part);
		for (let index = 0; index < workers; index += 1) {
			const own = Math.floor(count / workers) + (index < count % workers ? 1 : 0);
			const args = [
				(seed + index * 1_000_003) % 2 ** 31,
				own,
				goOn ? GO_ON : shrink ? SHRINKING_MS : 0,
			];
			jobs.push(async () => await share(mix, args.map(String), result));
		}
	}
	const work = async () => {
		for (let job = jobs.shift(); job; job = jobs.shift()) await job();
	};
	await Promise.all(Array.from({ length: workers }, work));
	clearInterval(timer);
	const { failed, tally } = result;
	const missing = MUST_OCCUR.filter((name) => !tally[name]);
	const names = [...Object.keys(INVARIANTS), ...OF_THE_RUN, WORLDS_HOLD];
	if (runs >= ENOUGH_RUNS && !only && failed.size === 0) {
		names.push(OCCURRED);
		if (missing.length > 0) failed.set(OCCURRED, `Never seen: ${missing.join(', ')}`);
	}
	const checks = names.map((name) => ({ name, failures: failed.has(name) ? [name] : [] }));
	writeCounts('faults', checks);
	console.log(`\n${progress(tally, runs, startedMs)}`);
	const rest = Object.entries(tally).sort(([a], [b]) => a.localeCompare(b));
	console.log(rest.map(([name, value]) => `  ${name}: ${amount(value)}`).join('\n'));
	for (const report of result.worlds) console.error(`\n${report}`);
	for (const report of new Set(failed.values())) if (report) console.error(`\n${report}`);
	for (const name of names) console.log(`${failed.has(name) ? '✗' : '✓'} ${name}`);
	if (failed.size > 0) console.error(`\nTo see it again: --seed ${seed} --runs ${runs}`);
	return failed.size === 0;
}

function whole(text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number.');
	return value;
}

const { seed, runs, workers, shrink, goOn, first, only, name, mutants } = new Command(
	'npm run test:faults --',
)
	.description(
		'Plays random batches with random faults, and judges them by the books of the sandbox',
	)
	.option('--seed <number>', 'of all that is random', whole, Date.now() % 2 ** 31)
	.option('--runs <number>', 'number of batches', whole, 1000)
	.option('--workers <number>', 'processes that share them', whole, 2)
	.option('--no-shrink', 'show the first failing case as it is')
	.option('--go-on', 'play all runs and show all that fail')
	.option('--first', 'end with the first directed plan that fails')
	.option('--only <what>', 'worlds, all, late or gateways')
	.option('--name <text>', 'only directed plans whose name holds this text', '')
	.option(
		'--mutants [text]',
		'break a copy of the node in known ways, and see that each is noticed',
	)
	.parse()
	.opts<{
		seed: number;
		runs: number;
		workers: number;
		shrink: boolean;
		goOn?: boolean;
		first?: boolean;
		only?: Mix | 'worlds';
		name: string;
		mutants?: string | true;
	}>();

const work = async () =>
	mutants ? noticesMutants(mutants === true ? '' : mutants) : await main(seed, runs, workers);

work().then(
	(passed) => (process.exitCode = passed ? 0 : 1),
	(thrown: unknown) => {
		console.error(thrown);
		process.exitCode = 1;
	},
);
