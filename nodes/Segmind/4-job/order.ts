import { API_ROWS } from '../errors/apiRows';
import { asIs } from '../errors/asIs';
import { Problem } from '../errors/problem';
import type { Delivery } from '../1-read/options';
import type { Naming } from '../5-output/naming';
import type { StoredFile } from '../5-output/store';
import { IMAGES, type Taking } from '../5-output/taking';
import type { ModelFacts } from '../models/facts';
import type { Reservation } from '../run/budget';
import type { Run } from '../run/context';
import { fetchCredits } from '../run/credits';
import type { Entry } from '../run/ledger';
import { deadlineIn, type Deadline } from '../run/pause';
import { broughtBefore } from './brought';
import { orderDirectly, type DirectAnswer } from './direct';
import { figuresOf, type Delivered, type Figures } from './result';
import type { Place } from './place';
import { NoQueue, submit, type Order } from './submit';
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
	readonly entry: Entry;
	readonly requestId: string | null;
	readonly figures: Figures;
	readonly delivered: readonly Delivered[];
	readonly stored?: readonly StoredFile[];
	/** A text or JSON that is itself the result, or stands beside the files. */
	readonly output?: unknown;
}

type MakeOrder = () => Promise<Order>;

/** What the result of a job names. @throws Problem when it names nothing */
export function finishedFrom(
	entry: Entry,
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

async function finish(
	run: Run,
	entry: Entry & { id: string },
	plan: Plan,
	deadline: Deadline,
): Promise<Finished> {
	const requestId = entry.id;
	const typical = plan.model.typicalSeconds;
	try {
		const json = await waitForResult(run, {
			slug: plan.model.slug,
			requestId,
			orderedAtMs: entry.t,
			deadline,
			typicalMs: typical === null ? null : typical * 1000,
			...(plan.place && { url: plan.place.pollUrl(run.credential.base, entry) }),
		});
		return finishedFrom(entry, requestId, json, plan.taking);
	} catch (thrown) {
		if (thrown instanceof JobFailed) entry.x = 1;
		if (thrown instanceof JobGone) run.ledger.markGone(entry);
		run.ledger.release(entry);
		throw asIs(thrown);
	}
}

const direct = async (run: Run, order: Order, plan: Plan): Promise<DirectAnswer> =>
	await orderDirectly(run, order, plan.model.endpoint, plan.naming, plan.taking);

async function byQueueOrDirectly(run: Run, order: Order, plan: Plan): Promise<Finished> {
	if (plan.delivery === 'sync') return await direct(run, order, plan);
	try {
		const entry = await submit(run, order);
		return await finish(run, entry, plan, order.deadline);
	} catch (thrown) {
		if (!(thrown instanceof NoQueue)) throw asIs(thrown);
		if (plan.delivery === 'queue') throw asIs(thrown.problem);
		return await direct(run, order, plan);
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

/** Everything that has to be in order before money is spent; then the money is set aside. */
async function setAside(run: Run, plan: Plan): Promise<Reservation> {
	if (run.halted) throw new Problem(API_ROWS.notStarted);
	run.cleared ??= checkBalance(run);
	await run.cleared;
	return run.budget.reserve(plan.model.slug, plan.model.typicalUsd);
}

/** What came to nothing may have been billed all the same, and then it counts. */
function settleLoss(run: Run, reservation: Reservation, thrown: unknown): void {
	const free = thrown instanceof Problem && thrown.billed === 'no';
	if (free) run.budget.release(reservation);
	else run.budget.settle(reservation, null);
}

async function orderAnew(run: Run, makeOrder: MakeOrder, plan: Plan): Promise<Finished> {
	const reservation = await setAside(run, plan);
	try {
		const finished = await byQueueOrDirectly(run, await makeOrder(), plan);
		run.budget.settle(reservation, finished.figures.cost);
		return finished;
	} catch (thrown) {
		settleLoss(run, reservation, thrown);
		throw asIs(thrown);
	}
}

/** An earlier order of which nobody knows whether it arrived. @throws Problem unless it may be repeated */
function forgetUnconfirmed(run: Run, itemIndex: number, entry: Entry, plan: Plan): void {
	if (!plan.repeatUnconfirmed) {
		run.ledger.release(entry);
		const requestId = entry.g?.r;
		const fate = entry.g ? 'answered, but its image could not be kept' : 'never confirmed';
		throw new Problem(API_ROWS.silence, {
			detail: `It was sent at ${new Date(entry.t).toISOString()} and ${fate}.`,
			...(requestId && { requestId }),
		});
	}
	run.ledger.strike(itemIndex, entry);
}

/**
 * The finished job of one item: taken up where an earlier run of the node ordered it, else ordered.
 * @param makeOrder uploads the images and builds the body; called only when something is ordered
 * @throws Problem, Stopped
 */
export async function obtain(
	run: Run,
	itemIndex: number,
	fingerprint: string,
	makeOrder: MakeOrder,
	plan: Plan,
): Promise<Finished> {
	const found = run.ledger.find(itemIndex, fingerprint);
	if (found.kind === 'brought') return broughtBefore(found.entry, found.brought, plan.naming);
	if (found.kind === 'unconfirmed') forgetUnconfirmed(run, itemIndex, found.entry, plan);
	if (found.kind === 'job') {
		try {
			return await finish(run, found.entry, plan, deadlineIn(plan.maxWaitMs));
		} catch (thrown) {
			if (!(thrown instanceof JobFailed)) throw asIs(thrown);
		}
	}
	return await orderAnew(run, makeOrder, plan);
}

/**
 * Orders without waiting. An order that an earlier run of the node placed is handed out again.
 * @throws Problem, Stopped
 */
export async function orderOnly(
	run: Run,
	itemIndex: number,
	fingerprint: string,
	makeOrder: MakeOrder,
	plan: Plan,
): Promise<Entry & { id: string }> {
	const found = run.ledger.find(itemIndex, fingerprint);
	if (found.kind === 'unconfirmed') forgetUnconfirmed(run, itemIndex, found.entry, plan);
	if (found.kind === 'job') {
		run.ledger.release(found.entry);
		return found.entry;
	}
	const reservation = await setAside(run, plan);
	try {
		const entry = await submit(run, await makeOrder());
		run.budget.settle(reservation, null);
		run.ledger.markDelivered(entry);
		run.ledger.release(entry);
		return entry;
	} catch (thrown) {
		settleLoss(run, reservation, thrown);
		throw asIs(thrown instanceof NoQueue ? thrown.problem : thrown);
	}
}
