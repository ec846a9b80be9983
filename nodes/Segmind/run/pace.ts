import { clock, pause } from './pause';

/** One order on its way, or accepted. */
export interface Ticket {
	/** Milliseconds since 1970. */
	readonly sentAtMs: number;
	/** When its acceptance was known, milliseconds since 1970: the account counted it before that. */
	acceptedAtMs?: number;
}

/**
 * What an account was seen to allow: so many orders at a time, each in a place that is free again
 * after a window. One that came `tooSoonMs` after its place was taken was refused, one that came
 * `enoughMs` after it was accepted (Infinity while that is not known).
 */
interface Limit {
	orders: number;
	tooSoonMs: number;
	enoughMs: number;
}

/** Time until the first try after a 429 that states none. Each further one waits a little longer. */
const FIRST_HOLD_MS = 500;
const SHORTEST_HOLD_MS = 50;
const LONGEST_HOLD_MS = 15_000;
const HOLD_GROWTH = 1.1;

/** Where the window is about known, tries are such a part of it apart. */
const STEP = 1 / 20;

/** Bounds of the window that are so close to each other need no further tries. */
const CLOSE = 1 / 25;

/** An account allows fewer than before when so few went through in a little more than a window. */
const FEWER = 3 / 4;
const WIDER = 1.2;

/** Windows without a 429 after which one order more is tried. */
const CALM_WINDOWS = 2;

/** While one order finds out whether the account takes any again, the others look so often. */
const PROBE_PATIENCE_MS = 100;

/** When to try next: between what was too soon and what was enough, until they are close. */
function windowOf({ tooSoonMs, enoughMs }: Limit): number {
	if (enoughMs === Infinity) return tooSoonMs;
	return enoughMs - tooSoonMs < enoughMs * CLOSE ? enoughMs : (tooSoonMs + enoughMs) / 2;
}

/**
 * The pace at which one run of the node orders. Without a 429 it doesn't hold anything back. A 429
 * on one order holds back all of them, and one tries until the account takes orders again. How many
 * went through before, and after what time a try was refused or accepted, tell the account's limit.
 * It is kept from then on, and known better with every window. After calm windows one order more is
 * tried; where fewer go through than before, so many remain.
 */
export class Pace {
	private heldUntilMs = 0;

	private holdMs = FIRST_HOLD_MS;

	private limit: Limit | undefined;

	/** Orders on their way and accepted ones, oldest first. */
	private tickets: Ticket[] = [];

	private blockedAtMs: number | undefined;

	/** The latest try that was refused while nothing is known of the limit. */
	private lastTryMs = 0;

	private calmSinceMs = 0;

	/** One order more than is known to be allowed is being tried. */
	private oneMore = false;

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
		if (!nth) return 0;
		if (nth.acceptedAtMs === undefined) return PROBE_PATIENCE_MS;
		return nth.acceptedAtMs + windowOf(this.limit) - nowMs;
	}

	/** An order came to nothing for another reason than the rate, or is being repeated. */
	gaveUp(ticket: Ticket): void {
		this.tickets = this.tickets.filter((other) => other !== ticket);
	}

	/** An order was answered with 429. @param untilMs time since 1970 before which it asks to wait */
	refused(ticket: Ticket, untilMs: number | undefined): void {
		const nowMs = clock.now();
		const { limit } = this;
		this.gaveUp(ticket);
		// those that left before the first 429 was known say nothing new
		const isTry = ticket.sentAtMs >= this.heldUntilMs;
		if (isTry) this.learnTooSoon(ticket.sentAtMs);
		if (this.blockedAtMs === undefined) {
			this.blockedAtMs = nowMs;
			this.holdMs = limit ? Math.max(SHORTEST_HOLD_MS, limit.tooSoonMs * STEP) : FIRST_HOLD_MS;
		} else if (isTry) {
			this.holdMs = Math.min(LONGEST_HOLD_MS, this.holdMs * HOLD_GROWTH);
		}
		this.heldUntilMs = Math.max(this.heldUntilMs, untilMs ?? nowMs + this.holdMs);
	}

	/** An order was accepted. */
	took(ticket: Ticket): void {
		const nowMs = clock.now();
		const { limit } = this;
		ticket.acceptedAtMs = nowMs;
		if (this.blockedAtMs !== undefined) {
			if (ticket.sentAtMs >= this.heldUntilMs) this.open(this.blockedAtMs, ticket.sentAtMs);
		} else if (limit) {
			this.learnEnough(limit, ticket.sentAtMs);
			if (nowMs - this.calmSinceMs <= CALM_WINDOWS * windowOf(limit)) return;
			limit.orders += 1;
			this.oneMore = true;
			this.calmSinceMs = nowMs;
		}
	}

	/** When orders were accepted that left before that moment, oldest first. */
	private acceptedBefore(atMs: number): number[] {
		return this.tickets.flatMap(({ sentAtMs, acceptedAtMs }) =>
			acceptedAtMs !== undefined && sentAtMs < atMs ? [acceptedAtMs] : [],
		);
	}

	private learnTooSoon(sentAtMs: number): void {
		const { limit, oneMore } = this;
		this.oneMore = false;
		if (!limit) this.lastTryMs = sentAtMs;
		else if (oneMore) limit.orders = Math.max(1, limit.orders - 1);
		else {
			const places = this.acceptedBefore(sentAtMs).slice(-limit.orders);
			const afterMs = sentAtMs - (places[0] ?? sentAtMs);
			limit.tooSoonMs = Math.max(limit.tooSoonMs, afterMs);
			if (afterMs >= limit.enoughMs) limit.enoughMs = Infinity;
		}
	}

	private learnEnough(limit: Limit, sentAtMs: number): void {
		const places = this.acceptedBefore(sentAtMs).slice(-limit.orders);
		if (places.length < limit.orders) return;
		limit.enoughMs = Math.min(limit.enoughMs, sentAtMs - (places[0] ?? sentAtMs));
		if (limit.tooSoonMs >= limit.enoughMs) limit.tooSoonMs = limit.enoughMs * (1 - STEP);
	}

	/** The account takes orders again. */
	private open(blockedAtMs: number, triedAtMs: number): void {
		const accepted = this.acceptedBefore(triedAtMs);
		const [first] = accepted;
		const { limit } = this;
		if (limit) {
			const windowMs = limit.enoughMs === Infinity ? limit.tooSoonMs : limit.enoughMs;
			const within = accepted.filter((ms) => ms > blockedAtMs - windowMs * WIDER).length;
			if (within < limit.orders * FEWER) limit.orders = Math.max(1, within);
			else this.learnEnough(limit, triedAtMs);
			this.tickets = this.tickets.slice(-2 * limit.orders);
		} else if (first !== undefined) {
			const tooSoonMs = Math.max(0, this.lastTryMs - first);
			this.limit = { orders: accepted.length, tooSoonMs, enoughMs: triedAtMs - first };
		}
		this.blockedAtMs = undefined;
		this.calmSinceMs = clock.now();
	}
}
