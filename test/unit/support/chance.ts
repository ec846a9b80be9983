const { cos, exp, imul, log, PI, sqrt } = Math;

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const normal = (chance: () => number): number =>
	sqrt(-2 * log(1 - chance())) * cos(2 * PI * chance());

/** Durations that are log-normal around a mean, in milliseconds; the same for the same seed. */
export function logNormal(meanMs: number, sigma: number, count: number, seed: number): number[] {
	const chance = seeded(seed);
	const next = () => meanMs * exp(sigma * normal(chance) - sigma ** 2 / 2);
	return Array.from({ length: count }, next);
}
