import { join } from 'node:path';
import { bold, dim, green, red } from '../setup/words';
import { OUTPUT, type Result } from './results';
import type { Service } from './service';

export type Kind = Service['kind'];

/** USD to a tenth of a cent, or a dash where Segmind names none. */
export const usd = (amount: number | null): string =>
	amount === null ? '–' : `$${amount.toFixed(3)}`;

export const seconds = (value: number | null): string =>
	value === null ? '–' : `${value.toFixed(1)} s`;

/** USD to the cent, with a word where nobody pays it. */
export const moneyOf = (usd: number, kind: Kind): string =>
	`$${usd.toFixed(2)}${kind === 'sandbox' ? ' (simulated)' : ''}`;

/** Sum of what is known, USD. */
export const totalCost = (results: readonly Result[]): number =>
	results.reduce((sum, { cost }) => sum + (cost ?? 0), 0);

/** What kept images from being made or saved, each once, without what tells the jobs apart. */
export function problemsOf(results: readonly Result[]): string[] {
	const once = new Map<string, string>();
	for (const { problem, requestId } of results) {
		if (problem === undefined) continue;
		const alike = requestId ? problem.split(requestId).join('') : problem;
		if (!once.has(alike)) once.set(alike, problem);
	}
	return [...once.values()];
}

/** One line for each result, under a head. */
function table(results: readonly Result[]): string {
	const rows = [
		['Item', 'Model', 'Seconds', 'Cost', 'File'],
		...results.map(({ item, model, cost, file, ...result }) => [
			...[item.name, model, seconds(result.seconds), usd(cost)],
			file ? `output/${file}` : 'no image, see below',
		]),
	];
	const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
	const lines = rows.map((row) =>
		row.map((cell, at) => cell.padEnd(widths[at] ?? cell.length)).join('  '),
	);
	const marks = results.map(({ problem }) => (problem ? red('✗') : green('✓')));
	return lines
		.map((line, at) => (at === 0 ? dim(`  ${line}`) : `${marks[at - 1]} ${line}`))
		.join('\n');
}

/** The table of a run and what came of it, for the terminal. */
export function report(results: readonly Result[], kind: Kind): void {
	console.log(`\n${table(results)}\n`);
	for (const problem of problemsOf(results)) console.error(red(problem));
	const good = results.filter(({ problem }) => problem === undefined).length;
	console.log(`${good} of ${results.length} images, ${moneyOf(totalCost(results), kind)} in all.`);
	if (results.some(({ file }) => file))
		console.log(`Before and after, side by side: ${bold(join(OUTPUT, 'index.html'))}`);
	if (good !== results.length) process.exitCode = 1;
}
