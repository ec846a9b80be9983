import { clock, pause, type Closing } from '../core/clock';
import { RateLimit } from './rateLimit';

/** A request that may be sent; moments are those of `clock.now`. */
export interface Slot {
	readonly sentAtMs: number;
	/** Its answer comes when its image is made; a refusal comes at once all the same. */
	readonly isSync: boolean;
	/** When its acceptance was known: the account counted it before that. */
	acceptedAtMs?: number;
}

/** Tries after 429s that state no time are further apart each time. */
const LONGEST_RETRY_MS = 15_000;
const RETRY_GROWTH = 1.1;

/** A synchronous call that was not refused for so long counts as accepted. */
const SYNC_ACCEPTED_MS = 1000;

/** While one request finds out whether the account accepts any again, the others check so often. */
const CHECK_MS = 100;

/**
 * Admits the paid requests of one run. Without a 429 it holds nothing back. A 429 holds back all of
 * them, and one tries until the account accepts requests again; then they go as its limit allows.
 */
export class RateLimiter {
	private readonly limit = new RateLimit();
	/** In flight and accepted, oldest first. */
	private slots: Slot[] = [];
	private heldUntilMs = 0;
	private retryMs = 0;
	/** When the first 429 came after which nothing was accepted yet. */
	private refusedAtMs: number | undefined;

	/** @param closing its reason is what `acquire` throws once nothing more is to be sent */
	constructor(private readonly closing?: Closing) {}

	/** Resolves when the next request may be sent. @throws Stopped, and the reason of `closing` */
	async acquire(signal: AbortSignal | undefined, isSync?: boolean): Promise<Slot>;
	/**
	 * The same for a request that is of no use later.
	 * @param untilMs by `clock.now`
	 * @returns nothing, without waiting for it, when its turn comes after that
	 */
	async acquire(
		signal: AbortSignal | undefined,
		isSync: boolean,
		untilMs: number,
	): Promise<Slot | undefined>;
	async acquire(
		signal: AbortSignal | undefined,
		isSync = false,
		untilMs = Infinity,
	): Promise<Slot | undefined> {
		for (let ms = this.waitMs(); ms > 0; ms = this.waitMs()) {
			if (clock.now() + ms > untilMs) return undefined;
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

	/** The request was answered with 429. @param untilMs when it may be made again */
	rateLimited(slot: Slot, untilMs: number | undefined): void {
		const nowMs = clock.now();
		this.release(slot);
		// those that left before the first 429 was known say nothing new
		const isTry = slot.sentAtMs >= this.heldUntilMs;
		if (isTry) this.limit.refused(slot.sentAtMs, this.acceptedBefore(slot));
		if (this.refusedAtMs === undefined) this.retryMs = this.limit.retryMs;
		else if (isTry) this.retryMs = Math.min(LONGEST_RETRY_MS, this.retryMs * RETRY_GROWTH);
		this.refusedAtMs ??= nowMs;
		this.heldUntilMs = Math.max(this.heldUntilMs, untilMs ?? nowMs + this.retryMs);
	}

	/** The request was accepted, now or, where its answer took long, some time ago. */
	accepted(slot: Slot): void {
		if (slot.acceptedAtMs !== undefined) return;
		const { limit, refusedAtMs, heldUntilMs } = this;
		const nowMs = clock.now();
		slot.acceptedAtMs = slot.isSync ? Math.min(nowMs, slot.sentAtMs + SYNC_ACCEPTED_MS) : nowMs;
		const before = this.acceptedBefore(slot);
		if (refusedAtMs === undefined) limit.accepted(slot.sentAtMs, before, nowMs);
		else if (slot.sentAtMs >= heldUntilMs) {
			limit.reopened(refusedAtMs, slot.sentAtMs, before, nowMs);
			this.slots = this.slots.slice(-2 * limit.requests);
			this.refusedAtMs = undefined;
		}
	}

	private waitMs(): number {
		const nowMs = clock.now();
		const { slots, limit } = this;
		if (this.heldUntilMs > nowMs) return this.heldUntilMs - nowMs;
		for (const slot of slots)
			if (slot.isSync && nowMs - slot.sentAtMs >= SYNC_ACCEPTED_MS) this.accepted(slot);
		if (this.refusedAtMs !== undefined)
			return slots.some(({ acceptedAtMs }) => acceptedAtMs === undefined) ? CHECK_MS : 0;
		const previous = this.slots.at(-limit.requests);
		if (!previous || limit.requests > this.slots.length) return 0;
		if (previous.acceptedAtMs === undefined) return CHECK_MS;
		return previous.acceptedAtMs + limit.windowMs - nowMs;
	}

	/** When those were accepted that were sent before, oldest first. */
	private acceptedBefore({ sentAtMs: beforeMs }: Slot): number[] {
		return this.slots.flatMap(({ sentAtMs, acceptedAtMs }) =>
			acceptedAtMs !== undefined && sentAtMs < beforeMs ? [acceptedAtMs] : [],
		);
	}
}
