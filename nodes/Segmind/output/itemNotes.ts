import type { IExecuteFunctions } from 'n8n-workflow';
import { presentable } from '../errors/presentable';

/** So many notes are shown; the items of the others are counted. */
const MOST_NOTES = 3;

/** So many items of one note are named. */
const MOST_ITEMS = 5;

function named(items: readonly number[]): string {
	const shown = items.slice(0, MOST_ITEMS).join(', ');
	const more = items.length > MOST_ITEMS ? ` and ${items.length - MOST_ITEMS} more` : '';
	return `${items.length === 1 ? 'Item' : 'Items'} ${shown}${more}`;
}

/**
 * The notes of a run, each once with the items that it is about.
 * @param notes by item
 */
export function notesToShow(notes: ReadonlyArray<string | undefined>): string[] {
	const itemsOf = new Map<string, number[]>();
	for (const [item, note] of notes.entries()) {
		if (note !== undefined) itemsOf.set(note, [...(itemsOf.get(note) ?? []), item]);
	}
	// the editor shows them as HTML, and names of files and fields come from outside
	const all = [...itemsOf].map(([note, items]) => `${named(items)}: ${presentable(note)}`);
	const left = [...itemsOf.values()].slice(MOST_NOTES).flat().length;
	return left === 0 ? all : [...all.slice(0, MOST_NOTES), `The same kind of note for ${left} more.`];
}

/** Shows them in the editor. Where the node runs as a tool, n8n has no place for them. */
export function showNotes(
	ctx: IExecuteFunctions,
	notes: ReadonlyArray<string | undefined>,
): void {
	if (typeof ctx.addExecutionHints !== 'function') return;
	for (const message of notesToShow(notes)) {
		ctx.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
}
