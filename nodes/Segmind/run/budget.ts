import { API_ROWS } from '../errors/apiRows';
import { Problem } from '../errors/problem';

/** Money set aside for an order whose price is not known yet. */
export interface Reservation {
	readonly slug: string;
	readonly estimateUsd: number;
}

const usd = (amount: number): string => `$${Number(amount.toFixed(4))}`;

/**
 * What one run of the node may spend. Before each order the money spent, what is under way and the
 * estimate for this one must fit. An estimate is the documented price, and the measured average of
 * the run as soon as there is one.
 */
export class Budget {
	private spentUsd = 0;

	private readonly open = new Set<Reservation>();

	private readonly measured = new Map<string, { sumUsd: number; count: number }>();

	/** @param maxUsd undefined for no limit */
	constructor(private readonly maxUsd: number | undefined) {}

	private estimate(slug: string, documentedUsd: number | null): number {
		const seen = this.measured.get(slug);
		return seen ? seen.sumUsd / seen.count : (documentedUsd ?? 0);
	}

	/**
	 * Sets money aside for one order.
	 * @param documentedUsd average price that the model's page prints, or null
	 * @throws Problem when it doesn't fit
	 */
	reserve(slug: string, documentedUsd: number | null): Reservation {
		const estimateUsd = this.estimate(slug, documentedUsd);
		const underWayUsd = [...this.open].reduce((sum, other) => sum + other.estimateUsd, 0);
		const wantedUsd = this.spentUsd + underWayUsd + estimateUsd;
		// a hundredth of a cent is lost in adding
		if (this.maxUsd !== undefined && wantedUsd > this.maxUsd + 0.0001) {
			const parts = `Spent ${usd(this.spentUsd)}, under way about ${usd(underWayUsd)}, this image about ${usd(estimateUsd)}, limit ${usd(this.maxUsd)}.`;
			throw new Problem(API_ROWS.overBudget, { detail: parts });
		}
		const reservation = { slug, estimateUsd };
		this.open.add(reservation);
		return reservation;
	}

	/** The order was billed. @param costUsd null where Segmind doesn't say: the estimate counts then */
	settle(reservation: Reservation, costUsd: number | null): void {
		this.open.delete(reservation);
		this.spentUsd += costUsd ?? reservation.estimateUsd;
		if (costUsd === null) return;
		const seen = this.measured.get(reservation.slug) ?? { sumUsd: 0, count: 0 };
		this.measured.set(reservation.slug, { sumUsd: seen.sumUsd + costUsd, count: seen.count + 1 });
	}

	/** Nothing was billed. */
	release(reservation: Reservation): void {
		this.open.delete(reservation);
	}
}
