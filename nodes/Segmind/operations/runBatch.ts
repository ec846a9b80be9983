import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Stopped } from '../core/clock';
import { mapSettled, type Settled } from '../core/semaphore';
import { toError } from '../errors/toError';
import { checkCredential } from '../http/credential';
import { logOpenJobsOnStop } from '../job/openJobsLog';
import { showSummary } from '../output/costSummary';
import { checkLimits, readParallelJobs } from '../parameters/options';
import {
	errorItem,
	isOverBudget,
	throwFirst,
	throwIfStopped,
	withoutRefusals,
	withRequestId,
} from './batchErrors';
import { operationOf } from './index';
import type { Work } from './operation';
import { openSession, stopSubmitting, type Session } from './session';

/** Reading is quick, and in n8n's memory mode it holds the whole file. */
const PARALLEL_CHECKS = 4;

/** First every item is read and checked: nothing is submitted before all that can be known is known. */
async function prepareAll(session: Session): Promise<Array<Settled<Work>>> {
	const { ctx, credential, signal } = session;
	const operation = operationOf(ctx);
	return await mapSettled(ctx.getInputData().length, PARALLEL_CHECKS, async (item) => {
		if (signal?.aborted) throw new Stopped();
		checkCredential(credential);
		checkLimits(ctx, item);
		return await operation.prepare(session, item);
	});
}

/** Works on all items side by side; each waits only for its turn. */
async function performAll(
	session: Session,
	prepared: ReadonlyArray<Settled<Work>>,
): Promise<Array<Settled<INodeExecutionData[]>>> {
	const { ctx, signal } = session;
	const goOn = ctx.continueOnFail();
	return await mapSettled(prepared.length, readParallelJobs(ctx), async (item) => {
		const outcome = prepared[item];
		if (signal?.aborted) throw new Stopped();
		if (!outcome?.ok) throw toError(outcome?.reason);
		try {
			return await outcome.value();
		} catch (thrown) {
			if (!goOn && !isOverBudget(thrown)) stopSubmitting(session);
			throw toError(withRequestId(session, item, thrown));
		}
	});
}

async function itemsOf(session: Session): Promise<INodeExecutionData[]> {
	const { ctx, ledger } = session;
	const goOn = ctx.continueOnFail();
	const prepared = await prepareAll(session);
	if (!goOn) throwFirst(session, prepared);
	const done = await performAll(session, prepared);
	throwIfStopped(session);
	if (!goOn) throwFirst(session, withoutRefusals(done));
	const items = done.flatMap((outcome, item) =>
		outcome.ok
			? outcome.value.map((one) => ({ ...one, pairedItem: { item } }))
			: [errorItem(session, outcome.reason, item)],
	);
	ledger.confirmExpiryReported();
	showSummary(ctx, items);
	return items;
}

/**
 * Puts all items through one operation. Output order is input order. Without Continue On Fail nothing
 * is submitted when one item is invalid, and after the first item that fails no other one is
 * submitted; what was submitted already stays in the ledger for the next run.
 * @throws NodeApiError, NodeOperationError
 */
export async function runBatch(ctx: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const session = await openSession(ctx);
	const unwatch = logOpenJobsOnStop(ctx, session.ledger);
	try {
		return await itemsOf(session);
	} finally {
		unwatch();
	}
}
