import {
	BaseError,
	ExecutionBaseError,
	NodeApiError,
	NodeOperationError,
	type INode,
	type JsonObject,
} from 'n8n-workflow';
import { Problem, SEGMIND_SITE, type Billed, type N8nError } from './problem';
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
export function describe(problem: Problem, key?: string): string {
	const { definition, details } = problem;
	const facts = [
		...(details.httpCode ? [`HTTP ${details.httpCode}`] : []),
		...(details.requestId ? [`request ID ${details.requestId}`] : []),
	];
	return [
		...(details.detail ? [presentable(details.detail, key)] : []),
		...[details.next ?? definition.next].filter((text) => text !== ''),
		...(details.apiText ? [`Segmind says: "${presentable(details.apiText, key)}"`] : []),
		moneyOf(problem),
		...(facts.length > 0 ? [`(${facts.join(', ')})`] : []),
		// of other items: what ended this one is not to be looked for behind a list of request IDs
		...(details.further ?? []).map((text) => presentable(text, key)),
	].join(' ');
}

/** The headline: the fixed sentence and the item's number, in n8n's own notation. */
export function headline({ definition, details }: Problem, itemIndex: number): string {
	const { about = '' } = details;
	const isSaid = about === '' || definition.message.startsWith(`'${about}'`);
	const message = isSaid ? definition.message : `${about}: ${definition.message}`;
	const item = `[item ${itemIndex}]`;
	return message.endsWith(item) ? message : `${message} ${item}`;
}

const SITE = new RegExp(`${SEGMIND_SITE.replace(/\./g, '\\.')}[a-z/-]*`, 'g');

/** n8n's editor shows descriptions and hints as HTML. */
export const withLinks = (text: string): string =>
	text.replace(SITE, '<a href="$&" target="_blank">$&</a>');

/**
 * Whether n8n itself says that an expression or a parameter can't be read. A plain error that comes
 * out of its expression engine is known by what n8n leaves with it as its cause: the entered value.
 */
const isN8nError = (thrown: unknown): thrown is N8nError =>
	thrown instanceof BaseError ||
	thrown instanceof ExecutionBaseError ||
	(thrown instanceof Error && Object.hasOwn(thrown, 'cause') && !(thrown.cause instanceof Error));

const labelled = (label: string, value: unknown): string[] =>
	typeof value === 'string' ? [`${label}: '${value}'.`] : [];

/** In n8n's own words. Where the editor has a text of its own, the context names what it is about. */
function ofN8n(error: N8nError): Problem {
	const { causeDetailed, parameter, nodeCause } = error.context ?? {};
	const known = [
		error.description ?? causeDetailed,
		...labelled('Parameter', parameter),
		...labelled('Node', nodeCause),
	];
	const next = known.filter((text) => typeof text === 'string' && text !== '').join(' ');
	return new Problem({ message: error.message, next, billed: 'maybe' }, {}, error);
}

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
	thrown instanceof Problem ? thrown : isN8nError(thrown) ? ofN8n(thrown) : unforeseen(thrown);

/**
 * n8n's own error with the description that it gets here. The editor takes other texts in its place:
 * to one that it looks up nothing can be added, so that the headline says what was billed.
 */
function completed(
	error: N8nError,
	problem: Problem,
	itemIndex: number,
	description: string,
): Error {
	const context = (error.context ??= {});
	const { descriptionKey, descriptionTemplate } = context;
	const words = String(context.messageTemplate ?? error.message).replace(/[^.!?]$/, '$&.');
	const money = moneyOf(problem);
	context.itemIndex ??= itemIndex;
	if (descriptionTemplate) context.descriptionTemplate = `${String(descriptionTemplate)} ${money}`;
	// without a parameter to put into it the editor leaves a template out
	if (descriptionKey && context.parameter) {
		context.messageTemplate = `${words} ${money}`;
	}
	error.description = description;
	return error;
}

/**
 * The error that n8n shows: its own as it is, else one of its classes. That is built from plain data:
 * n8n returns a NodeApiError that is wrapped a second time unchanged, and looks for words like ENOENT in
 * `message` to replace it.
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex: number,
	key?: string,
): N8nError {
	const problem = asProblem(thrown);
	const message = headline(problem, itemIndex);
	const description = withLinks(describe(problem, key));
	if (problem.ofN8n) return completed(problem.ofN8n, problem, itemIndex, description);
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
