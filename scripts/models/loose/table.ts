import type { ModelFile, ModelParameter } from '../../generate/modelFile';

const HEAD = ['name', 'type', 'required', 'default', 'allowed', 'range', 'uncertain'];

/** Columns of a terminal are few: a longer cell is cut. */
const CELL_LENGTH = 48;

const json = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));

const cut = (cell: string, column: number): string =>
	cell.length > CELL_LENGTH && column < HEAD.length - 1
		? `${cell.slice(0, CELL_LENGTH - 1)}\u2026`
		: cell;

function cells(parameter: ModelParameter, doubts: string[]): string[] {
	const { name, type, required, default: preset, allowed, open, minimum, maximum } = parameter;
	const values = allowed?.map(json).join(' ') ?? '';
	const range = minimum === undefined && maximum === undefined ? '' : `${minimum} to ${maximum}`;
	const list = open ? `${values} and more` : values;
	return [name, type, required ? 'yes' : 'no', json(preset), list, range, doubts.join('; ')];
}

/**
 * What was understood of a text whose facts nothing keeps apart, as a table with its doubts.
 * @param uncertain doubts by the name of the parameter; those about the page have an empty name
 */
export function doubtsTable(file: ModelFile, uncertain: Map<string, string[]>): string {
	const rows = file.parameters.map((one) => cells(one, uncertain.get(one.name) ?? []));
	const all = [HEAD, ...rows].map((row) => row.map(cut));
	const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
	const line = (row: string[]) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	const about = (uncertain.get('') ?? []).map((doubt) => `Uncertain: ${doubt}`);
	const rule = widths.map((width) => '-'.repeat(width));
	return ['', line(HEAD), line(rule), ...all.slice(1).map(line), '', ...about].join('\n').trimEnd();
}
