import type { ModelFile, ModelParameter } from '../../generate/modelFile';

/** Averages move all the time; what a person plans with has changed when it is this far off. */
const TOLERANCE = 0.25;

/** What a parameter is by its page; sentences and choices of the interface are the project's own. */
export const FACTS = [
	'type',
	'required',
	'nullable',
	'default',
	'allowed',
	'open',
	'minimum',
	'maximum',
	'shape',
] as const;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function changes(held: ModelParameter, stated: ModelParameter): string[] {
	return FACTS.flatMap((fact) => {
		const [before, now] = [shown(held[fact]), shown(stated[fact])];
		return before === now ? [] : [`changed: ${held.name}: ${fact} is ${now}, was ${before}`];
	});
}

function parameters(held: ModelFile, stated: ModelFile): string[] {
	const find = (file: ModelFile, name: string) => file.parameters.find((one) => one.name === name);
	return [
		...stated.parameters.flatMap((one) => {
			const before = find(held, one.name);
			return before ? changes(before, one) : [`added: ${one.name} (${one.type})`];
		}),
		...held.parameters.flatMap((one) => (find(stated, one.name) ? [] : [`removed: ${one.name}`])),
	];
}

function average(what: string, held: number | null, stated: number | null): string[] {
	if (held === stated) return [];
	const near = held !== null && stated !== null && Math.abs(stated - held) <= held * TOLERANCE;
	return near ? [] : [`changed: ${what} is ${shown(stated)}, was ${shown(held)}`];
}

/** Whether all is known follows from the rows: a row that went is one change, not two. */
function coverage(held: ModelFile, stated: ModelFile, rows: string[], why: string[]): string[] {
	if (held.coverage === stated.coverage) return [];
	if (stated.coverage === 'partial' && rows.some((line) => line.startsWith('removed'))) return [];
	const reason = why.length > 0 ? ` (${why.join('; ')})` : '';
	return [`changed: coverage is "${stated.coverage}", was "${held.coverage}"${reason}`];
}

/**
 * Every difference in facts between a model's file and its page, a line each; none when they agree.
 * Average time and price count from a quarter on.
 * @param why what makes the page known in part only
 */
export function differences(held: ModelFile, stated: ModelFile, why: string[] = []): string[] {
	const plain = (['displayName', 'endpoint', 'returns'] as const).flatMap((fact) =>
		held[fact] === stated[fact]
			? []
			: [`changed: ${fact} is ${shown(stated[fact])}, was ${shown(held[fact])}`],
	);
	const rows = parameters(held, stated);
	return [
		...plain,
		...coverage(held, stated, rows, why),
		...average('average time in seconds', held.typical.seconds, stated.typical.seconds),
		...average('average price in USD', held.typical.usd, stated.typical.usd),
		...rows,
	].map((line) => `${held.slug}: ${line}`);
}
