import { estimated, type Span } from './estimate';
import { above, beyond } from './normal';

/** Taken out of `Math` once: a plan calls it thousands of times. */
const { log } = Math;

const logOf = (ms: number): number => log(ms < 1 ? 1 : ms);

/** What is believed of how long a model's jobs take: chance that one is done so many milliseconds after its order. */
export type Latency = (elapsedMs: number) => number;

/** Assumed where the documentation prints no average. */
const MEAN_IF_UNKNOWN_MS = 20_000;

/** Spread that image models were seen to have around their documented average. */
const DOCUMENTED_SIGMA = 0.25;

const DOCUMENTED_DOUBT = 0.1;
const UNKNOWN_DOUBT = 0.5;

/** Times between which a job takes anything, as far as the doubt goes. */
const DOUBT_FROM_MS = 1000;
const DOUBT_TO_MS = 900_000;

/** The belief, but for a share of doubt that is spread evenly over all orders of magnitude. */
function doubted(belief: Latency, doubt: number): Latency {
	const orders = log(DOUBT_TO_MS / DOUBT_FROM_MS);
	const from = log(DOUBT_FROM_MS);
	return (ms) => {
		const share = ms <= DOUBT_FROM_MS ? 0 : (log(ms) - from) / orders;
		return (1 - doubt) * belief(ms) + doubt * (share < 1 ? share : 1);
	};
}

/** Normal distribution of the logarithm of milliseconds. */
interface Normal {
	readonly center: number;
	readonly sigma: number;
}

/** @param doubt from 0 to 1: how far the rest is doubted */
export const logNormal = ({ center, sigma }: Normal, doubt: number): Latency =>
	doubted((ms) => 1 - above((logOf(ms) - center) / sigma), doubt);

const printed = (meanMs: number | null): Normal => ({
	center: log(meanMs ?? MEAN_IF_UNKNOWN_MS) - DOCUMENTED_SIGMA ** 2 / 2,
	sigma: DOCUMENTED_SIGMA,
});

/** The belief before any job was seen to finish. @param meanMs documented average, or null */
export const documented = (meanMs: number | null): Latency =>
	logNormal(printed(meanMs), meanMs === null ? UNKNOWN_DOUBT : DOCUMENTED_DOUBT);

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Samples that the documentation weighs as much as. */
const PRIOR_WEIGHT = 2;

/** Rounds after which the estimate hardly moves any more. */
const ROUNDS = 40;

/**
 * The normal distribution of logarithms. Jobs that still run count as what they are then expected
 * to take (expectation maximization): those that are done first are the quick ones.
 */
function fitted(prior: Normal, seen: readonly number[], open: readonly number[]): Normal {
	const off = Math.abs(sumOf(seen) / seen.length - prior.center) / prior.sigma;
	const priorWeight = off > 3 ? 0 : PRIOR_WEIGHT;
	const priorSum = priorWeight * prior.center + sumOf(seen);
	const around = (center: number, values: readonly number[]): number =>
		sumOf(values.map((value) => (value - center) ** 2));
	const spread = (center: number): number =>
		priorWeight * prior.sigma ** 2 + 0.01 + around(center, seen);
	let center = priorSum / (priorWeight + seen.length);
	let variance = spread(center) / (priorWeight + seen.length);
	const total = priorWeight + seen.length + open.length;
	for (let round = 0; round < (open.length > 0 ? ROUNDS : 0); round += 1) {
		const sigma = Math.sqrt(variance);
		const rest = open.map((log) => beyond((log - center) / sigma));
		const expected = rest.map(({ mean }) => center + sigma * mean);
		const vague = variance * sumOf(rest.map((tail) => tail.variance));
		center = (priorSum + sumOf(expected)) / total;
		variance = (spread(center) + around(center, expected) + vague) / total;
	}
	return { center, sigma: Math.min(1, Math.sqrt(variance)) };
}

/** Where between two looks a job counts as done: late, as a look that comes too early costs a whole gap. */
const BEFORE_LOOK = 0.25;

/** From so many samples on they speak for themselves: two sorts of jobs show, and long tails. */
const ENOUGH = 8;

/**
 * The belief after jobs were seen to finish: what was seen counts more than what is documented, at
 * once where it is far from it, and alone when there is enough of it.
 * @param seen between which looks each was done, in milliseconds after its order; at least one
 * @param openMs for how long others of the same batch are running by now, in milliseconds
 */
export function learned(
	meanMs: number | null,
	seen: readonly Span[],
	openMs: readonly number[] = [],
): Latency {
	const doubt = DOCUMENTED_DOUBT / (1 + seen.length / 2);
	if (seen.length >= ENOUGH) return doubted(estimated(seen, openMs), doubt);
	const points = seen.map(({ fromMs, toMs }) => logOf(toMs - (toMs - fromMs) * BEFORE_LOOK));
	return logNormal(fitted(printed(meanMs), points, openMs.map(logOf)), doubt);
}
