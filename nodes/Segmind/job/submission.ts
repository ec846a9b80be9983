import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import type { Reservation } from './budget';
import type { JobContext } from './context';
import type { JobEntry } from './ledgerEntry';
import { clock } from '../core/clock';
import type { Certainty } from '../http/retryPolicy';

/** What is submitted, for whom, and how long it is waited for. */
export interface JobRequest {
	readonly itemIndex: number;
	readonly slug: string;
	readonly fingerprint: string;
	/** By Segmind's names, ready to be written as JSON. */
	readonly body: Readonly<Record<string, unknown>>;
	/** From the submit on, in milliseconds. */
	readonly maxWaitMs: number;
	readonly reservation: Reservation;
}

/**
 * One purchase on its way. The intent is written down before a try leaves, and removed only when
 * certainly nothing came of any try; else it stays, and no later run submits it again by itself.
 */
export class Submission {
	private entry: JobEntry | undefined;

	/** A try is on its way, and no answer has come. */
	private pending = false;

	/** The answer to a try did not say whether it had started anything. */
	private unclear = false;

	/** When the latest try left, milliseconds since 1970. */
	sentAtMs = 0;

	constructor(
		private readonly run: JobContext,
		private readonly request: JobRequest,
		private readonly mode?: 'sync',
	) {}

	/** For before every try. @throws Problem when another item has ended the run */
	readonly beforeTry = (): void => {
		const { run, request } = this;
		if (run.submissionsStopped) throw new Problem(API_ERRORS.notStarted);
		if (!this.entry) {
			const wanted = { fingerprint: request.fingerprint, model: request.slug };
			this.entry = run.ledger.recordIntent(request.itemIndex, wanted, this.mode);
			run.budget.commit(request.reservation, this.entry);
		}
		this.pending = true;
		this.sentAtMs = clock.now();
	};

	/** For after every try that was answered, or ended without an answer. */
	readonly afterTry = (certainty: Certainty): void => {
		this.pending = certainty === 'accepted';
		if (certainty === 'unclear') this.unclear = true;
	};

	/** The entry of the try that was accepted. */
	accepted(): JobEntry {
		if (!this.entry) throw new Error('Nothing was submitted');
		return this.entry;
	}

	/** Nothing was started at all: every try was refused unread, or none has left. */
	get nothingStarted(): boolean {
		return !this.pending && !this.unclear;
	}

	/**
	 * The submission fails. Its entry is removed if nothing was started, and kept otherwise.
	 * @returns the error to throw, which says "may have been billed" if the entry is kept
	 */
	fail(thrown: unknown): Error {
		const { run, request, entry, nothingStarted } = this;
		if (entry && nothingStarted) {
			run.ledger.remove(request.itemIndex, entry);
			run.budget.reopen(request.reservation);
			this.entry = undefined;
		} else if (entry) {
			const status = thrown instanceof Problem ? thrown.details.httpCode : undefined;
			if (status !== undefined && entry.requestId === undefined)
				run.ledger.recordAnswer(entry, status);
			run.ledger.unclaim(entry);
		}
		if (!(thrown instanceof Problem) || nothingStarted || thrown.billed !== 'no') {
			return toError(thrown);
		}
		return new Problem(thrown.row, { ...thrown.details, billed: 'maybe' });
	}
}
