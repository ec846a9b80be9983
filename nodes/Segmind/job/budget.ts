import { API_ERRORS } from '../errors/apiErrors';
import { Problem } from '../errors/problem';
import type { JobEntry } from './ledgerEntry';

/** Money set aside for a job whose cost is not known yet. */
export interface Reservation {
	readonly estimateUsd: number;
}

const usd = (amount: number): string => `$${Number(amount.toFixed(4))}`;

/**
 * What one run of the node may spend, all its tries and retries together: the ledger counts what
 * was submitted. Before each submission the money spent, what is about to be submitted and the
 * estimate for this one must fit. An estimate is the documented price, and the measured average of
 * the run as soon as there is one.
 */
export class Budget {
	/** Set aside, and not in the ledger yet. */
	private readonly open = new Set<Reservation>();

	private readonly measured = new Map<string, { sumUsd: number; count: number }>();

	/** @param maxUsd undefined for no limit */
	constructor(
		private readonly maxUsd: number | undefined,
		private readonly ledger: {
			count(entry: JobEntry, usd: number): void;
			countedUsd(): number;
		},
	) {}

	/**
	 * Sets money aside for one job.
	 * @throws Problem when it doesn't fit
	 */
	reserve({ slug, typicalUsd }: { slug: string; typicalUsd: number | null }): Reservation {
		const seen = this.measured.get(slug);
		const estimateUsd = seen ? seen.sumUsd / seen.count : (typicalUsd ?? 0);
		const submittedUsd = this.ledger.countedUsd();
		const openUsd = [...this.open].reduce((sum, other) => sum + other.estimateUsd, 0);
		// a hundredth of a cent is lost in adding
		if (this.maxUsd !== undefined && submittedUsd + openUsd + estimateUsd > this.maxUsd + 0.0001) {
			const parts = `Submitted so far ${usd(submittedUsd)}, about to be submitted ${usd(openUsd)}, this item about ${usd(estimateUsd)}, limit ${usd(this.maxUsd)}.`;
			throw new Problem(API_ERRORS.overBudget, { detail: parts });
		}
		const reservation = { estimateUsd };
		this.open.add(reservation);
		return reservation;
	}

	/**
	 * What a job would cost, in USD or null, and whether that fits beside those that were asked about: what
	 * fits stays set aside, for nothing is submitted in such a run.
	 */
	estimate(model: { slug: string; typicalUsd: number | null }) {
		try {
			this.reserve(model);
			return { estimatedCost: model.typicalUsd, fits: true };
		} catch {
			return { estimatedCost: model.typicalUsd, fits: false };
		}
	}

	/** The submit is about to leave: from now on the ledger counts it, whatever becomes of it. */
	commit(reservation: Reservation, entry: JobEntry): void {
		this.open.delete(reservation);
		this.ledger.count(entry, reservation.estimateUsd);
	}

	/** Nothing came of the submit, and another way is tried. */
	reopen(reservation: Reservation): void {
		this.open.add(reservation);
	}

	/** The job is done, or nothing was submitted. */
	release(reservation: Reservation): void {
		this.open.delete(reservation);
	}

	/** What a job cost in the end. Where Segmind doesn't say, the estimate stays. */
	settle(slug: string, entry: JobEntry | undefined, costUsd: number | null): void {
		if (!entry || costUsd === null) return;
		this.ledger.count(entry, costUsd);
		const seen = this.measured.get(slug) ?? { sumUsd: 0, count: 0 };
		this.measured.set(slug, { sumUsd: seen.sumUsd + costUsd, count: seen.count + 1 });
	}
}
