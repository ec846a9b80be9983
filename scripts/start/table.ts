import { bold, dim, green, red } from '../setup/words';
import type { Result } from './results';

/** USD to a tenth of a cent, or a dash where Segmind names none. */
export const usd = (amount: number | null): string =>
	amount === null ? '–' : `$${amount.toFixed(3)}`;

/** USD to the cent. */
export const sumOfUsd = (amount: number): string => `$${amount.toFixed(2)}`;

export const seconds = (value: number | null): string =>
	value === null ? '–' : `${value.toFixed(1)} s`;

const HEAD = ['Item', 'Model', 'Seconds', 'Cost', 'File'];
const TO_THE_RIGHT = [false, false, true, true, false];

/** A table for the terminal, one line for each result. */
export function table(results: readonly Result[]): string {
	const rows = results.map((result) => [
		result.item.name,
		result.model,
		seconds(result.seconds),
		usd(result.cost),
		result.file ? `output/${result.file}` : 'no image, see below',
	]);
	const widths = HEAD.map((head, column) =>
		Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
	);
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, column) => {
				const width = widths[column] ?? 0;
				if (column === cells.length - 1) return cell;
				return TO_THE_RIGHT[column] ? cell.padStart(width) : cell.padEnd(width);
			})
			.join('  ');
	const body = rows.map(
		(row, index) => `${results[index]?.problem ? red('✗') : green('✓')} ${line(row)}`,
	);
	const rule = dim(`  ${widths.map((width) => '─'.repeat(width)).join('  ')}`);
	return [`  ${bold(line(HEAD))}`, rule, ...body].join('\n');
}

/** Sum of what is known, USD. */
export const totalCost = (results: readonly Result[]): number =>
	results.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
