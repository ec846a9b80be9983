import { clock, pause, type Closing } from '../run/pause';
import { RateLimit } from './rateLimit';

/** A request that may be sent, until it is refused, released, or accepted and forgotten. */
export interface Slot {
	/** Milliseconds since 1970. */
	readonly sentAtMs: number;
	/** Its answer comes when its image is made; a refusal comes at once all the same. */
	readonly isSync: boolean;
	/** When its acceptance was known, milliseconds since 1970: the account counted it before that. */
	acceptedAtMs?: number;
}

/** Time until the first try after the first 429 if it states none. Each further one waits a little longer. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const RETRY_GROWTH = 1.1;

/** A synchronous call that was not refused for so long counts as accepted. */
const SYNC_ACCEPTED_MS = 1000;

/** While one request finds out whether the account accepts any again, the others check so often. */
const CHECK_MS = 100;

/**
 * Admits the paid requests of one run. Without a 429 it holds nothing back. A 429 holds back all of
 * them, and one tries until the account accepts requests again; from then on they go out as its
 * limit, as far as it is known, allows.
 */
export class RateLimiter {
	private heldUntilMs = 0;

	private retryMs = FIRST_RETRY_MS;

	private limit: RateLimit | undefined;

	/** In flight and accepted, oldest first. */
	private slots: Slot[] = [];

	/** When the first 429 came after which nothing was accepted yet. */
	private refusedAtMs: number | undefined;

	/** The latest try that was refused while nothing is known of the limit. */
	private lastTryMs = 0;

	/** @param closing its reason is what `acquire` throws once nothing more is to be sent */
	constructor(private readonly closing?: Closing) {}

	/** Resolves when the next request may be sent. @throws Stopped, and the reason of `closing` */
	async acquire(signal: AbortSignal | undefined, isSync = false): Promise<Slot> {
		for (let ms = this.waitMs(); ms > 0; ms = this.waitMs()) {
			await pause(ms, signal, undefined, this.closing);
		}
		const slot: Slot = { sentAtMs: clock.now(), isSync };
		this.slots.push(slot);
		return slot;
	}

	/** The request failed for another reason than the rate, or is not sent. */
	release(slot: Slot): void {
		this.slots = this.slots.filter((other) => other !== slot);
	}

	/** The request was answered with 429. @param untilMs time since 1970 before which it asks to wait */
	rateLimited(slot: Slot, untilMs: number | undefined): void {
		const nowMs = clock.now();
		this.release(slot);
		// those that left before the first 429 was known say nothing new
		const isTry = slot.sentAtMs >= this.heldUntilMs;
		if (isTry) this.limit?.refused(slot.sentAtMs, this.acceptedBefore(slot));
		if (isTry && !this.limit) this.lastTryMs = slot.sentAtMs;
		if (this.refusedAtMs === undefined) {
			this.refusedAtMs = nowMs;
			this.retryMs = this.limit?.retryMs ?? FIRST_RETRY_MS;
		} else if (isTry) {
			this.retryMs = Math.min(LONGEST_RETRY_MS, this.retryMs * RETRY_GROWTH);
		}
		this.heldUntilMs = Math.max(this.heldUntilMs, untilMs ?? nowMs + this.retryMs);
	}

	/** The request was accepted, now or, where its answer took long, some time ago. */
	accepted(slot: Slot): void {
		if (slot.acceptedAtMs !== undefined) return;
		const nowMs = clock.now();
		slot.acceptedAtMs = slot.isSync ? Math.min(nowMs, slot.sentAtMs + SYNC_ACCEPTED_MS) : nowMs;
		if (this.refusedAtMs === undefined) {
			this.limit?.accepted(slot.sentAtMs, this.acceptedBefore(slot), nowMs);
		} else if (slot.sentAtMs >= this.heldUntilMs) {
			this.reopen(this.refusedAtMs, slot);
		}
	}

	private waitMs(): number {
		const nowMs = clock.now();
		if (this.heldUntilMs > nowMs) return this.heldUntilMs - nowMs;
		for (const slot of this.slots)
			if (slot.isSync && nowMs - slot.sentAtMs >= SYNC_ACCEPTED_MS) this.accepted(slot);
		if (this.refusedAtMs !== undefined) {
			return this.slots.some(({ acceptedAtMs }) => acceptedAtMs === undefined) ? CHECK_MS : 0;
		}
		const previous = this.limit && this.slots[this.slots.length - this.limit.requests];
		if (!this.limit || !previous) return 0;
		if (previous.acceptedAtMs === undefined) return CHECK_MS;
		return previous.acceptedAtMs + this.limit.windowMs - nowMs;
	}

	/** When those were accepted that were sent before, oldest first. */
	private acceptedBefore({ sentAtMs: beforeMs }: Slot): number[] {
		return this.slots.flatMap(({ sentAtMs, acceptedAtMs }) =>
			acceptedAtMs !== undefined && sentAtMs < beforeMs ? [acceptedAtMs] : [],
		);
	}

	/** The account accepts requests again. */
	private reopen(refusedAtMs: number, slot: Slot): void {
		const accepted = this.acceptedBefore(slot);
		const [first] = accepted;
		const nowMs = clock.now();
		if (this.limit) {
			this.limit.reopened(refusedAtMs, slot.sentAtMs, accepted);
			this.slots = this.slots.slice(-2 * this.limit.requests);
		} else if (first !== undefined) {
			const tooSoonMs = Math.max(0, this.lastTryMs - first);
			this.limit = new RateLimit(accepted.length, tooSoonMs, slot.sentAtMs - first, nowMs);
		}
		this.refusedAtMs = undefined;
		this.limit?.calm(nowMs);
	}
}
