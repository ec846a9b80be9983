import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { Problem } from '../errors/problem';
import type { Delivery } from '../1-read/options';
import type { Naming } from '../5-output/naming';
import type { StoredFile } from '../5-output/store';
import { IMAGES, type Taking } from '../5-output/taking';
import type { ModelFacts } from '../models/facts';
import type { Run } from '../run/context';
import { fetchCredits } from '../run/credits';
import type { Wanted } from '../run/ledger';
import type { ConfirmedEntry, JobEntry } from '../run/ledgerEntry';
import { deadlineIn } from '../run/pause';
import { restoreDirectResult } from './brought';
import { orderDirectly, type DirectAnswer } from './direct';
import { figuresOf, type Delivered, type Figures } from './result';
import type { Place } from './place';
import type { JobRequest } from './submission';
import { NoQueue, submit } from './submit';
import { JobFailed, JobGone, waitForResult } from './wait';

/** How finished images are to be had. */
export interface FetchPlan {
	/** Null for a job of which only the request ID is known. */
	readonly model: ModelFacts | null;
	readonly maxWaitMs: number;
	readonly naming: (requestId: string | null) => Naming;
	/** What counts as a result; images where nothing is said. */
	readonly taking?: Taking;
}

/** How an item's images are to be had. */
export interface Plan extends FetchPlan {
	readonly model: ModelFacts;
	readonly delivery: Delivery;
	readonly repeatUnconfirmed: boolean;
	/** Where it is ordered; at the queue of the model where nothing is said. */
	readonly place?: Place;
}

/** A finished job: images to fetch, or some that are stored already. */
export interface Finished {
	readonly entry: JobEntry;
	readonly requestId: string | null;
	readonly figures: Figures;
	readonly delivered: readonly Delivered[];
	readonly stored?: readonly StoredFile[];
	/** A text or JSON that is itself the result, or stands beside the files. */
	readonly output?: unknown;
}

/** Uploads the files of an item and gives the body of its request. */
export type MakeBody = () => Promise<Readonly<Record<string, unknown>>>;

/** What the result of a job names. @throws Problem when it names nothing */
export function finishedFrom(
	entry: JobEntry,
	requestId: string,
	json: unknown,
	taking: Taking = IMAGES,
): Finished {
	const reading = taking.read(json);
	if (reading.delivered.length === 0 && reading.output === undefined) {
		throw new Problem(API_ROWS.noResult, { requestId, apiText: JSON.stringify(json) });
	}
	return { entry, requestId, figures: figuresOf(json), ...reading };
}

async function finish(run: Run, entry: ConfirmedEntry, plan: Plan): Promise<Finished> {
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
		const finished = finishedFrom(entry, requestId, json, plan.taking);
		run.budget.settle(entry, plan.model.slug, finished.figures.cost);
		return finished;
	} catch (thrown) {
		if (thrown instanceof JobFailed) run.ledger.markFailed(entry);
		if (thrown instanceof JobGone) run.ledger.markExpired(entry);
		run.ledger.unclaim(entry);
		throw asIs(thrown);
	}
}

async function direct(run: Run, request: JobRequest, plan: Plan): Promise<DirectAnswer> {
	const { model, naming, taking } = plan;
	const answer = await orderDirectly(run, request, model.endpoint, naming, taking);
	run.budget.settle(answer.entry, model.slug, answer.figures.cost);
	return answer;
}

async function byQueueOrDirectly(run: Run, request: JobRequest, plan: Plan): Promise<Finished> {
	if (plan.delivery === 'sync') return await direct(run, request, plan);
	try {
		const entry = await submit(run, request, plan.place);
		return await finish(run, entry, plan);
	} catch (thrown) {
		if (!(thrown instanceof NoQueue)) throw asIs(thrown);
		if (plan.delivery === 'queue') throw asIs(thrown.problem);
		return await direct(run, request, plan);
	}
}

async function checkBalance(run: Run): Promise<void> {
	if (run.minBalanceUsd === undefined) return;
	run.credits ??= fetchCredits(run);
	const { total } = await run.credits;
	if (total >= run.minBalanceUsd) return;
	const detail = `The balance is $${total}, the minimum $${run.minBalanceUsd}.`;
	throw new Problem(API_ROWS.balanceTooLow, { detail });
}

/** What is asked for, for which item, and how its body is made. */
export interface Task extends Wanted {
	readonly itemIndex: number;
	/** Called only when something is submitted. */
	readonly makeBody: MakeBody;
}

/** Checks everything that has to be in order before money is spent, sets the money aside and submits. */
async function submitNew<T>(
	run: Run,
	{ itemIndex, fingerprint, model, makeBody }: Task,
	plan: Plan,
	work: (request: JobRequest) => Promise<T>,
): Promise<T> {
	if (run.halted) throw new Problem(API_ROWS.notStarted);
	run.cleared ??= checkBalance(run);
	await run.cleared;
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
function checkUnconfirmed(run: Run, entry: JobEntry, plan: Plan): void {
	if (plan.repeatUnconfirmed) {
		run.ledger.supersede(entry);
		return;
	}
	run.ledger.unclaim(entry);
	const requestId = entry.directResult?.requestId;
	const fate = entry.directResult ? 'answered, but its image could not be kept' : 'never confirmed';
	throw new Problem(API_ROWS.unconfirmedBefore, {
		detail: `It was sent at ${new Date(entry.submittedAtMs).toISOString()} and ${fate}.`,
		...(requestId && { requestId }),
	});
}

/**
 * The finished job of one item: taken up where an earlier run of the node submitted it, else submitted.
 * @throws Problem, Stopped
 */
export async function obtain(run: Run, task: Task, plan: Plan): Promise<Finished> {
	const found = run.ledger.find(task.itemIndex, task);
	if (found.kind === 'directResult') {
		return restoreDirectResult(found.entry, found.result, plan.naming);
	}
	if (found.kind === 'unconfirmed') checkUnconfirmed(run, found.entry, plan);
	if (found.kind === 'job') {
		try {
			return await finish(run, found.entry, plan);
		} catch (thrown) {
			if (!(thrown instanceof JobFailed)) throw asIs(thrown);
		}
	}
	return await submitNew(run, task, plan, async (request) => byQueueOrDirectly(run, request, plan));
}

/**
 * Submits without waiting. A job that an earlier run of the node submitted is handed out again.
 * @throws Problem, Stopped
 */
export async function submitOnly(run: Run, task: Task, plan: Plan): Promise<ConfirmedEntry> {
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
		throw asIs(thrown instanceof NoQueue ? thrown.problem : thrown);
	}
}
