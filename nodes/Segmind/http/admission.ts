import { clock, type Closing, pause } from '../core/clock';
import { semaphore } from '../core/semaphore';

/** Jobs in flight where the user names no number: at first and at least, and at most. */
const FIRST_PARALLEL_JOBS = 20;
export const MAX_PARALLEL_JOBS = 300;

/** Bounds of the wait after a 429 that states none, which is a share of the time since the first. */
const [MIN_WAIT_MS, MAX_WAIT_MS] = [300, 15_000];
const WAIT_SHARE = 0.2;

/** Part of a wait that chance takes away, so that executions side by side don't try all at once. */
const JITTER = 0.2;

/** A direct call is answered when its image is made; a refusal comes at once all the same. */
const SYNC_ACCEPTED_MS = 1000;

/** What a job that is COMPLETED says of itself, in seconds; null where it says nothing. */
interface JobTimes {
	readonly queueTime: number | null;
	readonly inferenceTime: number | null;
}

/**
 * Told how a submit ended: with an answer, with a 429, or with nothing, be it that it never left.
 * @param waitMs how long a 429 asks to wait, in milliseconds, if it says so
 */
export type Turn = (ending: 'answered' | 'refused' | 'unused', waitMs?: number) => void;

const median = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Decides for one run when the next job may begin, and when the next submit may leave. */
export class Admission {
	/** Held by each job from its beginning to its end. */
	readonly places = semaphore(() => this.parallelJobs);
	private parallelJobs: number;
	/** Queue and inference time of the jobs that were COMPLETED since that changed, in seconds. */
	private times: Array<readonly [queueS: number, workS: number]> = [];

	/** So many submits may leave before all of them are answered. */
	private group = { size: Infinity, sent: 0, answered: 0 };
	private readonly wakers: Array<() => void> = [];
	private heldUntilMs = 0;
	/** When the first 429 came after which nothing was accepted yet. */
	private refusedAtMs: number | undefined;

	/**
	 * @param fixedJobs how many jobs may be in flight; undefined to find out
	 * @param closing its reason is what `turn` throws once nothing more is to be sent
	 */
	constructor(
		private readonly fixedJobs?: number,
		private readonly closing?: Closing,
	) {
		this.parallelJobs = fixedJobs ?? FIRST_PARALLEL_JOBS;
	}

	/** A job is COMPLETED. The times of as many as may be in flight say how many may be next. */
	completed({ queueTime, inferenceTime }: JobTimes): void {
		if (this.fixedJobs !== undefined || queueTime === null || inferenceTime === null) return;
		if (this.times.push([queueTime, inferenceTime]) < this.parallelJobs) return;
		const waits = median(this.times.map(([s]) => s)) > median(this.times.map(([, s]) => s));
		const jobs = waits ? Math.ceil(this.parallelJobs / 2) : this.parallelJobs * 2;
		this.parallelJobs = Math.min(MAX_PARALLEL_JOBS, Math.max(FIRST_PARALLEL_JOBS, jobs));
		this.times = [];
	}

	/**
	 * Resolves when a submit may leave. After a 429 that is when its wait is over: for one at first,
	 * then for two, four and so on, each group after the answers to the one before.
	 * @param untilMs by `clock.now`
	 * @returns nothing, without waiting for it, when its turn comes after that
	 * @throws Stopped, and the reason of `closing`
	 */
	async turn(signal?: AbortSignal, isSync = false, untilMs = Infinity): Promise<Turn | undefined> {
		for (;;) {
			const leftMs = untilMs - clock.now();
			const heldMs = Math.max(0, this.heldUntilMs - clock.now());
			if (leftMs <= heldMs) return undefined;
			if (heldMs === 0 && this.group.sent < this.group.size) return this.leave(signal, isSync);
			const news = new Promise<void>((wake) => heldMs > 0 || this.wakers.push(wake));
			await pause(heldMs > 0 ? heldMs : leftMs, signal, news, this.closing);
		}
	}

	private leave(signal: AbortSignal | undefined, isSync: boolean): Turn {
		const { group } = this;
		group.sent += 1;
		let isOpen = true;
		const turn: Turn = (ending, waitMs) => {
			if (ending === 'refused') this.hold(waitMs);
			if (!isOpen || group !== this.group) return;
			isOpen = false;
			if (ending === 'unused') group.sent -= 1;
			else [group.answered, this.refusedAtMs] = [group.answered + 1, undefined];
			const isOver = group.answered === group.sent && group.answered > 0;
			if (isOver) this.group = { size: 2 * group.size, sent: 0, answered: 0 };
			if (isOver || ending === 'unused') this.wake();
		};
		const acceptedLate = async () => {
			await pause(SYNC_ACCEPTED_MS, signal).catch(() => {});
			turn('answered');
		};
		if (isSync) void acceptedLate();
		return turn;
	}

	private hold(statedMs: number | undefined): void {
		const nowMs = clock.now();
		this.refusedAtMs ??= nowMs;
		const shareMs = WAIT_SHARE * (nowMs - this.refusedAtMs);
		const fullMs = Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS / (1 - JITTER), shareMs));
		const waitMs = statedMs ?? fullMs * (1 - JITTER * Math.random());
		this.heldUntilMs = Math.max(this.heldUntilMs, nowMs + waitMs);
		this.group = { size: 1, sent: 0, answered: 0 };
		this.wake();
	}

	private wake(): void {
		for (const wake of this.wakers.splice(0)) wake();
	}
}
