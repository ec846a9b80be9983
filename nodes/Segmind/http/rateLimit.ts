/** The window is searched in such parts of it, and known when its bounds are that close. */
const STEP = 1 / 20;

/** An account allows fewer than before when so few were accepted in a little more than a window. */
const FEWER = 3 / 4;
const WIDER = 1.2;

/** Windows without a 429 after which one request more is tried. */
const CALM_WINDOWS = 2;

/**
 * The limit of an account, as far as its answers tell: so many requests, each of which makes room
 * for another one after a window. A request that came `tooSoonMs` after the one whose room it took
 * was refused, one that came `enoughMs` after it was accepted. Infinity is what is not known.
 * All moments are those of `clock.now`; `acceptedMs` are those of the requests that were sent
 * before the one in question, oldest first.
 */
export class RateLimit {
	requests = Infinity;
	private tooSoonMs = 0;
	private enoughMs = Infinity;
	private calmSinceMs = 0;
	/** One request more than is known to be allowed is being tried. */
	private tryingMore = false;

	/** When to try next: between what was too soon and what was enough, until they are close. */
	get windowMs(): number {
		const { tooSoonMs, enoughMs } = this;
		if (enoughMs === Infinity) return tooSoonMs;
		return enoughMs - tooSoonMs < enoughMs * STEP ? enoughMs : (tooSoonMs + enoughMs) / 2;
	}

	/** Time until the first try after a 429 that states none. */
	get retryMs(): number {
		return this.requests === Infinity ? 500 : Math.max(50, this.tooSoonMs * STEP);
	}

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
		if (acceptedMs.length < this.requests) return;
		this.enoughMs = Math.min(this.enoughMs, sentAtMs - (acceptedMs.at(-this.requests) ?? 0));
		if (this.tooSoonMs >= this.enoughMs) this.tooSoonMs = this.enoughMs * (1 - STEP);
		if (nowMs - this.calmSinceMs <= CALM_WINDOWS * this.windowMs) return;
		this.requests += 1;
		this.tryingMore = true;
		this.calmSinceMs = nowMs;
	}

	/** The account accepts requests again after it refused some. */
	reopened(
		refusedAtMs: number,
		sentAtMs: number,
		acceptedMs: readonly number[],
		nowMs: number,
	): void {
		const knownMs = this.enoughMs === Infinity ? this.tooSoonMs : this.enoughMs;
		const sinceMs = this.requests === Infinity ? 0 : refusedAtMs - knownMs * WIDER;
		const within = acceptedMs.filter((ms) => ms > sinceMs).length;
		if (acceptedMs.length > 0 && within < this.requests * FEWER) this.requests = within || 1;
		this.calmSinceMs = nowMs;
		this.accepted(sentAtMs, acceptedMs, nowMs);
	}
}
