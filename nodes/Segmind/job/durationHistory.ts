/** Older ones say nothing new; a change of speed is known after half as many. */
const MAX_DURATIONS = 20;

/** Names of models can come from expressions, so their number has to have a bound. */
const MAX_MODELS = 100;

/** How long the last jobs of one model took. */
export class ModelDurations {
	/** Oldest first, in milliseconds. */
	private durationsMs: number[] = [];

	private announce = (): void => {};

	private next = this.nextNews();

	/** A job was done after so many milliseconds. */
	add(durationMs: number): void {
		this.durationsMs = [...this.durationsMs, durationMs].slice(-MAX_DURATIONS);
		this.announce();
		this.next = this.nextNews();
	}

	/** @returns milliseconds, or undefined before the first job */
	medianMs(): number | undefined {
		const sorted = [...this.durationsMs].sort((a, b) => a - b);
		return sorted[Math.floor(sorted.length / 2)];
	}

	/** Resolves when a job of this model is done: those that still wait compute their next poll again. */
	async news(): Promise<void> {
		await this.next;
	}

	private async nextNews(): Promise<void> {
		await new Promise<void>((resolve) => (this.announce = resolve));
	}
}

/**
 * The durations of each model. Kept for as long as n8n's process runs, so that a run of the node
 * begins with what earlier ones learned. It holds hosts, names of models and times, nothing else.
 */
export class DurationHistory {
	/** By host and model; the one used last comes last. */
	private readonly models = new Map<string, ModelDurations>();

	/**
	 * @param base URL of the API: another host has another speed
	 * @param slug name of the model; where it is unknown (''), nothing is kept
	 */
	of(base: string, slug: string): ModelDurations {
		if (slug === '') return new ModelDurations();
		// what stands before the @ of a URL may be a password
		const key = `${base.slice(base.lastIndexOf('@') + 1)} ${slug}`;
		const durations = this.models.get(key) ?? new ModelDurations();
		this.models.delete(key);
		this.models.set(key, durations);
		const [oldest] = this.models.keys();
		if (this.models.size > MAX_MODELS && oldest !== undefined) this.models.delete(oldest);
		return durations;
	}
}

/** What all runs in this process share. */
export const sharedHistory = new DurationHistory();
