import { clock, pause } from '../core/clock';

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
