/** Never looked at more often than this, nor seldomer than `LONGEST_GAP_MS`. */
const SHORTEST_GAP_MS = 1000;
const LONGEST_GAP_MS = 10_000;

/** Assumed where the documentation prints no average. */
const TYPICAL_IF_UNKNOWN_MS = 20_000;

/**
 * Time until the next look at a job: seldom while it can hardly be done, close together around
 * the time that such a job usually takes, wider again in the tail.
 * @param elapsedMs since the order
 * @param typicalMs documented average, or null
 */
export function nextLookMs(elapsedMs: number, typicalMs: number | null): number {
	const typical = typicalMs ?? TYPICAL_IF_UNKNOWN_MS;
	const share = elapsedMs / typical;
	const gap =
		share < 0.6
			? Math.max(SHORTEST_GAP_MS, elapsedMs)
			: share < 1.4
				? typical / 25
				: elapsedMs / 10;
	const untilDense = share < 0.6 ? Math.max(SHORTEST_GAP_MS, typical * 0.6 - elapsedMs) : Infinity;
	return Math.min(LONGEST_GAP_MS, untilDense, Math.max(SHORTEST_GAP_MS, gap));
}

/** Shifts a wait by up to a tenth, so that many jobs aren't looked at in the same instant. */
export const jittered = (ms: number, random: number): number =>
	Math.max(SHORTEST_GAP_MS, Math.round(ms * (0.95 + random / 10)));
