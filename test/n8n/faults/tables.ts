import type { EventResult } from './events';
import type { RunResult } from './types';

type Cells = ReadonlyArray<string | number>;

/** A Markdown table. */
export function markdown(head: Cells, rows: readonly Cells[]): string {
	const line = (cells: Cells) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const MOMENT_WORDS: Record<RunResult['moment'], string> = {
	upload: 'uploading an image',
	submit: 'waiting for the answer to a submit',
	status: 'polling the status',
	result: 'fetching the result',
	download: 'downloading an image',
	after: 'done; the next node runs',
};

const sum = (
	runs: readonly RunResult[],
	key: 'wanted' | 'billed' | 'delivered' | 'named' | 'unnamed',
) => runs.reduce((total, run) => total + run[key], 0);

/** Runs by version, moment, setting and answer, where they differ in what they cost. */
export function killTable(runs: readonly RunResult[]): string {
	const groups = new Map<string, RunResult[]>();
	for (const run of runs) {
		const answer = run.answer === 'run again' ? 'workflow run again' : 'retry';
		const progress = run.progress ? 'on' : 'off';
		const key = [run.version, MOMENT_WORDS[run.moment], progress, answer].join('|');
		groups.set(key, [...(groups.get(key) ?? []), run]);
	}
	const head = [
		'n8n',
		'The node was',
		'Save progress',
		'Then',
		'Runs',
		'Wanted',
		'Billed',
		'Delivered',
		'Lost, ID in the log',
		'Lost, no ID',
	];
	const rows = [...groups.entries()].map(([key, group]) => [
		...key.split('|'),
		group.length,
		...(['wanted', 'billed', 'delivered', 'named', 'unnamed'] as const).map((of) => sum(group, of)),
	]);
	const order = Object.values(MOMENT_WORDS);
	rows.sort((a, b) => {
		const by = (row: Cells) => [row[0], order.indexOf(String(row[1])), row[2], row[3]].join('|');
		return by(a) < by(b) ? -1 : 1;
	});
	return markdown(head, rows);
}

/** What all kills of one n8n cost together, by what the person did then. */
function killsAsEvents(runs: readonly RunResult[]): EventResult[] {
	const groups = new Map<string, RunResult[]>();
	for (const run of runs) {
		const then = run.answer === 'run again' ? 'run again' : `retried (${run.answer.slice(6)})`;
		const key = [`kill -9, then ${then}`, run.version, run.binaryMode].join('|');
		groups.set(key, [...(groups.get(key) ?? []), run]);
	}
	return [...groups.entries()].sort().map(([key, group]) => {
		const [event = '', version = '', binaryMode = ''] = key.split('|');
		const ids = `n8n's log: ${sum(group, 'named')}, nowhere: ${sum(group, 'unnamed')}`;
		const [wanted, billed, delivered] = [
			sum(group, 'wanted'),
			sum(group, 'billed'),
			sum(group, 'delivered'),
		];
		return { event, version, binaryMode, wanted, billed, delivered, ids };
	});
}

/** One row for each event, version and binary mode. */
export function eventTable(events: readonly EventResult[], runs: readonly RunResult[]): string {
	return markdown(
		['Event', 'n8n', 'Binary mode', 'Wanted', 'Billed', 'Delivered', 'Request IDs of the rest'],
		[...events, ...killsAsEvents(runs)].map((one) => [
			one.event,
			one.version,
			one.binaryMode,
			one.wanted,
			one.billed,
			one.delivered,
			one.ids,
		]),
	);
}
