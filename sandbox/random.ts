/** FNV-1a: spreads a label over 32 bits, so that each label has its own sequence. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		value ^= text.charCodeAt(i);
		value = Math.imul(value, 0x01000193);
	}
	return value >>> 0;
}

export type Random = () => number;

/**
 * A generator (mulberry32) of numbers in [0, 1) for a seed and a label. Labelled sequences don't
 * disturb each other: a random fault more or less leaves the latencies as they were.
 */
export function randomOf(seed: number, label: string): Random {
	let state = hash(`${seed}/${label}`);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** A standard normal number (Box-Muller). */
export function normal(random: Random): number {
	const radius = Math.sqrt(-2 * Math.log(1 - random()));
	return radius * Math.cos(2 * Math.PI * random());
}

/** A log-normal number whose mean (not median) is `mean`. */
export function logNormal(random: Random, mean: number, sigma: number): number {
	return mean * Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}

/** A version 4 UUID from the sequence. */
export function uuid(random: Random): string {
	const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
