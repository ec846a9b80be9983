import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import type { FileNaming } from '../files/fileName';
import type { StoredFile } from '../files/store';
import { IMAGE_RESULT, type ResultReader } from '../results/readers';
import type { ModelFacts } from '../models/facts';
import type { JobContext } from './context';
import { fetchCredits } from './credits';
import type { Wanted } from './ledger';
import type { ConfirmedEntry, JobEntry } from './ledgerEntry';
import { deadlineIn } from '../core/clock';
import { restoreDirectResult } from './directResult';
import { submitSync, type SyncResult } from './sync';
import { metricsOf, type FileRef, type JobMetrics } from '../results/image';
import type { JobEndpoints } from '../http/jobEndpoints';
import type { JobRequest } from './submission';
import { NoQueue, submit } from './submit';
import { JobFailed, JobExpired, waitForResult } from './poll';

export type ProcessingMode = 'auto' | 'queue' | 'sync';

/** How finished images are to be had. */
export interface ResultOptions {
	/** Null for a job of which only the request ID is known. */
	readonly model: ModelFacts | null;
	readonly maxWaitMs: number;
	readonly naming: (requestId: string | null) => FileNaming;
	/** What counts as a result; images where nothing is said. */
	readonly reader?: ResultReader;
}

/** How an item's images are to be had. */
export interface JobOptions extends ResultOptions {
	readonly model: ModelFacts;
	readonly delivery: ProcessingMode;
	readonly repeatUnconfirmed: boolean;
	/** Where it is ordered; at the queue of the model where nothing is said. */
	readonly place?: JobEndpoints;
}

/** A finished job: images to fetch, or some that are stored already. */
export interface JobResult {
	readonly entry: JobEntry;
	readonly requestId: string | null;
	readonly metrics: JobMetrics;
	readonly files: readonly FileRef[];
	readonly stored?: readonly StoredFile[];
	/** A text or JSON that is itself the result, or stands beside the files. */
	readonly output?: unknown;
}

/** Uploads the files of an item and gives the body of its request. */
export type MakeBody = () => Promise<Readonly<Record<string, unknown>>>;

/** What the result of a job names. @throws Problem when it names nothing */
export function toJobResult(
	entry: JobEntry,
	requestId: string,
	json: unknown,
	reader: ResultReader = IMAGE_RESULT,
): JobResult {
	const reading = reader.read(json);
	if (reading.files.length === 0 && reading.output === undefined) {
		throw new Problem(API_ERRORS.noResult, { requestId, apiText: JSON.stringify(json) });
	}
	return { entry, requestId, metrics: metricsOf(json), ...reading };
}

async function finish(
	run: JobContext,
	entry: ConfirmedEntry,
	plan: JobOptions,
): Promise<JobResult> {
	const { requestId } = entry;
	const typical = plan.model.typicalSeconds;
	try {
		const json = await waitForResult(run, {
			slug: plan.model.slug,
			requestId,
			orderedAtMs: entry.submittedAtMs,
			deadline: deadlineIn(plan.maxWaitMs),
			typicalMs: typical === null ? null : typical * 1000,
			...(plan.place && { url: plan.place.pollUrl(run.credential.base, entry) }),
		});
		const finished = toJobResult(entry, requestId, json, plan.reader);
		run.budget.settle(entry, plan.model.slug, finished.metrics.cost);
		return finished;
	} catch (thrown) {
		if (thrown instanceof JobFailed) run.ledger.markFailed(entry);
		if (thrown instanceof JobExpired) run.ledger.markExpired(entry);
		run.ledger.unclaim(entry);
		throw toError(thrown);
	}
}

async function direct(run: JobContext, request: JobRequest, plan: JobOptions): Promise<SyncResult> {
	const { model, naming, reader } = plan;
	const answer = await submitSync(run, request, model.endpoint, naming, reader);
	run.budget.settle(answer.entry, model.slug, answer.metrics.cost);
	return answer;
}

async function byQueueOrDirectly(
	run: JobContext,
	request: JobRequest,
	plan: JobOptions,
): Promise<JobResult> {
	if (plan.delivery === 'sync') return await direct(run, request, plan);
	try {
		const entry = await submit(run, request, plan.place);
		return await finish(run, entry, plan);
	} catch (thrown) {
		if (!(thrown instanceof NoQueue)) throw toError(thrown);
		if (plan.delivery === 'queue') throw toError(thrown.problem);
		return await direct(run, request, plan);
	}
}

async function checkBalance(run: JobContext): Promise<void> {
	if (run.minBalanceUsd === undefined) return;
	run.credits ??= fetchCredits(run);
	const { total } = await run.credits;
	if (total >= run.minBalanceUsd) return;
	const detail = `The balance is $${total}, the minimum $${run.minBalanceUsd}.`;
	throw new Problem(API_ERRORS.balanceTooLow, { detail });
}

/** What is asked for, for which item, and how its body is made. */
export interface JobTask extends Wanted {
	readonly itemIndex: number;
	/** Called only when something is submitted. */
	readonly makeBody: MakeBody;
}

/** Checks everything that has to be in order before money is spent, sets the money aside and submits. */
async function submitNew<T>(
	run: JobContext,
	{ itemIndex, fingerprint, model, makeBody }: JobTask,
	plan: JobOptions,
	work: (request: JobRequest) => Promise<T>,
): Promise<T> {
	if (run.submissionsStopped) throw new Problem(API_ERRORS.notStarted);
	run.balanceCheck ??= checkBalance(run);
	await run.balanceCheck;
	const reservation = run.budget.reserve(plan.model.slug, plan.model.typicalUsd);
	try {
		const { maxWaitMs } = plan;
		const body = await makeBody();
		return await work({ itemIndex, slug: model, fingerprint, body, maxWaitMs, reservation });
	} finally {
		run.budget.release(reservation);
	}
}

/** An earlier submission of which nobody knows whether it arrived. @throws Problem unless it may be repeated */
function checkUnconfirmed(run: JobContext, entry: JobEntry, plan: JobOptions): void {
	if (plan.repeatUnconfirmed) {
		run.ledger.supersede(entry);
		return;
	}
	run.ledger.unclaim(entry);
	const requestId = entry.directResult?.requestId;
	const fate = entry.directResult
		? 'answered, but its image could not be kept'
		: entry.answerStatus
			? `answered with HTTP ${entry.answerStatus}, which confirms nothing`
			: 'never confirmed';
	throw new Problem(API_ERRORS.unconfirmedBefore, {
		detail: `It was sent at ${new Date(entry.submittedAtMs).toISOString()} and ${fate}.`,
		...(requestId && { requestId }),
	});
}

/**
 * The finished job of one item: taken up where an earlier run of the node submitted it, else submitted.
 * @throws Problem, Stopped
 */
export async function runJob(run: JobContext, task: JobTask, plan: JobOptions): Promise<JobResult> {
	const found = run.ledger.find(task.itemIndex, task);
	if (found.kind === 'directResult') {
		return restoreDirectResult(found.entry, found.result, plan.naming);
	}
	if (found.kind === 'unconfirmed') checkUnconfirmed(run, found.entry, plan);
	if (found.kind === 'job') {
		try {
			return await finish(run, found.entry, plan);
		} catch (thrown) {
			if (!(thrown instanceof JobFailed)) throw toError(thrown);
		}
	}
	return await submitNew(run, task, plan, async (request) => byQueueOrDirectly(run, request, plan));
}

/**
 * Submits without waiting. A job that an earlier run of the node submitted is handed out again.
 * @throws Problem, Stopped
 */
export async function submitOnly(
	run: JobContext,
	task: JobTask,
	plan: JobOptions,
): Promise<ConfirmedEntry> {
	const found = run.ledger.find(task.itemIndex, task);
	if (found.kind === 'unconfirmed') checkUnconfirmed(run, found.entry, plan);
	if (found.kind === 'job') {
		run.ledger.unclaim(found.entry);
		return found.entry;
	}
	try {
		return await submitNew(run, task, plan, async (request) => {
			const entry = await submit(run, request, plan.place);
			run.ledger.markDelivered(entry);
			run.ledger.unclaim(entry);
			return entry;
		});
	} catch (thrown) {
		throw toError(thrown instanceof NoQueue ? thrown.problem : thrown);
	}
}
