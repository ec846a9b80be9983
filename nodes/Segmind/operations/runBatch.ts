import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Stopped } from '../core/clock';
import { mapSettled, semaphore } from '../core/semaphore';
import { API_ERRORS } from '../errors/apiErrors';
import { Problem, toError } from '../errors/problem';
import { checkCredential, isToolType } from '../http/context';
import { type JobContext, openContext } from '../job/context';
import { logOpenJobsOnStop } from '../job/openJobsLog';
import { isErrorItem, notesToShow, show, showSummary } from '../output/hints';
import { type Produced, withColumns } from '../output/outputItems';
import { checkLimits, isSwitchedOn, readLimits } from '../parameters/options';
import {
	errorItem,
	isOverBudget,
	throwFirst,
	throwIfStopped,
	withKnown,
	withoutRefusals,
	withRequestId,
	type Outcome,
} from './batchErrors';
import { showDryRun } from './dryRun';
import type { Operation, Prepared, Work } from './jobOperation';

/** Reading is quick, and in n8n's memory mode it holds the whole file. */
const PARALLEL_CHECKS = 4;

/** One part of the work for an item. */
interface Unit {
	readonly item: number;
	readonly variation: number;
	readonly work: Work;
}

/** First every item is read and checked: nothing is submitted before all that can be known is known. */
async function prepareAll(
	session: JobContext,
	operation: Operation,
): Promise<Array<Outcome<Prepared>>> {
	const { ctx, credential, signal } = session;
	const checks = semaphore(PARALLEL_CHECKS);
	const prepared = await mapSettled(ctx.getInputData().length, checks, async (item) => {
		if (signal?.aborted) throw new Stopped();
		try {
			checkCredential(credential);
			checkLimits(ctx, item);
			return await operation.prepare(session, item);
		} catch (thrown) {
			throw withKnown(thrown, { billed: 'no' });
		}
	});
	return prepared.map((outcome, item) => ({ ...outcome, item }));
}

/** An item that could not be prepared has one part of work, which fails. */
function unitsOf(outcome: Outcome<Prepared>): Unit[] {
	const { item } = outcome;
	if (outcome.ok) return outcome.value.works.map((work, variation) => ({ item, variation, work }));
	const work = async () => await Promise.reject(toError(outcome.reason));
	return [{ item, variation: 0, work }];
}

/**
 * Whether a failure comes out as an item. As a tool always: n8n tells an agent nothing of what a tool
 * throws, and offers no On Error there.
 */
const goesOn = (ctx: IExecuteFunctions): boolean =>
	ctx.continueOnFail() || isToolType(ctx.getNode().type);

/** Works on all side by side; each waits only for its place. */
async function performAll(
	session: JobContext,
	units: readonly Unit[],
): Promise<Array<Outcome<Produced>>> {
	const { ctx, signal, admission } = session;
	const goOn = goesOn(ctx);
	const done = await mapSettled(units.length, admission.places, async (at) => {
		const unit = units[at] as Unit;
		if (signal?.aborted) throw new Stopped();
		try {
			return await unit.work();
		} catch (thrown) {
			if (!goOn && !isOverBudget(thrown)) {
				session.closing.close(new Problem(API_ERRORS.notStarted));
			}
			session.byHand.failed(unit.item, unit.variation, thrown);
			throw withRequestId(session, unit, thrown);
		}
	});
	return done.map((outcome, at) => ({ ...outcome, item: (units[at] as Unit).item }));
}

/** What stands beside the fields of the input. An error item keeps its keys: n8n knows it by them. */
const OWN_FIELD = 'segmind';

/** The fields of the input that stand beside a result; none unless the user wants them. */
function inputOf(ctx: IExecuteFunctions, { pairedItem }: INodeExecutionData): IDataObject {
	const { item } = pairedItem as { item: number };
	if (!isSwitchedOn(ctx, item, 'includeInputFields')) return {};
	const json: IDataObject = { ...ctx.getInputData()[item]?.json };
	// n8n's combined mode keeps the files of an item there
	delete json._files;
	return json;
}

function withInput(ctx: IExecuteFunctions, made: INodeExecutionData): INodeExecutionData {
	const { item } = made.pairedItem as { item: number };
	if (isErrorItem(made) || !isSwitchedOn(ctx, item, 'includeInputFields')) return made;
	return { ...made, json: { ...inputOf(ctx, made), [OWN_FIELD]: made.json } };
}

async function itemsOf(session: JobContext, operation: Operation): Promise<INodeExecutionData[]> {
	const { ctx, ledger } = session;
	const goOn = goesOn(ctx);
	const prepared = await prepareAll(session, operation);
	if (!goOn) throwFirst(session, prepared);
	const done = await performAll(session, prepared.flatMap(unitsOf));
	throwIfStopped(session);
	if (!goOn) throwFirst(session, withoutRefusals(done));
	const made = done.flatMap((outcome): INodeExecutionData[] => {
		const { item } = outcome;
		if (!outcome.ok) return [errorItem(session, outcome.reason, item)];
		const { items, missing = [] } = outcome.value;
		// first what arrived: n8n's Retry On Fail takes an error in the first item for the node's failure
		return [
			...items.map((one) => ({ ...one, pairedItem: { item } })),
			...missing.map((problem) => errorItem(session, problem, item)),
		];
	});
	ledger.confirmExpiryReported();
	showSummary(ctx, made, ledger.takenOver());
	await showDryRun(session, made);
	const notes = prepared.map((outcome) => (outcome.ok ? outcome.value.note : undefined));
	for (const note of notesToShow(notes)) show(ctx, note);
	const items = made.map((item) => withInput(ctx, item));
	const hasErrorOutput = ctx.getNode().onError === 'continueErrorOutput';
	return hasErrorOutput ? items : withColumns(items, (item) => inputOf(ctx, item));
}

/**
 * Puts all items through one operation. Output order is input order. Unless On Error says to go on,
 * nothing is submitted when one item is invalid, and after the first item that fails no other one is
 * submitted; what was submitted already stays in the ledger for the next run.
 * @throws NodeApiError, NodeOperationError
 */
export async function runBatch(
	ctx: IExecuteFunctions,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const session = await openContext(ctx, readLimits(ctx));
	const unwatch = logOpenJobsOnStop(ctx, session.ledger);
	try {
		const items = await itemsOf(session, operation);
		session.byHand.end('ended');
		return items;
	} catch (thrown) {
		session.byHand.end(session.signal?.aborted ? 'was stopped' : 'failed');
		throw toError(thrown);
	} finally {
		unwatch();
	}
}
