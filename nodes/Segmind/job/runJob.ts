import { toError } from '../errors/problem';
import { deadlineIn, momentOf } from '../core/clock';
import type { JobContext } from './context';
import { keepResult, keptResult } from './keptResult';
import type { JobResult, JobSpec } from './jobSpec';
import { type ConfirmedEntry, isConfirmed, isQueued } from './ledgerEntry';
import { JobExpired, JobFailed, NoResult, waitForResult } from './poll';
import { checkUnconfirmed, NoQueue, type ReadyJob, submit, submitNew } from './submit';
import { submitSync } from './directCall';

async function awaitResult(
	session: JobContext,
	entry: ConfirmedEntry,
	{ model, options, reader, endpoints }: JobSpec,
): Promise<JobResult> {
	const { ledger, budget, credential, admission } = session;
	const { slug, typicalSeconds } = model;
	try {
		const job = {
			slug,
			requestId: entry.requestId,
			submittedAtMs: momentOf(entry.submittedAtMs),
			deadline: deadlineIn(options.maxWaitMs),
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

/** A direct call comes with its result. */
async function submitEither(
	session: JobContext,
	job: ReadyJob,
): Promise<ConfirmedEntry | JobResult> {
	const { delivery } = job.spec.options;
	if (delivery === 'sync') return await submitSync(session, job);
	try {
		return await submit(session, job);
	} catch (thrown) {
		if (!(thrown instanceof NoQueue) || delivery === 'queue') throw toError(thrown);
		return await submitSync(session, job);
	}
}

async function submitAndWait(session: JobContext, spec: JobSpec): Promise<JobResult> {
	// the body of the request is forgotten with this call
	const submitted = await submitNew(session, spec, submitEither);
	return 'files' in submitted ? submitted : await awaitResult(session, submitted, spec);
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

/**
 * The result of a job: of the one that an earlier run of the node submitted, else of a new one.
 * @throws Problem, Stopped
 */
export async function runJob(session: JobContext, spec: JobSpec): Promise<JobResult> {
	return await explained(spec, async () => {
		const entry = session.ledger.find(spec.itemIndex, spec);
		if (!entry) return await submitAndWait(session, spec);
		const kept = await keptResult(session, entry);
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
		const found = ledger.find(spec.itemIndex, spec);
		const isKnown = found !== undefined && isConfirmed(found);
		if (found && !isKnown) checkUnconfirmed(session, found, spec);
		const entry = isKnown ? found : await submitNew(session, spec, submit);
		ledger.markDelivered(entry);
		ledger.unclaim(entry);
		return entry;
	});
}
