import { clock } from '../core/clock';
import type { ModelDurations } from './durationHistory';

/** Assumed where neither an earlier job nor the documentation says how long a job takes. */
const DEFAULT_DURATION_MS = 20_000;

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
		return this.durations.medianMs() ?? this.documentedMs ?? DEFAULT_DURATION_MS;
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
