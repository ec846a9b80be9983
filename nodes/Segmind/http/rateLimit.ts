/** Where the window is about known, tries are such a part of it apart. */
const STEP = 1 / 20;

/** Bounds of the window that are so close to each other need no further tries. */
const CLOSE = 1 / 25;

/** An account allows fewer than before when so few were accepted in a little more than a window. */
const FEWER = 3 / 4;
const WIDER = 1.2;

/** Windows without a 429 after which one request more is tried. */
const CALM_WINDOWS = 2;

const SHORTEST_RETRY_MS = 50;

/**
 * The limit of an account, as far as its answers tell: so many requests, each of which makes room
 * for another one after a window. A request that came `tooSoonMs` after the one whose room it took
 * was refused, one that came `enoughMs` after it was accepted (Infinity while that is not known).
 */
export class RateLimit {
	/** One request more than is known to be allowed is being tried. */
	private tryingMore = false;

	/** All times are milliseconds since 1970. */
	constructor(
		public requests: number,
		private tooSoonMs: number,
		private enoughMs: number,
		private calmSinceMs: number,
	) {}

	/** When to try next: between what was too soon and what was enough, until they are close. */
	get windowMs(): number {
		const { tooSoonMs, enoughMs } = this;
		if (enoughMs === Infinity) return tooSoonMs;
		return enoughMs - tooSoonMs < enoughMs * CLOSE ? enoughMs : (tooSoonMs + enoughMs) / 2;
	}

	/** Time until the first try after a 429 that states none. */
	get retryMs(): number {
		return Math.max(SHORTEST_RETRY_MS, this.tooSoonMs * STEP);
	}

	/** @param acceptedMs when those were accepted that were sent before it, oldest first */
	refused(sentAtMs: number, acceptedMs: readonly number[]): void {
		if (this.tryingMore) this.requests = Math.max(1, this.requests - 1);
		else {
			const afterMs = sentAtMs - (acceptedMs.slice(-this.requests)[0] ?? sentAtMs);
			this.tooSoonMs = Math.max(this.tooSoonMs, afterMs);
			if (afterMs >= this.enoughMs) this.enoughMs = Infinity;
		}
		this.tryingMore = false;
	}

	accepted(sentAtMs: number, acceptedMs: readonly number[], nowMs: number): void {
		this.learnEnough(sentAtMs, acceptedMs);
		if (nowMs - this.calmSinceMs <= CALM_WINDOWS * this.windowMs) return;
		this.requests += 1;
		this.tryingMore = true;
		this.calmSinceMs = nowMs;
	}

	/** The account accepts requests again after it refused some. */
	reopened(refusedAtMs: number, sentAtMs: number, acceptedMs: readonly number[]): void {
		const windowMs = this.enoughMs === Infinity ? this.tooSoonMs : this.enoughMs;
		const within = acceptedMs.filter((ms) => ms > refusedAtMs - windowMs * WIDER).length;
		if (within < this.requests * FEWER) this.requests = Math.max(1, within);
		else this.learnEnough(sentAtMs, acceptedMs);
	}

	calm(nowMs: number): void {
		this.calmSinceMs = nowMs;
	}

	private learnEnough(sentAtMs: number, acceptedMs: readonly number[]): void {
		if (acceptedMs.length < this.requests) return;
		const afterMs = sentAtMs - (acceptedMs.slice(-this.requests)[0] ?? sentAtMs);
		this.enoughMs = Math.min(this.enoughMs, afterMs);
		if (this.tooSoonMs >= this.enoughMs) this.tooSoonMs = this.enoughMs * (1 - STEP);
	}
}
