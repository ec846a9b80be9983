import { money } from '../core/json';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Note, SEGMIND_SITE, warning } from '../errors/problem';
import { withLinks } from '../errors/toNodeError';
import { presentable } from '../errors/presentable';

/** Keys of an item that failed, and no other: n8n knows an item for the error output by them. */
const KEYS = ['error', 'message'];

export const isErrorItem = ({ json }: INodeExecutionData): boolean =>
	Object.keys(json).length === KEYS.length && KEYS.every((key) => typeof json[key] === 'string');

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const numbers = (items: INodeExecutionData[], key: string): number[] =>
	items.flatMap(({ json }) => (typeof json[key] === 'number' ? [json[key]] : []));

/** A job that several input items name was billed once: it counts as what the first of them made. */
function billedOnce(items: INodeExecutionData[]): INodeExecutionData[] {
	const itemOf = new Map<unknown, string>();
	return items.filter(({ json: { requestId }, pairedItem }) => {
		const item = JSON.stringify(pairedItem);
		if (!itemOf.has(requestId)) itemOf.set(requestId, item);
		return typeof requestId !== 'string' || itemOf.get(requestId) === item;
	});
}

/** What the items hold: images, or results where there is anything else among them. */
function counted(items: INodeExecutionData[]): { count: number; noun: string; nouns: string } {
	const files = items.flatMap(({ binary, json }) => {
		if (Array.isArray(json.files) && json.outputs === undefined) return json.files as IDataObject[];
		return typeof json.url === 'string' ? [json] : Object.values(binary ?? {}).slice(0, 1);
	});
	const texts = items.filter(
		({ binary, json }) => !binary && !json.url && (json.text ?? json.output) !== undefined,
	).length;
	const onlyImages =
		texts === 0 && files.every(({ mimeType }) => /^image\//.test(String(mimeType)));
	const noun = onlyImages ? 'image' : 'result';
	return { count: files.length + texts, noun, nouns: `${noun}s` };
}

/** Images, cost, and what is left. */
function costOf(all: INodeExecutionData[]): Note | undefined {
	const items = billedOnce(all);
	const { count, noun, nouns } = counted(items);
	const costs = numbers(items, 'cost');
	if (count === 0 || costs.length === 0) return undefined;
	const total = sum(costs);
	const left = numbers(items, 'remainingCredits').sort((a, b) => a - b)[0];
	const first = `${count} ${count === 1 ? noun : nouns} for ${money(total)}.`;
	if (left === undefined) return { text: first, type: 'info' };
	const second = ` ${money(left)} of credits left`;
	if (left >= total) return { text: `${first}${second}.`, type: 'info' };
	const again = `less than as many ${nouns} again would cost. Add credits at ${withLinks(SEGMIND_SITE)}.`;
	return warning(`${first}${second}: ${again}`);
}

/** What is told of jobs that an earlier run by hand paid. @param takenOver how that ended, by request ID */
function takenOverText(
	items: INodeExecutionData[],
	takenOver: ReadonlyMap<unknown, string>,
): string | undefined {
	if (items.length === 0) return undefined;
	const jobs = { count: items.length, noun: 'job', nouns: 'jobs' };
	const made = counted(items);
	const { count, noun, nouns } = made.count > 0 ? made : jobs;
	const runs = [...new Set(items.map(({ json }) => `the run that ${takenOver.get(json.requestId)}`))];
	const [what, were, are] = count === 1 ? [noun, 'was', 'is'] : [nouns, 'were', 'are'];
	return `${count} ${what} ${were} taken over from ${runs.join(' and ')}, and ${are} not billed again. Execute once more for new ones.`;
}

/** So many rows are named. */
const MAX_ROWS = 5;

/** Rows that follow one another, in their order. */
function runsOf(items: readonly number[]): number[][] {
	const runs: number[][] = [];
	for (const row of items.map((item) => item + 1)) {
		const run = runs.at(-1);
		if (run?.at(-1) === row - 1) run.push(row);
		else runs.push([row]);
	}
	return runs.flatMap((run) => (run.length > 2 ? [run] : run.map((row) => [row])));
}

/** Items as a user counts them, from 1: `rows 1, 2 and 5 to 9`. @param items in their order */
export function rowsText(items: readonly number[]): string {
	const runs = runsOf(items);
	const rows = runs.slice(0, MAX_ROWS).map((run) => [...new Set([run[0], run.at(-1)])].join(' to '));
	const more = runs.slice(MAX_ROWS).flat().length;
	if (more > 0) rows.push(`${more} more`);
	const last = rows.pop();
	const listed = rows.length > 0 ? `${rows.join(', ')} and ${last}` : last;
	return `${items.length === 1 ? 'row' : 'rows'} ${listed}`;
}

/** So many reasons are told. */
const MAX_REASONS = 3;

/**
 * Which items failed and why, in a sentence; rows count from 1.
 * @param count number of items that came in
 */
function failedText(items: readonly INodeExecutionData[], count: number): string | undefined {
	const byReason = new Map<string, Set<number>>();
	for (const { json, pairedItem } of items.filter(isErrorItem)) {
		const { item } = pairedItem as { item: number };
		const reason = presentable(String(json.error).replace(/\.? \[item \d+\]$/, ''));
		byReason.set(reason, (byReason.get(reason) ?? new Set()).add(item));
	}
	const failed = new Set([...byReason.values()].flatMap((rows) => [...rows]));
	if (failed.size === 0) return undefined;
	const told = [...byReason].slice(0, MAX_REASONS);
	const parts = told.map(([reason, rows]) => `${rowsText([...rows])} (${reason})`);
	if (byReason.size > told.length) parts.push('others for other reasons');
	return `${failed.size} of ${count} ${count === 1 ? 'item' : 'items'} failed: ${parts.join('; ')}.`;
}

/** Shows it under the output in the editor. Where the node runs as a tool, n8n has no place for it. */
export function show(ctx: IExecuteFunctions, { text: message, type }: Note): void {
	if (typeof ctx.addExecutionHints !== 'function') return;
	ctx.addExecutionHints({ message, type, location: 'outputPane' });
}

/** Shows what a run made and cost, and what failed. */
export function showSummary(
	ctx: IExecuteFunctions,
	items: INodeExecutionData[],
	takenOver: ReadonlyMap<unknown, string>,
): void {
	const isTaken = ({ json }: INodeExecutionData) => takenOver.has(json.requestId);
	const cost = costOf(items.filter((item) => !isTaken(item)));
	const failed = failedText(items, ctx.getInputData().length);
	const parts = [cost?.text, failed].filter((text) => text !== undefined);
	const type = failed === undefined ? (cost?.type ?? 'info') : 'warning';
	if (parts.length > 0) show(ctx, { text: parts.join(' '), type });
	const taken = takenOverText(items.filter(isTaken), takenOver);
	if (taken) show(ctx, { text: taken, type: 'info' });
}

/** So many notes are shown; the items of the others are counted. */
const MAX_NOTES = 3;

/**
 * The notes of a run, each once with the items that it is about.
 * @param notes by item
 */
export function notesToShow(notes: ReadonlyArray<Note | undefined>): Note[] {
	const known = new Map<string, { type: Note['type']; items: number[] }>();
	for (const [item, note] of notes.entries()) {
		if (!note) continue;
		const { type, items } = known.get(note.text) ?? { type: note.type, items: [] };
		known.set(note.text, { type, items: [...items, item] });
	}
	// the editor shows them as HTML, and names of files and fields come from outside
	const all = [...known].map(([text, { type, items }]): Note => ({
		text: `${rowsText(items).replace('r', 'R')}: ${presentable(text)}`,
		type,
	}));
	const left = [...known.values()].slice(MAX_NOTES).flatMap(({ items }) => items).length;
	if (left === 0) return all;
	return [...all.slice(0, MAX_NOTES), warning(`The same kind of note for ${left} more.`)];
}
