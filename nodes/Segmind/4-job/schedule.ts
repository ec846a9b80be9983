import type { Latency } from './latency';

/** Never looked at more often than this, nor seldomer than `LONGEST_GAP_MS`. */
export const SHORTEST_GAP_MS = 1000;
export const LONGEST_GAP_MS = 10_000;

/** Milliseconds of delay that one look is worth. Comes to a mean delay of 1.1 s at 14 looks for 58 s jobs. */
export const LOOK_COST_MS = 95;

/** Grid on which looks are planned. */
const STEP_MS = 250;

/** What comes later than this, or takes so many of the jobs only, is looked at in the longest gaps. */
const HORIZON_MS = 900_000;
const REST = 0.0005;

/** How far a gap may be off what is planned. */
const JITTER = 0.025;

const SHORTEST = SHORTEST_GAP_MS / STEP_MS;
/** A little less, which the jitter may add. */
const LONGEST = Math.floor(LONGEST_GAP_MS / (1 + JITTER) / STEP_MS);

/** When to look at jobs of one model. */
export interface Plan {
	/** Time until the next look, in milliseconds. @param elapsedMs since the order, at the last look */
	nextLookMs(elapsedMs: number): number;
}

/** Chance to be done by each moment of the grid, and the sum of it over time, in milliseconds. */
function chances(latency: Latency): { done: Float64Array; area: Float64Array } {
	const moments: number[] = [];
	for (let ms = 0; ms < HORIZON_MS; ms += STEP_MS) {
		const chance = latency(ms);
		moments.push(chance);
		if (chance > 1 - REST) break;
	}
	const last = moments.at(-1) ?? 0;
	const done = new Float64Array(moments.length + LONGEST).fill(last);
	done.set(moments);
	const area = new Float64Array(done.length);
	for (let at = 1; at < done.length; at += 1) {
		area[at] = (area[at - 1] ?? 0) + (((done[at - 1] ?? 0) + (done[at] ?? 0)) / 2) * STEP_MS;
	}
	return { done, area };
}

/**
 * The plan that costs least if jobs take what is believed: mean delay plus what the looks are
 * worth. Found from the end backwards: what follows a look is known before the look is chosen. So
 * jobs are looked at seldom while they can hardly be done, close together around the time that
 * they usually take, wider in the tail. Takes about a millisecond.
 */
export function planLooks(latency: Latency): Plan {
	const { done, area } = chances(latency);
	// by the moment of one look: steps until the next one, and what all later ones cost
	const gaps = new Uint8Array(done.length).fill(LONGEST);
	const costs = new Float64Array(done.length);
	for (let from = done.length - LONGEST - 1; from >= 0; from -= 1) {
		const doneThen = done[from] ?? 0;
		const areaThen = area[from] ?? 0;
		let least = Infinity;
		for (let gap = SHORTEST; gap <= LONGEST; gap += 1) {
			const to = from + gap;
			const late = (area[to] ?? 0) - areaThen - doneThen * gap * STEP_MS;
			const cost = late + (costs[to] ?? 0);
			if (cost >= least) continue;
			least = cost;
			gaps[from] = gap;
		}
		costs[from] = least + (1 - doneThen) * LOOK_COST_MS;
	}
	return {
		nextLookMs: (elapsedMs) => (gaps[Math.round(elapsedMs / STEP_MS)] ?? LONGEST) * STEP_MS,
	};
}

/** Factor that keeps many jobs from being looked at in the same instant. */
export const jitter = (): number => 1 + JITTER * (2 * Math.random() - 1);
