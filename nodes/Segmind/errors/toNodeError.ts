import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import { Problem, type Billed } from './problem';
import { presentable } from './presentable';

const MONEY: Record<Billed, string> = {
	no: 'Nothing was billed.',
	maybe: 'It may have been billed.',
	yes: 'It has been billed.',
};

/** The same where other items have jobs, too: then it is said of which item it is true. */
const moneyOf = ({ billed, details: { further = [] } }: Problem): string =>
	billed === 'no' && further.length > 0 ? 'For this item nothing was billed.' : MONEY[billed];

/** How to go on, then all that is known of the occurrence. API text goes only here. */
export function describe(problem: Problem, itemIndex: number, key?: string): string {
	const { definition, details } = problem;
	const facts = [
		...(details.httpCode ? [`HTTP ${details.httpCode}`] : []),
		...(details.requestId ? [`request ID ${details.requestId}`] : []),
		`item ${itemIndex}`,
	];
	return [
		...(details.detail ? [presentable(details.detail, key)] : []),
		...(details.further ?? []).map((text) => presentable(text, key)),
		details.next ?? definition.next,
		...(details.apiText ? [`Segmind says: "${presentable(details.apiText, key)}"`] : []),
		moneyOf(problem),
		`(${facts.join(', ')})`,
	].join(' ');
}

/** The headline: the fixed sentence and the item's number, in n8n's own notation. */
export const headline = (problem: Problem, itemIndex: number): string =>
	`${problem.definition.message} [item ${itemIndex}]`;

const unforeseen = (thrown: unknown): Problem =>
	new Problem(
		{
			message: 'Something unexpected happened in the node',
			next: 'Please report it to the authors of this node, with the text given here.',
			billed: 'maybe',
		},
		{ detail: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) },
	);

/** Whatever was thrown, as a `Problem`. */
export const asProblem = (thrown: unknown): Problem =>
	thrown instanceof Problem ? thrown : unforeseen(thrown);

/**
 * The error class that n8n shows. Built from plain data: n8n returns a NodeApiError that is wrapped
 * a second time unchanged, and looks for words like ENOENT in `message` to replace it.
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex: number,
	key?: string,
): NodeApiError | NodeOperationError {
	const problem = asProblem(thrown);
	const message = headline(problem, itemIndex);
	const description = describe(problem, itemIndex, key);
	const { httpCode, requestId } = problem.details;
	// n8n 2 tells causes apart by it; n8n 1 ignores it
	const { cause } = problem.definition;
	const failure = cause && { failure: { cause } };
	if (httpCode === undefined && requestId === undefined && problem.billed === 'no') {
		return new NodeOperationError(node, message, { description, itemIndex, ...failure });
	}
	const plain: JsonObject = {
		message,
		...(requestId && { requestId }),
		...(problem.details.apiText && { segmind: presentable(problem.details.apiText, key) }),
	};
	return new NodeApiError(node, plain, {
		message,
		description,
		itemIndex,
		...failure,
		...(httpCode !== undefined && { httpCode: String(httpCode) }),
	});
}
