import { type Deadline, deadlineIn, momentOf, Stopped } from '../core/clock';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem, toError } from '../errors/problem';
import type { JobContext } from './context';
import { checkBalance } from './credits';
import { failureAfter, JobFailed, retryUntil } from './failedJobs';
import { keepResult, keptResult } from './keptResult';
import type { JobResult, JobSpec } from './jobSpec';
import { type ConfirmedEntry, isConfirmed, isQueued, type JobEntry } from './ledgerEntry';
import { JobExpired, NoResult, waitForResult } from './poll';
import { checkUnconfirmed, NoQueue, submit, Submission } from './submit';
import { submitSync } from './directCall';

async function awaitResult(
	session: JobContext,
	entry: ConfirmedEntry,
	{ model, options, reader, endpoints }: JobSpec,
	deadline = deadlineIn(options.maxWaitMs),
): Promise<JobResult> {
	const { ledger, budget, credential, admission } = session;
	const { slug, typicalSeconds } = model;
	try {
		const job = {
			slug,
			requestId: entry.requestId,
			submittedAtMs: momentOf(entry.submittedAtMs),
			deadline,
			typicalMs: typicalSeconds === null ? null : typicalSeconds * 1000,
			...(endpoints && { url: endpoints.pollUrl(credential.base, entry) }),
		};
		const result = { entry, ...(await waitForResult(session, job, reader)) };
		keepResult(ledger, entry, result);
		budget.settle(slug, entry, result.metrics.cost);
		admission.completed(result.metrics);
		return result;
	} catch (thrown) {
		if (thrown instanceof JobFailed) ledger.markFailed(entry);
		if (thrown instanceof JobExpired) ledger.markExpired(entry);
		if (thrown instanceof NoResult) ledger.markEmpty(entry);
		ledger.unclaim(entry);
		throw toError(thrown);
	}
}

/**
 * Checks all that has to be right before money is spent, sets the money aside, makes the body and submits.
 * @param lastMoment of the retry of a job that failed: until when it may leave
 */
async function submitNew<T>(
	session: JobContext,
	spec: JobSpec,
	send: (submission: Submission) => Promise<T>,
	lastMoment?: Deadline,
): Promise<T> {
	session.closing.throwIfClosed();
	session.balanceCheck ??= checkBalance(session, session.minBalanceUsd);
	await session.balanceCheck;
	const reservation = session.budget.reserve(spec.model);
	const makeAndSend = async () => {
		if (session.signal?.aborted) throw new Stopped();
		const body = JSON.stringify(await spec.makeBody());
		return await send(new Submission(session, spec, body, reservation, lastMoment));
	};
	try {
		return await (spec.holdsFiles ? session.semaphores.body(makeAndSend) : makeAndSend());
	} finally {
		session.budget.release(reservation);
	}
}

/** A direct call comes with its result. */
async function submitEither(submission: Submission): Promise<ConfirmedEntry | JobResult> {
	const { delivery } = submission.spec.options;
	if (delivery === 'sync') return await submitSync(submission);
	try {
		return await submit(submission);
	} catch (thrown) {
		if (!(thrown instanceof NoQueue) || delivery === 'queue') throw toError(thrown);
		return await submitSync(submission);
	}
}

/**
 * Submits a job once more that failed.
 * @param attempts that failed, from 1
 * @param deadline the end of the item's Maximum Wait
 * @throws Problem the failure itself where nothing was submitted; else what came of the submit; Stopped
 */
async function submitAgain(
	session: JobContext,
	spec: JobSpec,
	failure: JobFailed,
	attempts: number,
	deadline: Deadline,
): Promise<ConfirmedEntry> {
	const lastMoment = retryUntil(session, spec, failure, attempts, deadline);
	try {
		return await submitNew(session, spec, submit, lastMoment);
	} catch (thrown) {
		if (!(thrown instanceof Problem) || thrown.billed !== 'no') throw toError(thrown);
		const isOver = thrown.definition === API_ERRORS.notStarted;
		const reason = isOver ? 'Another item has ended the run' : thrown.message;
		throw failureAfter(failure, attempts, `It was not submitted again. The reason: ${reason}.`);
	}
}

/** Waits for the job, and for those that are submitted in its place when it fails. */
async function submitAndWait(session: JobContext, spec: JobSpec): Promise<JobResult> {
	// the body of the request is forgotten with this call
	const submitted = await submitNew(session, spec, submitEither);
	if ('files' in submitted) return submitted;
	const deadline = deadlineIn(spec.options.maxWaitMs);
	let entry = submitted;
	for (let attempts = 1; ; attempts += 1) {
		try {
			return await awaitResult(session, entry, spec, deadline);
		} catch (thrown) {
			if (!(thrown instanceof JobFailed)) throw toError(thrown);
			entry = await submitAgain(session, spec, thrown, attempts, deadline);
		}
	}
}

/**
 * The result of a job that an earlier run of the node submitted.
 * @returns undefined where the job is to be submitted again: it failed, or was empty in an earlier
 * execution already, is so still, and may be repeated
 */
async function earlierResult(
	session: JobContext,
	entry: ConfirmedEntry,
	spec: JobSpec,
): Promise<JobResult | undefined> {
	const wasEmpty = session.ledger.wasEmpty(entry);
	try {
		return await awaitResult(session, entry, spec);
	} catch (thrown) {
		if (thrown instanceof JobFailed) return undefined;
		const isOver = thrown instanceof NoResult || thrown instanceof JobExpired;
		if (!isOver || !wasEmpty || !spec.options.repeatUnconfirmed) throw toError(thrown);
		session.ledger.supersede(entry);
		return undefined;
	}
}

/** Applies the job's own words to whatever ends it. */
async function explained<T>({ errorOf = toError }: JobSpec, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		throw await errorOf(thrown);
	}
}

/** What was submitted for it already: in this execution or the one that is retried, else by hand. */
async function earlierEntry(
	{ ledger, byHand }: JobContext,
	spec: JobSpec,
): Promise<JobEntry | undefined> {
	const entry = ledger.find(spec.itemIndex, spec);
	if (!entry) return await byHand.takeUp(spec);
	byHand.claim(spec, entry);
	return entry;
}

/**
 * The result of a job: of the one that an earlier run of the node submitted, else of a new one.
 * @throws Problem, Stopped
 */
export async function runJob(session: JobContext, spec: JobSpec): Promise<JobResult> {
	return await explained(spec, async () => {
		const entry = await earlierEntry(session, spec);
		if (!entry) return await submitAndWait(session, spec);
		const kept = await keptResult(session.ctx, entry);
		if (kept) return kept;
		if (!isQueued(entry)) checkUnconfirmed(session, entry, spec);
		const earlier = isQueued(entry) ? await earlierResult(session, entry, spec) : undefined;
		return earlier ?? (await submitAndWait(session, spec));
	});
}

/**
 * Submits without waiting. A job that an earlier run of the node submitted is handed out again.
 * @throws Problem, Stopped
 */
export async function submitJob(session: JobContext, spec: JobSpec): Promise<ConfirmedEntry> {
	return await explained(spec, async () => {
		const { ledger } = session;
		const found = await earlierEntry(session, spec);
		const isKnown = found !== undefined && isConfirmed(found);
		if (found && !isKnown) checkUnconfirmed(session, found, spec);
		const entry = isKnown ? found : await submitNew(session, spec, submit);
		ledger.markDelivered(entry);
		ledger.unclaim(entry);
		return entry;
	});
}
