/** Taken out of `Math` once: a plan calls them thousands of times. */
const { exp, sqrt, PI, SQRT2 } = Math;

/** So many standard deviations away from the middle, everything or nothing is left. */
const FAR = 5;

/** Share of a standard normal distribution above x (Abramowitz and Stegun 7.1.26, off by 1e-7 at most). */
export function above(x: number): number {
	if (x > FAR) return 0;
	if (x < -FAR) return 1;
	const z = (x < 0 ? -x : x) / SQRT2;
	const t = 1 / (1 + 0.3275911 * z);
	const series =
		t *
		(0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
	const half = (series * exp(-z * z)) / 2;
	return x >= 0 ? half : 1 - half;
}

/** Mean and variance of what lies above x in a standard normal distribution. */
export function beyond(x: number): { mean: number; variance: number } {
	const density = exp((-x * x) / 2) / sqrt(2 * PI);
	// far out the share above is too small to divide by
	const mean = x > 4 ? x + 1 / x : density / above(x);
	return { mean, variance: 1 + x * mean - mean * mean };
}
