import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import { deadlineIn, momentOf } from '../core/clock';
import { metricsOf } from '../results/image';
import type { ResultReader } from '../results/readers';
import type { JobContext } from './context';
import { keepResult, keptResult } from './keptResult';
import type { JobResult, JobSpec } from './jobSpec';
import { isConfirmed, isQueued, type ConfirmedEntry } from './ledgerEntry';
import { waitForResult } from './poll';
import { JobExpired, JobFailed } from './pollRequest';
import type { ReadyJob } from './submission';
import { NoQueue, submit } from './submit';
import { checkUnconfirmed, submitNew } from './submitNew';
import { submitSync } from './sync';

/** What the answer with the result of a job holds. @throws Problem when it holds nothing */
export function toJobResult(requestId: string, json: unknown, reader: ResultReader): JobResult {
	const reading = reader.read(json);
	if (reading.files.length === 0 && reading.output === undefined) {
		throw new Problem(API_ERRORS.noResult, { requestId, apiText: JSON.stringify(json) });
	}
	return { requestId, metrics: metricsOf(json), ...reading };
}

async function awaitResult(
	session: JobContext,
	entry: ConfirmedEntry,
	{ model, options, reader, endpoints }: JobSpec,
): Promise<JobResult> {
	const { ledger, budget, credential, admission } = session;
	const { requestId } = entry;
	const { slug, typicalSeconds } = model;
	try {
		const json = await waitForResult(session, {
			slug,
			requestId,
			submittedAtMs: momentOf(entry.submittedAtMs),
			deadline: deadlineIn(options.maxWaitMs),
			typicalMs: typicalSeconds === null ? null : typicalSeconds * 1000,
			...(endpoints && { url: endpoints.pollUrl(credential.base, entry) }),
		});
		const result = { entry, ...toJobResult(requestId, json, reader) };
		keepResult(ledger, entry, result);
		budget.settle(model, result);
		admission.completed(result.metrics);
		return result;
	} catch (thrown) {
		if (thrown instanceof JobFailed) ledger.markFailed(entry);
		if (thrown instanceof JobExpired) ledger.markExpired(entry);
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
		if (isQueued(entry)) {
			try {
				return await awaitResult(session, entry, spec);
			} catch (thrown) {
				if (!(thrown instanceof JobFailed)) throw toError(thrown);
			}
		} else checkUnconfirmed(session, entry, spec);
		return await submitAndWait(session, spec);
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
