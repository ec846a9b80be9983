import type { Books } from './books';

/** Reading, pauses of Retry On Fail and repeats after the deadline of an item, in milliseconds. */
const GRACE_MS = 90_000;

const SHORTEST_PREPARATION_MS = 60_000;

/** docs/options.md: so many jobs run at the same time at least where the node decides. */
const PARALLEL_JOBS = 20;

/** docs/options.md: so many direct calls are open at the same time, whatever Parallel Jobs says. */
const PARALLEL_SYNC_CALLS = 5;

/**
 * No execution takes longer than its items may: each has a bound before its job and Maximum Wait
 * for it, and waits for a place behind as many as fit before it.
 */
export function noHanging({ history }: Books): string[] {
	const { plan, rounds } = history;
	const waitMs = plan.maxWaitSeconds * 1000;
	const itemMs = Math.max(SHORTEST_PREPARATION_MS, waitMs) + waitMs + GRACE_MS;
	const parallel = plan.delivery === 'sync' ? PARALLEL_SYNC_CALLS : Infinity;
	const batches = Math.ceil(
		plan.items.length / Math.min(plan.concurrency || PARALLEL_JOBS, parallel),
	);
	const runs = plan.fedBack ? 4 : 1;
	return rounds.flatMap(({ startedAtMs, endedAtMs, tries }, round) => {
		const bound = Math.max(1, tries.length) * runs * batches * itemMs;
		const tookMs = endedAtMs - startedAtMs;
		if (tookMs <= bound) return [];
		return [`execution ${round + 1} took ${tookMs / 1000} s of at most ${bound / 1000} s`];
	});
}
