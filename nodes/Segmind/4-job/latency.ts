/**
 * What is believed of how long a model's jobs take: log-normal around a typical time, with a
 * share of doubt spread evenly over all orders of magnitude, for documentation that is off.
 */
export interface Latency {
	/** Median in milliseconds. */
	readonly medianMs: number;
	/** Standard deviation of the logarithm. */
	readonly sigma: number;
	/** From 0 to 1: how far the rest is doubted. */
	readonly doubt: number;
}

/** Assumed where the documentation prints no average. */
const MEAN_IF_UNKNOWN_MS = 20_000;

/** Spread that image models were seen to have around their documented average. */
const DOCUMENTED_SIGMA = 0.25;

const DOCUMENTED_DOUBT = 0.1;

/** Times between which a job takes anything, as far as the doubt goes. */
const DOUBT_FROM_MS = 1000;
const DOUBT_TO_MS = 900_000;

/** The belief before any job of the run was seen to finish. @param meanMs documented average, or null */
export function documented(meanMs: number | null): Latency {
	const mean = meanMs ?? MEAN_IF_UNKNOWN_MS;
	return {
		medianMs: mean * Math.exp(-(DOCUMENTED_SIGMA ** 2) / 2),
		sigma: DOCUMENTED_SIGMA,
		doubt: meanMs === null ? 0.5 : DOCUMENTED_DOUBT,
	};
}

/** Samples that the documentation weighs as much as. */
const PRIOR_WEIGHT = 2;

const SMALLEST_SIGMA = 0.04;

/**
 * The belief after jobs of this run were seen to finish: what was seen counts more than what is
 * documented, at once where it is far from it.
 * @param seenMs how long they took, in milliseconds, at least one
 */
export function learned(meanMs: number | null, seenMs: readonly number[]): Latency {
	const prior = documented(meanMs);
	const logs = seenMs.map((ms) => Math.log(Math.max(1, ms)));
	const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
	const off = Math.abs(mean - Math.log(prior.medianMs)) / prior.sigma;
	const priorWeight = off > 3 ? 0 : PRIOR_WEIGHT;
	const total = priorWeight + logs.length;
	const center = (priorWeight * Math.log(prior.medianMs) + logs.length * mean) / total;
	const spread = logs.reduce((sum, log) => sum + (log - center) ** 2, 0);
	const variance = (priorWeight * prior.sigma ** 2 + spread + 0.01) / total;
	return {
		medianMs: Math.exp(center),
		sigma: Math.min(1, Math.max(SMALLEST_SIGMA, Math.sqrt(variance))),
		doubt: DOCUMENTED_DOUBT / 2,
	};
}

/** Share of a standard normal distribution above x (Abramowitz and Stegun 7.1.26, off by 1e-7 at most). */
function above(x: number): number {
	const z = Math.abs(x) / Math.SQRT2;
	const t = 1 / (1 + 0.3275911 * z);
	const series =
		t *
		(0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
	const half = (series * Math.exp(-z * z)) / 2;
	return x >= 0 ? half : 1 - half;
}

/**
 * Chance per millisecond that a job that is not done yet is done now.
 * @param elapsedMs since the order
 */
export function hazard({ medianMs, sigma, doubt }: Latency, elapsedMs: number): number {
	const t = Math.max(1, elapsedMs);
	const x = (Math.log(t) - Math.log(medianMs)) / sigma;
	const density = Math.exp((-x * x) / 2) / (t * sigma * Math.sqrt(2 * Math.PI));
	const decades = Math.log(DOUBT_TO_MS / DOUBT_FROM_MS);
	const within = t >= DOUBT_FROM_MS && t <= DOUBT_TO_MS;
	const doubtDensity = within ? 1 / (t * decades) : 0;
	const doubtLeft = Math.min(1, Math.max(0, Math.log(DOUBT_TO_MS / t) / decades));
	const left = (1 - doubt) * above(x) + doubt * doubtLeft;
	return ((1 - doubt) * density + doubt * doubtDensity) / Math.max(1e-12, left);
}
