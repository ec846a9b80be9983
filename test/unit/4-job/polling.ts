import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { CASES, compare, sample, withFixedChance, type Case, type Comparison } from './comparison';
import { chart, type Panel } from './pollingChart';
import { bestPlan, costOf, type Outcome } from './simulation';

/** Runs of twenty jobs in each way to follow them. */
const RUNS = 50;

const DOCS = path.join(__dirname, '../../../docs');
const BEGIN = '<!-- table -->';
const END = '<!-- end of table -->';

const TITLES = [
	'how long jobs take',
	'first job',
	'learned',
	'first batch',
	'batch, learned',
	'every 1 s',
	'every 2 s',
	'every 5 s',
	'best',
];

function row({ name }: Case, found: Comparison): string[] {
	const { cold, learned, batch, learnedBatch, every, best } = found;
	const cell = (outcome: Outcome): string => {
		const ratio = (costOf(outcome) / costOf(best)).toFixed(2);
		return `${(outcome.lateMs / 1000).toFixed(2)} / ${outcome.looks.toFixed(1)} / ${ratio}`;
	};
	const ways = [cold, learned, batch, learnedBatch, every[1], every[2], every[5], best];
	return [name, ...ways.map(cell)];
}

function table(rows: readonly string[][]): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [TITLES, TITLES.map((_, at) => (at === 0 ? '---' : '---:')), ...rows].map(line).join('\n');
}

function panelOf(one: Case, found: Comparison, title: string): Panel {
	const tookMs = sample(one.takes, 5000, 11);
	const prices = [5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 450, 700, 1000, 1500];
	return {
		title,
		limit: prices.map((lookMs) => bestPlan(tookMs, lookMs)),
		ways: [
			{ name: 'this node, first job', outcome: found.cold, kind: 'node' },
			{ name: 'this node, first batch', outcome: found.batch, kind: 'node' },
			{ name: 'this node, learned', outcome: found.learned, kind: 'node' },
			{ name: 'every second (SDK)', outcome: found.every[1], kind: 'fixed' },
			{ name: 'every 2 s', outcome: found.every[2], kind: 'fixed' },
			{ name: 'every 5 s', outcome: found.every[5], kind: 'fixed' },
		],
	};
}

/** What is drawn: documentation that is right, and documentation that is not. */
const DRAWN: Readonly<Record<string, string>> = {
	'log-normal, sigma 0.25': '58 s on average, as documented',
	'twice as quick as documented': '29 s on average, 58 s documented',
};

async function write(text: string, panels: readonly Panel[]): Promise<void> {
	const file = path.join(DOCS, 'polling.md');
	const before = await readFile(file, 'utf8');
	const [head, rest] = before.split(BEGIN);
	const tail = rest?.split(END)[1];
	if (tail === undefined) throw new Error(`${file} has no place for the table`);
	const options = { ...(await resolveConfig(file)), parser: 'markdown' };
	await writeFile(file, await format(`${head}${BEGIN}\n\n${text}\n\n${END}${tail}`, options));
	await writeFile(path.join(DOCS, 'images', 'polling.svg'), chart(panels));
}

async function main(): Promise<void> {
	const found = CASES.map((one) => ({
		one,
		comparison: withFixedChance(() => compare(one, RUNS)),
	}));
	const text = table(found.map(({ one, comparison }) => row(one, comparison)));
	process.stdout.write(`${text}\n`);
	if (!process.argv.includes('--write')) return;
	const panels = found.flatMap(({ one, comparison }) => {
		const title = DRAWN[one.name];
		return title === undefined ? [] : [panelOf(one, comparison, title)];
	});
	await write(text, panels);
}

void main();
