import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { presentable } from '../errors/presentable';

/** Keys of an item that failed, and no other: n8n knows an item for the error output by them. */
const KEYS = ['error', 'message'];

export const isErrorItem = ({ json }: INodeExecutionData): boolean =>
	Object.keys(json).length === KEYS.length && KEYS.every((key) => typeof json[key] === 'string');

/**
 * Among the others in one table an item that failed has their columns, with nothing in them.
 * @param inputOf what of its input stands beside the result
 */
export function withColumns(
	items: readonly INodeExecutionData[],
	inputOf: (item: INodeExecutionData) => IDataObject,
): INodeExecutionData[] {
	const made = items.filter((item) => !isErrorItem(item));
	const columns = made.flatMap(({ json }) => Object.keys(json));
	const empty = Object.fromEntries(columns.map((name) => [name, null]));
	return items.map((item) =>
		isErrorItem(item) ? { ...item, json: { ...empty, ...inputOf(item), ...item.json } } : item,
	);
}

/** So many reasons are told, and so many rows of one are named. */
const MAX_REASONS = 3;
const MAX_ROWS = 5;

function rowsText(items: readonly number[]): string {
	const rows = items.slice(0, MAX_ROWS).map((item) => String(item + 1));
	if (items.length > MAX_ROWS) rows.push(`${items.length - MAX_ROWS} more`);
	const last = rows.pop();
	const listed = rows.length > 0 ? `${rows.join(', ')} and ${last}` : last;
	return `${items.length === 1 ? 'row' : 'rows'} ${listed}`;
}

/**
 * Which items failed and why, in a sentence; rows count from 1.
 * @param count number of items that came in
 */
export function failedText(items: readonly INodeExecutionData[], count: number): string | undefined {
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
