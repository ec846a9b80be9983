import type { Span } from './estimate';

/** A job that was seen to be done. */
interface Sample {
	/** Milliseconds since 1970. */
	readonly atMs: number;
	readonly span: Span;
}

/** More than this is not needed to know how long jobs take. */
export const MOST_SAMPLES = 200;

/** Names of models can come from expressions, so their number has to have a bound. */
export const MOST_MODELS = 100;

/** Segmind's speed is another one on another day. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Host of an address: an address may hold a password, and is no name for anything. */
function hostOf(base: string): string {
	try {
		return new URL(base).host;
	} catch {
		return '';
	}
}

/**
 * How long jobs of each model took lately. Kept for as long as n8n's process runs, so that a run of
 * the node begins with what earlier ones learned. It holds hosts, names of models and times,
 * nothing else.
 */
export class Memory {
	/** By host and model; who was added to last comes last. */
	private readonly samples = new Map<string, readonly Sample[]>();

	/**
	 * @param base address of the API: another one has another pace
	 * @returns how long jobs took, oldest first
	 */
	recall(base: string, slug: string, nowMs: number): Span[] {
		return this.fresh(`${hostOf(base)} ${slug}`, nowMs).map(({ span }) => span);
	}

	remember(base: string, slug: string, span: Span, nowMs: number): void {
		const key = `${hostOf(base)} ${slug}`;
		const samples = [...this.fresh(key, nowMs), { atMs: nowMs, span }];
		this.samples.delete(key);
		this.samples.set(key, samples.slice(-MOST_SAMPLES));
		const [oldest] = this.samples.keys();
		if (this.samples.size > MOST_MODELS && oldest !== undefined) this.samples.delete(oldest);
	}

	private fresh(key: string, nowMs: number): readonly Sample[] {
		return (this.samples.get(key) ?? []).filter(({ atMs }) => nowMs - atMs < LONGEST_MS);
	}
}

/** What all runs in this process share. */
export const sharedMemory = new Memory();
