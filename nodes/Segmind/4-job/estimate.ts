/** Taken out of `Math` once: a plan calls them thousands of times. */
const { floor, log } = Math;

/** A job was done after one look and before another: milliseconds since its order. */
export interface Span {
	readonly fromMs: number;
	readonly toMs: number;
}

/** Bins of equal width on the scale of logarithms. */
const BIN = 0.01;
const FIRST_MS = 200;
const FIRST = log(FIRST_MS);
const BINS = Math.ceil((log(900_000) - FIRST) / BIN);

const binOf = (ms: number): number =>
	ms <= FIRST_MS ? 0 : Math.min(BINS - 1, floor((log(ms) - FIRST) / BIN));

const SMALLEST_SIGMA = 0.02;

/** Part of the width that would fit a single normal distribution. */
const NARROWER = 0.6;

/** With half as many, plans drift away from the truth as they learn from their own looks. */
const ROUNDS = 8;

/** First bin up to which that share of the mass lies. */
function quantile(mass: Float64Array, share: number): number {
	let sum = 0;
	return mass.findIndex((part) => (sum += part) >= share);
}

/**
 * Width of the smoothing (Silverman's rule of thumb). Taken from the middle half where the rest lies
 * far out, and narrower than the rule says, so that two peaks stay two.
 * @param count samples that the mass comes from
 */
function widthOf(mass: Float64Array, count: number): number {
	let mean = 0;
	let square = 0;
	for (let bin = 0; bin < BINS; bin += 1) {
		const part = mass[bin] ?? 0;
		mean += part * bin;
		square += part * bin * bin;
	}
	const variance = Math.max(0, square - mean * mean);
	const middle = (quantile(mass, 0.75) - quantile(mass, 0.25)) / 1.349;
	const width = NARROWER * Math.min(Math.sqrt(variance), middle) * BIN * count ** -0.2;
	return Math.max(SMALLEST_SIGMA, width);
}

function smooth(mass: Float64Array, sigma: number): Float64Array {
	const reach = Math.ceil((3 * sigma) / BIN);
	const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, at) =>
		Math.exp(-((((at - reach) * BIN) / sigma) ** 2) / 2),
	);
	const all = kernel.reduce((sum, part) => sum + part, 0);
	const smoothed = new Float64Array(BINS);
	for (let bin = 0; bin < BINS; bin += 1) {
		const weight = (mass[bin] ?? 0) / all;
		// what next to nothing falls to is not worth the time
		if (weight < 1e-7) continue;
		const last = Math.min(BINS - 1, bin + reach);
		for (let at = Math.max(0, bin - reach); at <= last; at += 1) {
			smoothed[at] = (smoothed[at] ?? 0) + weight * (kernel[at - bin + reach] ?? 0);
		}
	}
	return smoothed;
}

interface Bins {
	readonly from: number;
	readonly to: number;
}

/**
 * A first guess: evenly between the looks. It rests on those that lie close together, because a
 * job that was done at its first look may have been done at any time before.
 */
function guess(jobs: readonly Bins[]): Float64Array {
	const mass = new Float64Array(BINS);
	let total = 0;
	for (const { from, to } of jobs) {
		const width = to + 1 - from;
		total += width ** -4;
		for (let bin = from; bin <= to; bin += 1) mass[bin] = (mass[bin] ?? 0) + width ** -5;
	}
	return mass.map((part) => part / total);
}

/** Gives each job's share to the bins in which it can have been done, as the belief has it. */
function spread(jobs: readonly Bins[], belief: Float64Array): Float64Array {
	const mass = new Float64Array(BINS);
	for (const { from, to } of jobs) {
		let sum = 0;
		for (let bin = from; bin <= to; bin += 1) sum += belief[bin] ?? 0;
		const even = sum < 1e-12;
		for (let bin = from; bin <= to; bin += 1) {
			const share = even ? 1 / (to + 1 - from) : (belief[bin] ?? 0) / sum;
			mass[bin] = (mass[bin] ?? 0) + share / jobs.length;
		}
	}
	return mass;
}

/**
 * How long jobs take, without any shape being assumed. Nobody knows when exactly between two looks
 * a job was done, and of one that still runs only that it takes longer: each counts where the
 * others make it probable (expectation maximization with smoothing).
 * @param seen at least one
 * @param openMs for how long others are running, in milliseconds
 * @returns chance that a job is done so many milliseconds after its order
 */
export function estimated(
	seen: readonly Span[],
	openMs: readonly number[],
): (elapsedMs: number) => number {
	const done = seen.map(({ fromMs, toMs }): Bins => ({ from: binOf(fromMs), to: binOf(toMs) }));
	const all = [...done, ...openMs.map((ms): Bins => ({ from: binOf(ms), to: BINS - 1 }))];
	let mass = guess(done);
	for (let round = 0; round < ROUNDS; round += 1) {
		mass = spread(all, smooth(mass, widthOf(mass, all.length)));
	}
	const belief = smooth(mass, widthOf(mass, all.length));
	const upTo = new Float64Array(BINS + 1);
	belief.forEach((part, bin) => (upTo[bin + 1] = (upTo[bin] ?? 0) + part));
	const total = upTo[BINS] ?? 1;
	return (ms) => {
		if (ms <= FIRST_MS) return 0;
		const at = (log(ms) - FIRST) / BIN;
		const bin = floor(at);
		if (bin >= BINS) return 1;
		const before = upTo[bin] ?? 0;
		return (before + (at - bin) * ((upTo[bin + 1] ?? before) - before)) / total;
	};
}
