import * as fc from 'fast-check';
import { MIXES, type Mix } from './mixes';
import { historyOf, type History } from './history';
import { judge, type Verdict } from './judge';
import { booksOf } from './judge/books';
import type { Plan } from './plan';
import { reportOf } from './report';
import { tallyOf, type Tally } from './tally';
import { WORLDS } from './worlds';

/** What a worker says: after each run, and at its end. */
export type Message =
	| { readonly kind: 'ran'; readonly tally: Tally }
	| { readonly kind: 'shrinking' }
	| { readonly kind: 'world'; readonly failed: readonly string[]; readonly report: string }
	| { readonly kind: 'end'; readonly failed: readonly string[]; readonly report?: string };

/** Longest time of this process's own work that a run may take. Virtual time makes most take a tenth of a second. */
const LONGEST_RUN_MS = 60_000;

/** Where other processes take the machine, work of a second can take many. */
const LONGEST_ON_A_BUSY_MACHINE_MS = 600_000;

const CHECK_MS = 1000;

const ENDS = 'every run comes to an end';

/** Names under which a run can fail besides the invariants. */
export const OF_THE_RUN = [ENDS];

/** Name under which a directed plan fails by what it expects itself. */
export const WORLDS_HOLD = 'each directed plan comes out as it has to';

interface Failure {
	readonly plan: Plan;
	readonly verdicts: readonly Verdict[];
	readonly history?: History;
}

const workedMs = (): number => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
};

async function inTime<T>(work: Promise<T>): Promise<T> {
	const [fromMs, workedBeforeMs] = [Date.now(), workedMs()];
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setInterval(() => {
			const isLate =
				workedMs() - workedBeforeMs > LONGEST_RUN_MS ||
				Date.now() - fromMs > LONGEST_ON_A_BUSY_MACHINE_MS;
			if (isLate) reject(new Error(`no end after ${LONGEST_RUN_MS / 1000} seconds of work`));
		}, CHECK_MS);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearInterval(timer);
	}
}

/** Plays a plan and judges it. */
export async function trial(plan: Plan): Promise<{ failure?: Failure; history?: History }> {
	try {
		const history = await inTime(historyOf(plan));
		const verdicts = judge(history);
		return { history, ...(verdicts.length > 0 && { failure: { plan, verdicts, history } }) };
	} catch (thrown) {
		const complaints = [
			thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
		];
		return { failure: { plan, verdicts: [{ invariant: ENDS, complaints }] } };
	}
}

/** For `work`: plays all of its plans, whatever fails. */
export const GO_ON = -1;

/** For `workWorlds`: ends with the first plan that fails. */
export const FIRST = 'first';

const told = ({ plan, verdicts, history }: Failure) => ({
	failed: verdicts.map(({ invariant }) => invariant),
	report: `${plan.name ?? 'A random plan'}\n${reportOf(plan, verdicts, history)}`,
});

/**
 * Plays the directed plans, each of them once.
 * @param part only those whose name holds this text
 * @param goOn false to end with the first that fails
 */
export async function workWorlds(
	part: string,
	goOn: boolean,
	say: (message: Message) => void,
): Promise<void> {
	for (const { plan, expect } of WORLDS.filter((one) => one.name.includes(part))) {
		const { failure: found, history } = await trial(plan);
		const complaints = history ? (expect?.(booksOf(history)) ?? []) : [];
		const own = complaints.length > 0 ? [{ invariant: WORLDS_HOLD, complaints }] : [];
		const verdicts = [...(found?.verdicts ?? []), ...own];
		if (history) say({ kind: 'ran', tally: { ...tallyOf(history), runs: 0, worlds: 1 } });
		if (verdicts.length === 0) continue;
		const failure = { plan, verdicts, ...(history && { history }) };
		say({ kind: 'world', ...told(failure) });
		if (!goOn) break;
	}
	say({ kind: 'end', failed: [] });
}

/**
 * Plays random plans until one fails, and makes that one smaller.
 * @param shrinkingMs for at most so long, in milliseconds; or `GO_ON`
 */
export async function work(
	mix: Mix,
	seed: number,
	runs: number,
	shrinkingMs: number,
	say: (message: Message) => void,
): Promise<void> {
	let smallest: Failure | undefined;
	let failedAtMs = 0;
	const property = fc.asyncProperty(MIXES[mix], async (plan) => {
		if (smallest && Date.now() - failedAtMs >= shrinkingMs) return true;
		const { failure, history } = await trial(plan);
		if (!smallest && history) say({ kind: 'ran', tally: tallyOf(history) });
		if (!failure) return true;
		if (shrinkingMs === GO_ON) {
			say({ kind: 'world', ...told(failure) });
			return true;
		}
		if (!smallest) {
			failedAtMs = Date.now();
			say({ kind: 'shrinking' });
		}
		// it must go on failing in the same way, or it would shrink to something else
		const first = smallest?.verdicts[0]?.invariant;
		if (first && !failure.verdicts.some(({ invariant }) => invariant === first)) return true;
		smallest = failure;
		return false;
	});
	await fc.check(property, { seed, numRuns: runs, endOnFailure: false });
	const failed = smallest?.verdicts.map(({ invariant }) => invariant) ?? [];
	const report = smallest && reportOf(smallest.plan, smallest.verdicts, smallest.history);
	say({ kind: 'end', failed, ...(report !== undefined && { report }) });
}

if (process.send) {
	const [what = '', ...rest] = process.argv.slice(2);
	const [seed = 1, runs = 1, shrinkingMs = 0] = rest.map(Number);
	const say = (message: Message) => process.send?.(message);
	const working =
		what === 'worlds'
			? workWorlds(rest[0] ?? '', rest[1] !== FIRST, say)
			: work(what as Mix, seed, runs, shrinkingMs, say);
	working.then(
		() => process.exit(0),
		(thrown: unknown) => {
			console.error(thrown);
			process.exit(1);
		},
	);
}
