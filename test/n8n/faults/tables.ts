import type { EventResult } from './events';
import type { RunResult } from './plan';

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

/** Groups by a text, in the order of first appearance. */
function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Array<[string, T[]]> {
	const groups = new Map<string, T[]>();
	for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
	return [...groups];
}

function sums<K extends string>(list: ReadonlyArray<Record<K, number>>, ...keys: K[]): number[] {
	return keys.map((key) => list.reduce((total, one) => total + one[key], 0));
}

/** Save progress and what a person does then change the price of a node that is done, and no other's. */
function killOf({ moment, progress, answer }: RunResult): string {
	const then = answer === 'run again' ? 'workflow run again' : 'retry';
	const settings = moment === 'after' ? [progress ? 'on' : 'off', then] : ['on or off', 'either'];
	return [MOMENT_WORDS[moment], ...settings].join('|');
}

/** Kills by where the node was, all versions and binary modes together. */
export function killTable(runs: readonly RunResult[]): string {
	const order = Object.keys(MOMENT_WORDS);
	const sorted = [...runs].sort(
		(a, b) => order.indexOf(a.moment) - order.indexOf(b.moment) || (killOf(a) < killOf(b) ? -1 : 1),
	);
	return markdown(
		[
			...['The node was', 'Save progress', 'Then', 'Runs'],
			...['Wanted', 'Billed', 'Delivered', 'Lost, ID in the log', 'Lost, no ID'],
		],
		grouped(sorted, killOf).map(([key, group]) => [
			...key.split('|'),
			group.length,
			...sums(group, 'wanted', 'billed', 'delivered', 'named', 'unnamed'),
		]),
	);
}

/** What the kills cost, by what the person did then. */
function killsAsEvents(runs: readonly RunResult[]): EventResult[] {
	const then = ({ answer }: RunResult) =>
		answer === 'run again' ? 'run again' : `retried (${answer.slice(6)})`;
	return grouped(runs, then)
		.sort()
		.flatMap(([answer, group]) => {
			const [named, unnamed] = sums(group, 'named', 'unnamed');
			const ids = `n8n's log: ${named}, nowhere: ${unnamed}`;
			return group.map((run) => ({ ...run, event: `kill -9, then ${answer}`, ids }));
		});
}

/** One row for each event: in how many tests it was measured, and their sums. */
export function eventTable(events: readonly EventResult[], runs: readonly RunResult[]): string {
	const rows = grouped([...events, ...killsAsEvents(runs)], ({ event, ids }) => `${event}|${ids}`);
	const all = (group: EventResult[], key: 'version' | 'binaryMode') =>
		[...new Set(group.map((one) => one[key]))].sort();
	return markdown(
		['Event', 'Measured', 'Wanted', 'Billed', 'Delivered', 'Request IDs of the rest'],
		rows.map(([key, group]) => {
			const [event = '', ids = ''] = key.split('|');
			const where = `n8n ${all(group, 'version').join(' and ')}`;
			const measured = `${where}, ${all(group, 'binaryMode').join(', ')}: ${group.length} times`;
			return [event, measured, ...sums(group, 'wanted', 'billed', 'delivered'), ids];
		}),
	);
}
