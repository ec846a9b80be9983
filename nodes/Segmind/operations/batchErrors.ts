import type { INodeExecutionData } from 'n8n-workflow';
import { Stopped } from '../core/clock';
import type { Settled } from '../core/semaphore';
import { API_ERRORS } from '../errors/apiErrors';
import { type Details, Problem } from '../errors/problem';
import { asProblem, describe, headline, toNodeError } from '../errors/toNodeError';
import type { JobContext } from '../job/context';

/**
 * The output item for an input item that failed. In both versions of n8n only one with no other keys
 * than `error` and `message` takes the error output, and n8n adds the input to it by itself.
 */
export function errorItem(session: JobContext, thrown: unknown, item: number): INodeExecutionData {
	const problem = asProblem(thrown);
	const error = headline(problem, item);
	const message = describe(problem, session.credential.key);
	return { json: { error, message }, pairedItem: { item } };
}

/** What was thrown and nobody foresaw, with what is known of the job that it is about. */
export function withKnown(thrown: unknown, known: Details): Error {
	if (thrown instanceof Problem || thrown instanceof Stopped) return thrown;
	return asProblem(thrown).with(known);
}

/** Whatever fails after a submit, even by a mistake of this node, names the job; before it nothing is billed. */
export function withRequestId(
	{ ledger }: JobContext,
	{ item, variation }: { readonly item: number; readonly variation: number },
	thrown: unknown,
): Error {
	const requestId = ledger.requestIdOf(item, variation);
	if (requestId !== undefined) return withKnown(thrown, { requestId });
	return withKnown(thrown, ledger.itemsWithoutId().includes(item) ? {} : { billed: 'no' });
}

/** Parts of a sentence that is a list; nothing where there is nothing to list. */
function listed(title: string, texts: readonly string[]): string[] {
	const parts = texts.map((text, at) => `${text}${at === texts.length - 1 ? '.' : ','}`);
	return texts.length > 0 ? [title, ...parts] : [];
}

/** @throws NodeApiError, NodeOperationError after a Stop, with the jobs that it leaves running */
export function throwIfStopped({ ctx, signal, ledger }: JobContext): void {
	if (!signal?.aborted) return;
	const unconfirmed = ledger.itemsWithoutId().map((item) => `row ${item + 1}`);
	const further = [
		...listed('Request IDs:', ledger.requestIds()),
		...listed('Sent, but not confirmed:', unconfirmed),
		...(unconfirmed.length > 0 ? ['Another run submits these again.'] : []),
	];
	const none = { next: 'No job was under way.', billed: 'no' as const };
	const details = further.length > 0 ? { further, billed: 'maybe' as const } : none;
	throw toNodeError(ctx.getNode(), new Problem(API_ERRORS.stopped, details), 0);
}

/** What came of one part of the work for an item. */
export type Outcome<T> = Settled<T> & { readonly item: number };

interface Failure {
	readonly item: number;
	readonly problem: Problem;
}

const WAITING_JOBS =
	'In the editor, executing this node again hands out these jobs. Elsewhere a retry of its failed execution does, and a new run submits them again:';

/** What is to be told of the other item that failed, if it may have cost something. */
function toldOf({ item, problem: { definition, details, billed } }: Failure): string[] {
	if (details.requestId) {
		return [`Row ${item + 1}: ${definition.message} (request ID ${details.requestId}).`];
	}
	return billed === 'no' ? [] : [`Row ${item + 1}: ${definition.message}.`];
}

/**
 * Only one error can be thrown, and n8n outputs nothing beside it. So it also names the jobs of the
 * other items: of those that failed, and of those that are paid and now wait in the ledger.
 */
function withOthers(session: JobContext, first: Failure, others: readonly Failure[]): Problem {
	const { problem } = first;
	const named = new Set([first, ...others].map((failure) => failure.problem.details.requestId));
	const waiting = session.ledger.requestIds().filter((id) => !named.has(id));
	const further = [...others.flatMap(toldOf), ...listed(WAITING_JOBS, waiting)];
	return further.length > 0 ? problem.with({ further }) : problem;
}

/** Throws for the first item that failed by itself, if there is one. @throws NodeApiError, NodeOperationError */
export function throwFirst(session: JobContext, outcomes: ReadonlyArray<Outcome<unknown>>): void {
	throwIfStopped(session);
	const failures = outcomes.flatMap((outcome) => {
		const problem = outcome.ok ? undefined : asProblem(outcome.reason);
		const { item } = outcome;
		return problem && problem.definition !== API_ERRORS.notStarted ? [{ item, problem }] : [];
	});
	const [first, ...others] = failures;
	if (!first) return;
	session.ledger.confirmExpiryReported();
	const problem = withOthers(session, first, others);
	throw toNodeError(session.ctx.getNode(), problem, first.item, session.credential.key);
}

export const isOverBudget = (reason: unknown): boolean =>
	asProblem(reason).definition === API_ERRORS.overBudget;

/**
 * What does not fit into the budget is the user's own wish, so it doesn't take the images that do
 * fit from them: it comes out as an error item, unless nothing fits at all.
 */
export function withoutRefusals(
	outcomes: ReadonlyArray<Outcome<unknown>>,
): ReadonlyArray<Outcome<unknown>> {
	if (!outcomes.some((outcome) => outcome.ok)) return outcomes;
	return outcomes.map((outcome) =>
		!outcome.ok && isOverBudget(outcome.reason)
			? { ok: true, value: undefined, item: outcome.item }
			: outcome,
	);
}
