import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem, type Details } from '../errors/problem';
import { clock, submitDeadline } from '../core/clock';
import { problemOfResponse } from '../http/problems';
import { requestWithRetry, type RequestContext } from '../http/request';
import type { HttpResponse, ReadResponse } from '../http/response';
import type { Certainty } from '../http/retryPolicy';
import type { HttpRequest } from '../http/send';
import type { Reservation } from './budget';
import type { JobContext } from './context';
import type { JobSpec } from './jobSpec';
import type { JobEntry } from './ledgerEntry';

/** A job that is about to be submitted. */
export interface ReadyJob {
	readonly spec: JobSpec;
	/** JSON, by Segmind's names. */
	readonly body: string;
	readonly reservation: Reservation;
}

/** The problem of an answer that is a success and says nothing that can be used. */
export const unreadable = (text: string, details: Details): Problem => {
	const definition = text === '' ? API_ERRORS.emptyAnswer : API_ERRORS.unreadableAnswer;
	return new Problem(definition, { apiText: text, ...details });
};

/** What is different about the two endpoints that take jobs. */
type Target = Pick<HttpRequest, 'url' | 'answer' | 'timeoutMs'>;

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

	/** When the latest try left, by `clock.now`. */
	sentAtMs = 0;

	private readonly context: RequestContext;

	constructor(
		private readonly session: JobContext,
		private readonly job: ReadyJob,
		private readonly mode?: 'sync',
	) {
		this.context = {
			step: mode ?? 'submit',
			deadline: submitDeadline(job.spec.options.maxWaitMs),
			beforeTry: this.beforeTry,
			afterTry: this.afterTry,
		};
	}

	/** Sends the job, again only where the answer proves that nothing was started. @throws Problem, Stopped */
	async send<T extends Pick<HttpResponse, 'status' | 'headers'>>(
		target: Target,
		read: (answer: HttpResponse) => Promise<T> | T,
	): Promise<T> {
		const makeRequest = (): HttpRequest => ({
			method: 'POST',
			body: this.job.body,
			headers: { 'content-type': 'application/json' },
			withKey: true,
			...target,
		});
		return await requestWithRetry(this.session, this.context, makeRequest, read);
	}

	/** The problem that an answer to it stands for. */
	problemOf(answer: ReadResponse): Problem {
		return problemOfResponse(this.context, answer);
	}

	/** For before every try. @throws Problem when another item has ended the run */
	private readonly beforeTry = (): void => {
		const { session, job } = this;
		if (session.submissionsStopped) throw new Problem(API_ERRORS.notStarted);
		if (!this.entry) {
			this.entry = session.ledger.recordIntent(job.spec.itemIndex, job.spec, this.mode);
			session.budget.commit(job.reservation, this.entry);
		}
		this.pending = true;
		this.sentAtMs = clock.now();
	};

	/** For after every try that was answered, or ended without an answer. */
	private readonly afterTry = (certainty: Certainty): void => {
		this.pending = certainty === 'accepted';
		if (certainty === 'unclear') this.unclear = true;
		// a Stop that comes while it waits for its next turn must not call it unconfirmed
		if (this.nothingStarted) this.withdraw();
	};

	/** Takes back what was written down: certainly nothing came of it. */
	private withdraw(): void {
		const { session, job, entry } = this;
		if (!entry) return;
		session.ledger.remove(job.spec.itemIndex, entry);
		session.budget.reopen(job.reservation);
		this.entry = undefined;
	}

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
		const { session, nothingStarted } = this;
		if (nothingStarted) this.withdraw();
		const { entry } = this;
		if (entry) {
			const status = thrown instanceof Problem ? thrown.details.httpCode : undefined;
			if (status !== undefined && entry.requestId === undefined) {
				session.ledger.recordAnswer(entry, status);
			}
			session.ledger.unclaim(entry);
		}
		if (!(thrown instanceof Problem) || nothingStarted || thrown.billed !== 'no') {
			return toError(thrown);
		}
		return thrown.with({ billed: 'maybe' });
	}
}
