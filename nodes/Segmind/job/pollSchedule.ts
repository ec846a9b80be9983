import { clock, pause } from '../core/clock';

/** Older ones say nothing new; a change of speed is known after half as many. */
const MAX_DURATIONS = 20;

/** Assumed where neither an earlier job nor the documentation says how long a job takes. */
const DEFAULT_DURATION_MS = 20_000;

/** Names of models can come from expressions, so their number has to have a bound. */
const MAX_MODELS = 100;

/** How long the last jobs of one model took. */
class ModelDurations {
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

	/** How long the next job will take, in milliseconds. @param documentedMs the average, or null */
	expectedMs(documentedMs: number | null): number {
		return this.medianMs() ?? documentedMs ?? DEFAULT_DURATION_MS;
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

/** Polls of one run that leave within any second. They arrive less evenly, and are to stay under 60. */
const POLLS_PER_SECOND = 55;

/** So much nearer to its end a job counts for the time that its poll has waited. */
const PATIENCE = 4;

/** A poll that is due. */
interface DuePoll {
	readonly distanceMs: () => number;
	/** By `clock.now`. */
	readonly sinceMs: number;
	readonly leave: () => void;
}

/**
 * Bounds the polls of all jobs of a run. Where more are due than may leave, the gaps of all become
 * longer, and the jobs that are nearest to their expected end are polled first.
 */
export class PollBudget {
	/** When the latest polls left, the oldest first. */
	private sentMs: number[] = [];

	private due: DuePoll[] = [];

	private isServing = false;

	/**
	 * Resolves when a poll may leave.
	 * @param distanceMs how far its job is from its expected end at that moment, in milliseconds
	 * @throws Stopped
	 */
	async turn(signal: AbortSignal | undefined, distanceMs: () => number): Promise<void> {
		let leave = () => {};
		const turn = new Promise<void>((resolve) => (leave = resolve));
		const poll = { distanceMs, sinceMs: clock.now(), leave };
		this.due.push(poll);
		void this.serve();
		try {
			if (this.due.includes(poll)) await pause(Infinity, signal, turn);
		} finally {
			this.remove(poll);
		}
	}

	private async serve(): Promise<void> {
		if (this.isServing) return;
		this.isServing = true;
		while (this.due.length > 0) {
			const [oldestMs = -Infinity] = this.sentMs.slice(-POLLS_PER_SECOND, 1 - POLLS_PER_SECOND);
			const waitMs = oldestMs + 1000 - clock.now();
			if (waitMs > 0) await clock.sleep(waitMs);
			else this.letOneLeave();
		}
		this.isServing = false;
	}

	private letOneLeave(): void {
		const nowMs = clock.now();
		const ranked = this.due.map((poll) => ({
			poll,
			rank: poll.distanceMs() - PATIENCE * (nowMs - poll.sinceMs),
		}));
		const [first] = ranked.sort((a, b) => a.rank - b.rank);
		if (!first) return;
		this.sentMs = [...this.sentMs.slice(1 - POLLS_PER_SECOND), nowMs];
		this.remove(first.poll);
		first.poll.leave();
	}

	private remove(poll: DuePoll): void {
		this.due = this.due.filter((one) => one !== poll);
	}
}

/** Bounds of a gap. The lower one grows with the time that a job is running already. */
export const MIN_GAP_MS = 100;
export const MAX_GAP_MS = 10_000;
const MIN_GAP_SHARE = 0.05;
const MAX_MIN_GAP_MS = 1000;

/** The first poll, and how much longer than the elapsed time each next gap may be: quick jobs are noticed at once. */
const FIRST_POLL_MS = 550;
const GROWTH = 0.6;

/** Up to this share of the expected time, each gap is a share of what is left until then. */
const APPROACH_UNTIL = 0.85;
const APPROACH = 0.5;

/** Gaps around the expected time, as a share of it. */
const AROUND = 0.045;

/** After this share of the expected time gaps grow by a share of the time since. */
const TAIL_FROM = 1.1;
const TAIL = 0.12;

/** Part of a gap that chance adds or takes away, so that the jobs of a batch aren't polled all at once. */
const JITTER = 0.2;

/**
 * Time until the next poll, in milliseconds: wide gaps while a job can hardly be done, short ones
 * around the time that it usually takes, growing ones after it.
 * @param elapsedMs from the submit to the last poll; 0 before the first poll
 * @param expectedMs how long jobs of this model usually take
 * @param random from 0 to 1
 */
export function nextPollMs(elapsedMs: number, expectedMs: number, random: number): number {
	const fitting = Math.max(
		AROUND * expectedMs,
		APPROACH * (APPROACH_UNTIL * expectedMs - elapsedMs),
		TAIL * (elapsedMs - TAIL_FROM * expectedMs),
	);
	const wanted = elapsedMs === 0 ? FIRST_POLL_MS : Math.min(fitting, GROWTH * elapsedMs);
	const gap = wanted * (1 + JITTER * (2 * random - 1));
	const least = Math.min(MAX_MIN_GAP_MS, Math.max(MIN_GAP_MS, MIN_GAP_SHARE * elapsedMs));
	return Math.ceil(Math.min(MAX_GAP_MS, Math.max(least, gap)));
}

/** When to poll one job. Jobs of the same model that are done meanwhile change its schedule at once. */
export class PollSchedule {
	private random = Math.random();

	private beforeMs = 0;

	private lastMs = 0;

	/**
	 * @param submittedAtMs by `clock.now`
	 * @param documentedMs documented average in milliseconds, or null
	 */
	constructor(
		private readonly durations: ModelDurations,
		private readonly submittedAtMs: number,
		private readonly documentedMs: number | null,
	) {}

	/** Time until the next poll, in milliseconds. */
	dueInMs(): number {
		const dueMs = this.lastMs + nextPollMs(this.lastMs, this.expectedMs(), this.random);
		return Math.max(0, this.submittedAtMs + dueMs - clock.now());
	}

	/** How far the job is from its expected end, before or after, in milliseconds; far is far. */
	distanceMs(): number {
		const distanceMs = this.submittedAtMs + this.expectedMs() - clock.now();
		return Math.min(MAX_GAP_MS, Math.abs(distanceMs));
	}

	private expectedMs(): number {
		return this.durations.expectedMs(this.documentedMs);
	}

	/** Resolves when something was learned that may bring the next poll forward. */
	async news(): Promise<void> {
		await this.durations.news();
	}

	polled(): void {
		this.beforeMs = this.lastMs;
		this.lastMs = clock.now() - this.submittedAtMs;
		this.random = Math.random();
	}

	/** The last poll found the job done, at some moment since the one before; a long time says little. */
	done(): void {
		const gapMs = this.lastMs - this.beforeMs;
		if (gapMs <= MAX_GAP_MS + MIN_GAP_MS) this.durations.add(this.lastMs - gapMs / 2);
	}
}
