import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { checkLimits, readParallelJobs } from '../parameters/options';
import { API_ERRORS } from '../errors/apiErrors';
import { toError } from '../errors/toError';
import { Problem } from '../errors/problem';
import { asProblem, describe, headline, toNodeError } from '../errors/toNodeError';
import { operationOf } from './index';
import type { Operation } from './operation';
import { stopSubmitting, openSession, type Session } from './session';
import { checkCredential } from '../http/credential';
import { showSummary } from '../output/costSummary';
import { showNotes } from '../output/itemNotes';
import { Stopped } from '../core/clock';
import { mapSettled, type Settled } from '../core/semaphore';
import { logOpenJobsOnStop } from '../job/openJobsLog';

type Rows = INodeExecutionData[];

/** Reading is quick, and in n8n's memory mode it holds the whole file. */
const PARALLEL_CHECKS = 4;

/**
 * The row for an item that came to nothing. In both versions of n8n only a row with no other keys
 * than `error` and `message` takes the error output, and n8n adds the input to it by itself.
 */
function errorRow(run: Session, thrown: unknown, item: number): INodeExecutionData {
	const problem = asProblem(thrown);
	const error = headline(problem, item);
	const message = describe(problem, item, run.credential.key);
	return { json: { error, message }, pairedItem: { item } };
}

function throwIfStopped(run: Session): void {
	if (!run.signal?.aborted) return;
	const further = [
		...listed('Request IDs:', run.ledger.requestIds()),
		...listed(
			'Sent, but not confirmed:',
			run.ledger.itemsWithoutId().map((item) => `item ${item}`),
		),
	];
	const none = { detail: 'No job was under way.', billed: 'no' as const };
	const details = further.length > 0 ? { further, billed: 'maybe' as const } : none;
	throw toNodeError(run.ctx.getNode(), new Problem(API_ERRORS.stopped, details), 0);
}

/** Pieces of a sentence that is a list; nothing where there is nothing to list. */
function listed(title: string, texts: readonly string[]): string[] {
	const pieces = texts.map((text, at) => `${text}${at === texts.length - 1 ? '.' : ','}`);
	return texts.length > 0 ? [title, ...pieces] : [];
}

interface Cause {
	readonly item: number;
	readonly problem: Problem;
}

/** Only one error can be thrown, so it also names the jobs of the other items that came to nothing. */
function withOthers({ problem }: Cause, others: readonly Cause[]): Problem {
	const further = others.flatMap(({ item, problem: { row, details } }) =>
		details.requestId ? [`Item ${item}: ${row.message} (request ID ${details.requestId}).`] : [],
	);
	return further.length > 0 ? new Problem(problem.row, { ...problem.details, further }) : problem;
}

/** Throws for the first item that came to nothing by itself, if there is one. */
function throwFirst(run: Session, outcomes: Array<Settled<unknown>>): void {
	throwIfStopped(run);
	const causes = outcomes.flatMap((outcome, item) => {
		const problem = outcome.ok ? undefined : asProblem(outcome.reason);
		return problem && problem.row !== API_ERRORS.notStarted ? [{ item, problem }] : [];
	});
	const [first, ...others] = causes;
	if (!first) return;
	run.ledger.confirmExpiryReported();
	const problem = withOthers(first, others);
	throw toNodeError(run.ctx.getNode(), problem, first.item, run.credential.key);
}

const isOverBudget = (reason: unknown): boolean => asProblem(reason).row === API_ERRORS.overBudget;

/**
 * What does not fit into the budget is the person's own wish, so it doesn't take the images that do
 * fit from them: it comes out as a row, unless nothing fits at all.
 */
function withoutRefusals(outcomes: Array<Settled<Rows>>): Array<Settled<Rows>> {
	if (!outcomes.some((outcome) => outcome.ok)) return outcomes;
	return outcomes.map((outcome) =>
		!outcome.ok && isOverBudget(outcome.reason) ? { ok: true, value: [] } : outcome,
	);
}

/** First every item is read and checked: nothing is ordered before all that can be known is known. */
async function checkAll(
	run: Session,
	operation: Operation<unknown>,
	count: number,
): Promise<Array<Settled<unknown>>> {
	return await mapSettled(count, PARALLEL_CHECKS, async (item) => {
		if (run.signal?.aborted) throw new Stopped();
		checkCredential(run.credential);
		checkLimits(run.ctx, item);
		return await operation.prepare(run, item);
	});
}

/** Whatever stumbles after a submit, even by a mistake of this node, names the job. */
function withRequestId(run: Session, item: number, thrown: unknown): unknown {
	if (thrown instanceof Problem || thrown instanceof Stopped) return thrown;
	const { row, details } = asProblem(thrown);
	const requestId = run.ledger.requestIdOfItem(item);
	return requestId === undefined ? thrown : new Problem(row, { ...details, requestId });
}

/** Works on all items side by side; each waits for nobody but for a free place. */
async function performAll(
	run: Session,
	operation: Operation<unknown>,
	checked: Array<Settled<unknown>>,
	goOn: boolean,
): Promise<Array<Settled<Rows>>> {
	return await mapSettled(checked.length, readParallelJobs(run.ctx), async (item) => {
		const outcome = checked[item];
		if (run.signal?.aborted) throw new Stopped();
		if (!outcome?.ok) throw toError(outcome?.reason);
		try {
			return await operation.perform(run, outcome.value, item);
		} catch (thrown) {
			if (!goOn && !isOverBudget(thrown)) stopSubmitting(run);
			throw toError(withRequestId(run, item, thrown));
		}
	});
}

/**
 * The way of all items through one operation. Output order is input order. Without Continue On Fail
 * nothing is ordered when one item is unfit, and after the first item that comes to nothing no other
 * one is ordered; what was ordered already stays in the ledger for the next run.
 * @throws NodeApiError, NodeOperationError
 */
export async function runBatch(ctx: IExecuteFunctions): Promise<Rows> {
	const run = await openSession(ctx);
	const unwatch = logOpenJobsOnStop(ctx, run.ledger);
	try {
		return await rowsOf(run);
	} finally {
		unwatch();
	}
}

const notesOf = (operation: Operation<unknown>, checked: Array<Settled<unknown>>) =>
	checked.map((outcome) => (outcome.ok ? operation.noteOf?.(outcome.value) : undefined));

async function rowsOf(run: Session): Promise<Rows> {
	const { ctx } = run;
	const operation = operationOf(ctx);
	const goOn = ctx.continueOnFail();
	const checked = await checkAll(run, operation, ctx.getInputData().length);
	if (!goOn) throwFirst(run, checked);
	const done = await performAll(run, operation, checked, goOn);
	throwIfStopped(run);
	if (!goOn) throwFirst(run, withoutRefusals(done));
	const rows = done.flatMap((outcome, item) =>
		outcome.ok
			? outcome.value.map((row) => ({ ...row, pairedItem: { item } }))
			: [errorRow(run, outcome.reason, item)],
	);
	run.ledger.confirmExpiryReported();
	showSummary(ctx, rows);
	showNotes(ctx, notesOf(operation, checked));
	return rows;
}
