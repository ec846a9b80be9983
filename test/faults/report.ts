import type { History } from './history';
import type { Verdict } from './judge';
import { booksOf } from './judge/books';
import type { Plan, Round } from './plan';
import { isError, textOf } from './rows';

const round = ({ cut, gapMinutes }: Round, index: number): string => {
	const gap = gapMinutes > 0 ? `${gapMinutes} minutes later, ` : '';
	const end = cut
		? `${cut.kind} ${cut.when} call ${cut.nth} of ${cut.call === 'any' ? 'any kind' : cut.call}`
		: 'uncut';
	return `  execution ${index + 1}: ${gap}${end}`;
};

function batch(plan: Plan): string[] {
	const { items, faults, rounds, ...settings } = plan;
	const rules = faults.map(
		({ step, kind, nth, times, promptIncludes = 'any' }) =>
			`  ${step} meets ${kind}, number ${nth}, ${times} times (${promptIncludes.replace(/\.$/, '')})`,
	);
	return [
		`Batch: wishes ${items.join(', ')}`,
		`Settings: ${JSON.stringify(settings)}`,
		...(rules.length > 0 ? ['Faults:', ...rules] : ['Faults: none']),
		'Executions:',
		...rounds.map(round),
	];
}

const MOST_LINES = 40;
const LONGEST_LINE = 220;

function outcome(history: History): string[] {
	const { delivered, billed, rows } = booksOf(history);
	const jobs = history.jobs.map((job) => {
		const fate = delivered.has(job) ? 'delivered' : 'not delivered';
		const money = job.billedUsd > 0 ? 'billed' : `not billed (${job.state})`;
		const answered = job.answered ? '' : ', its answer did not arrive whole';
		return `  ${job.id.slice(0, 8)} ${job.version} ${String(job.body.prompt)} ${money}, ${fate}${answered}`;
	});
	const said = history.rounds.map(
		({ status, error, crashed, stop }, index) =>
			`  execution ${index + 1}: ${crashed ? 'torn down' : stop ? 'stopped' : status} ${error ?? ''}`,
	);
	const why = rows.filter(isError).map((row) => `  item ${row.item}: ${textOf(row)}`);
	return [
		`Wanted ${history.plan.items.length}, billed ${billed.length}, delivered ${delivered.size}`,
		...said,
		'Jobs:',
		...jobs,
		...(why.length > 0 ? ['Rows that say why not:', ...why] : []),
	];
}

/** What a person reads of a run that failed. */
export function reportOf(plan: Plan, verdicts: readonly Verdict[], history?: History): string {
	const broken = verdicts.flatMap(({ invariant, complaints }) => [
		`✗ ${invariant}`,
		...complaints.slice(0, 5).map((complaint) => `    ${complaint}`),
	]);
	return [...broken, ...batch(plan), ...(history ? outcome(history) : [])]
		.slice(0, MOST_LINES)
		.map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line))
		.join('\n');
}
