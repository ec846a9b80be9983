import { join } from 'node:path';
import { bold, red } from '../setup/words';
import { OUTPUT, type Result } from './results';
import type { Service } from './service';
import { sumOfUsd, table, totalCost } from './table';

export type Kind = Service['kind'];

/** A sum of money, with a word where nobody pays it. */
export const moneyOf = (usd: number, kind: Kind): string =>
	`${sumOfUsd(usd)}${kind === 'sandbox' ? ' (simulated)' : ''}`;

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
