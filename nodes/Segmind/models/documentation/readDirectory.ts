import { isSlug } from '../../http/endpoints';
import type { DirectoryEntry } from './types';

const COLUMNS = 7;

const figureIn = (cell: string, pattern: RegExp): number | null => {
	const [, figure] = pattern.exec(cell.slice(0, 60)) ?? [];
	const value = Number(figure);
	return figure !== undefined && Number.isFinite(value) ? value : null;
};

const USD = /^\$(\d+(?:\.\d+)?(?:e-?\d{1,3})?)$/i;
const SECONDS = /^(\d+(?:\.\d+)?(?:e-?\d{1,3})?)s$/i;

/** Cells of a row of the table. A description may hold a `|`: the cells behind it count from the end. */
function entryIn(line: string, section: string): DirectoryEntry | undefined {
	const cells = line
		.slice(1, line.endsWith('|') ? -1 : undefined)
		.split('|')
		.map((cell) => cell.trim());
	const [title = '', slug = ''] = cells;
	const isHeading = title === 'Model' && slug === 'Slug';
	if (isHeading || cells.length < COLUMNS || !isSlug(slug)) return undefined;
	const [, cost = '', latency = ''] = cells.slice(-4);
	return {
		slug,
		title: title || slug,
		description: cells.slice(2, -4).join(' | ').replace(/\s+/g, ' '),
		section,
		averageUsd: figureIn(cost, USD),
		averageSeconds: figureIn(latency, SECONDS),
	};
}

/**
 * Reads the directory of all models, a table of Markdown under headings: each model once, in the
 * directory's order. Never throws, in time linear to the text.
 * @returns undefined for what is no directory
 */
export function readDirectory(text: string): DirectoryEntry[] | undefined {
	const entries = new Map<string, DirectoryEntry>();
	let section = '';
	// some descriptions hold a carriage return, so that only \n ends a row
	for (const raw of text.split('\n')) {
		const line = raw.trim();
		if (line.startsWith('## ')) section = line.slice(3).trim();
		const entry = line.startsWith('|') ? entryIn(line, section) : undefined;
		if (entry && !entries.has(entry.slug)) entries.set(entry.slug, entry);
	}
	return entries.size > 0 ? [...entries.values()] : undefined;
}
