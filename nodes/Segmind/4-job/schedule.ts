import { hazard, type Latency } from './latency';

/** Never looked at more often than this, nor (after the first look) seldomer than `LONGEST_GAP_MS`. */
export const SHORTEST_GAP_MS = 1000;
export const LONGEST_GAP_MS = 10_000;

/** A look early on costs little and finds out when the documentation is far off. */
const EARLY_LOOK_MS = 3000;

/** Milliseconds of delay that one look is worth. Fits a mean delay of 1.2 s at 15 looks for 58 s jobs. */
const LOOK_COST_MS = 105;

/** Grid on which a gap is found. */
const STEP_MS = 100;

/**
 * Time until the next look at a job: as long as the delay that is to be expected within it stays
 * below what a look is worth. So jobs are looked at seldom while they can hardly be done, close
 * together around the time that they usually take, wider in the tail.
 * @param elapsedMs since the order
 */
export function nextLookMs(elapsedMs: number, latency: Latency): number {
	const longest =
		elapsedMs < EARLY_LOOK_MS / 2
			? Math.max(SHORTEST_GAP_MS, EARLY_LOOK_MS - elapsedMs)
			: LONGEST_GAP_MS;
	let chance = 0;
	let delayMs = 0;
	for (let gap = STEP_MS; gap < longest; gap += STEP_MS) {
		const perMs = hazard(latency, elapsedMs + gap - STEP_MS / 2);
		chance += perMs * STEP_MS;
		delayMs += chance * STEP_MS;
		const done = 1 - Math.exp(-chance);
		// a look that comes a moment too early costs a whole shortest gap
		const doneSoon = (1 - done) * Math.min(1, perMs * SHORTEST_GAP_MS);
		if (delayMs >= LOOK_COST_MS && gap >= SHORTEST_GAP_MS && done >= doneSoon) return gap;
	}
	return longest;
}

/** Factor of up to a twentieth less (never more: the longest gap is a promise), so that many jobs aren't looked at in the same instant. */
export const jitter = (): number => 0.95 + Math.random() / 20;
