import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_FOLDER } from '../lib/paths';

/** The document that holds the measured tables. */
export const DOCUMENT = path.join(PROJECT_FOLDER, 'docs/money.md');

/** Replaces what stands between the marks of a table. @throws Error when the marks are missing */
export function withTable(text: string, name: string, table: string): string {
	const [start, end] = [`<!-- generated: ${name} -->`, '<!-- /generated -->'];
	const from = text.indexOf(start);
	const to = text.indexOf(end, from);
	if (from < 0 || to < 0) throw new Error(`docs/money.md has no marks for "${name}"`);
	return `${text.slice(0, from + start.length)}\n\n${table}\n\n${text.slice(to)}`;
}

/** What stands between the marks of a table. */
export function tableIn(text: string, name: string): string {
	const part = text.split(`<!-- generated: ${name} -->`)[1]?.split('<!-- /generated -->')[0];
	return part?.trim() ?? '';
}

/** Writes tables into the document. */
export function writeTables(tables: Record<string, string>): void {
	const before = readFileSync(DOCUMENT, 'utf8');
	const after = Object.entries(tables).reduce(
		(text, [name, table]) => withTable(text, name, table),
		before,
	);
	writeFileSync(DOCUMENT, after);
}
