import { clock, pause } from './pause';

/** What an account was seen to allow: so many orders within so much time. */
interface Limit {
	orders: number;
	windowMs: number;
}

/** One order on its way, or accepted. */
export interface Ticket {
	/** Milliseconds since 1970. */
	readonly sentAtMs: number;
	/** When its acceptance was known, milliseconds since 1970: the account counted it before that. */
	acceptedAtMs?: number;
}

/** First time to hold back where a 429 states none. */
const FIRST_HOLD_MS = 1000;
const LONGEST_HOLD_MS = 15_000;

/** Slow growth: where no 429 states a time, the window is only as well known as it was probed. */
const HOLD_GROWTH = 1.1;

/** Windows without a 429 after which one order more is tried. */
const CALM_WINDOWS = 2;

/** While one order finds out whether the account takes any again, the others look so often. */
const PROBE_PATIENCE_MS = 250;

/**
 * The pace at which one run of the node orders. Without a 429 it doesn't hold anything back. A 429
 * on one order holds back all of them until the account takes orders again; from what went through
 * before it, and how long it lasted, the limit is known and kept from then on. After calm windows
 * one order more is tried; after a 429 within the limit, as many as went through remain.
 */
export class Pace {
	private heldUntilMs = 0;

	private holdMs = FIRST_HOLD_MS;

	private limit: Limit | undefined;

	/** Orders on their way and accepted ones, oldest first. */
	private tickets: Ticket[] = [];

	private blockedAtMs: number | undefined;

	private calmSinceMs = 0;

	/** Resolves when the next order may go out. @throws Stopped */
	async ready(signal: AbortSignal | undefined): Promise<Ticket> {
		for (let ms = this.waitMs(); ms > 0; ms = this.waitMs()) await pause(ms, signal);
		const ticket: Ticket = { sentAtMs: clock.now() };
		this.tickets.push(ticket);
		return ticket;
	}

	private waitMs(): number {
		const nowMs = clock.now();
		if (this.heldUntilMs > nowMs) return this.heldUntilMs - nowMs;
		const onTheWay = this.tickets.some((ticket) => ticket.acceptedAtMs === undefined);
		if (this.blockedAtMs !== undefined) return onTheWay ? PROBE_PATIENCE_MS : 0;
		if (!this.limit) return 0;
		const nth = this.tickets[this.tickets.length - this.limit.orders];
		return nth ? (nth.acceptedAtMs ?? nowMs) + this.limit.windowMs - nowMs : 0;
	}

	/** An order came to nothing for another reason than the rate, or is being repeated. */
	gaveUp(ticket: Ticket): void {
		this.tickets = this.tickets.filter((other) => other !== ticket);
	}

	/** An order was answered with 429. @param untilMs time since 1970 before which it asks to wait */
	refused(ticket: Ticket, untilMs: number | undefined): void {
		const nowMs = clock.now();
		this.gaveUp(ticket);
		if (ticket.sentAtMs >= this.heldUntilMs && this.blockedAtMs !== undefined) {
			this.holdMs = Math.min(LONGEST_HOLD_MS, this.holdMs * HOLD_GROWTH);
		}
		this.blockedAtMs ??= nowMs;
		this.heldUntilMs = Math.max(this.heldUntilMs, untilMs ?? nowMs + this.holdMs);
	}

	/** An order was accepted. */
	took(ticket: Ticket): void {
		const nowMs = clock.now();
		ticket.acceptedAtMs = nowMs;
		if (this.blockedAtMs !== undefined) {
			if (ticket.sentAtMs >= this.heldUntilMs) this.open(ticket.sentAtMs, nowMs);
		} else if (this.limit && nowMs - this.calmSinceMs > CALM_WINDOWS * this.limit.windowMs) {
			this.limit.orders += 1;
			this.calmSinceMs = nowMs;
		}
	}

	/** The account takes orders again: what went through before tells its limit. */
	private open(probedAtMs: number, nowMs: number): void {
		const before = this.tickets.flatMap(({ sentAtMs, acceptedAtMs }) =>
			acceptedAtMs !== undefined && sentAtMs < probedAtMs ? [acceptedAtMs] : [],
		);
		const [first] = before;
		if (this.limit) {
			const { windowMs } = this.limit;
			const blockedAtMs = this.blockedAtMs ?? nowMs;
			const within = before.filter((ms) => ms > blockedAtMs - windowMs).length;
			this.limit.orders = Math.max(1, Math.min(this.limit.orders, within));
			this.tickets = this.tickets.filter((t) => t.sentAtMs > nowMs - 2 * windowMs);
		} else if (first !== undefined) {
			this.limit = { orders: before.length, windowMs: probedAtMs - first };
		}
		this.blockedAtMs = undefined;
		this.holdMs = FIRST_HOLD_MS;
		this.calmSinceMs = nowMs;
	}
}
