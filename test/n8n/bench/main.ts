/**
 * `npm run bench`: this node and what people use today, side by side in the real n8n on the local
 * stand-in of Segmind. Writes docs/benchmarks.json, docs/benchmarks.md and their picture. `-- --quick`
 * measures a few, with slack; `-- --only memory` takes scenarios with that text in their
 * name (with `--write` they replace what is written down of them), `--who HTTP` such competitors.
 */
import { parseArgs } from 'node:util';

import { writeCounts } from '../../../scripts/setup/counts';
import { check } from './check';
import { merged, writeDocs } from './docs';
import { row, TITLES } from './report';
import { asked, runScenario, type Line } from './run';
import { SCENARIOS } from './scenarios';

/** Each peak is measured so often; what counts is the median. */
const MEMORY_ROUNDS = 3;

const tell = (text: string) => void process.stdout.write(`${text}\n`);

/** The quick one is part of `.ci/run`, on whatever machine. */
const QUICK_SLACK = 1.3;

function judge(lines: Line[], slack: number): void {
	const outcomes = check(lines, slack);
	for (const { what, holds } of outcomes) tell(`${holds ? '✓' : '✗'} ${what}`);
	const checks = outcomes.map(({ what, holds }) => ({ name: what, failures: holds ? [] : [what] }));
	if (!writeCounts('bench', checks)) process.exitCode = 1;
}

async function main() {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean' },
			only: { type: 'string' },
			who: { type: 'string' },
			write: { type: 'boolean' },
		},
	});
	const chosen = SCENARIOS.filter(
		({ name, quick, kind }) =>
			(!values.quick || quick) && `${kind} ${name}`.includes(values.only ?? ''),
	);
	const startedMs = Date.now();
	const lines: Line[] = [];
	for (const [index, scenario] of chosen.entries()) {
		const minutes = ((Date.now() - startedMs) / 60_000).toFixed(1);
		tell(`\n${index + 1}/${chosen.length} ${scenario.name} (${minutes} min)`);
		tell(`  ${TITLES.join(' | ')}`);
		const competitors = asked(scenario, values.quick ?? false, values.who);
		await runScenario(scenario, competitors, values.quick ? 1 : MEMORY_ROUNDS, (line) => {
			lines.push(line);
			tell(`  ${row(line).join(' | ')}`);
		});
	}
	tell('');
	judge(lines, values.quick ? QUICK_SLACK : 1);
	const everything = !values.quick && values.only === undefined && values.who === undefined;
	if (everything) await writeDocs(lines);
	else if (values.write && values.who === undefined && !values.quick)
		await writeDocs(merged(lines));
	tell(`${((Date.now() - startedMs) / 60_000).toFixed(1)} min`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
	process.exitCode = 1;
});
