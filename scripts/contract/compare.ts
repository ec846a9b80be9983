import type { ContractEntry, Facts } from './entries';

const json = (value: unknown): string => JSON.stringify(value);

/** Each thing that a saved workflow relies on, as the end of a sentence about the parameter. */
function statementsOf(facts: Facts): string[] {
	if (facts.type === 'group') return ['is a group'];
	const bounds = [
		facts.min === undefined ? 'has no lower bound' : `takes numbers from ${facts.min}`,
		facts.max === undefined ? 'has no upper bound' : `takes numbers up to ${facts.max}`,
	];
	return [
		`is ${facts.type}`,
		`starts with ${json(facts.default)}`,
		`takes ${facts.several ? 'several' : 'one'}`,
		...(facts.required ? [] : ['may be empty']),
		...(facts.fixed ? [] : ['may be an expression']),
		...(facts.secret ? ['is secret'] : []),
		...(facts.type === 'number' ? bounds : []),
		...(facts.values ?? []).map((value) => `may be ${json(value)}`),
	];
}

function placeOf({ show, hide }: ContractEntry): string {
	const shown = Object.keys(show).sort();
	const where = shown.length > 0 ? `where ${shown.map((n) => `${n}=${show[n]}`).join(' ')}` : '';
	const hidden = Object.entries(hide).map(([name, values]) => `${name}=${values.join(' or ')}`);
	return [where, ...(hidden.length > 0 ? [`unless ${hidden.join(' ')}`] : [])].join(' ').trim();
}

/** The statements of an entry as whole lines. */
export function linesOf(entry: ContractEntry): string[] {
	const place = placeOf(entry);
	const start = `${place}${place && ': '}${entry.path}`;
	return statementsOf(entry.facts).map((statement) => `${start} ${statement}`);
}

/** Whether the parameter is to be seen, where it now stands, wherever it was seen before. */
function covers(now: ContractEntry, old: ContractEntry): boolean {
	const shown = Object.entries(now.show).every(([name, value]) => old.show[name] === value);
	// a value that the old place never had can't hide anything there
	const canHide = (name: string, value: string) =>
		!old.hide[name]?.includes(value) && [undefined, value].includes(old.show[name]);
	return (
		shown &&
		Object.entries(now.hide).every(([name, values]) => !values.some((one) => canHide(name, one)))
	);
}

function missingFrom(among: readonly ContractEntry[]): (entry: ContractEntry) => string[] {
	const byPath = new Map<string, ContractEntry[]>();
	for (const one of among) byPath.set(one.path, [...(byPath.get(one.path) ?? []), one]);
	return (entry) => {
		const around = (byPath.get(entry.path) ?? []).filter((one) => covers(one, entry));
		const held = new Set(around.flatMap(({ facts }) => statementsOf(facts)));
		const lines = linesOf(entry);
		return statementsOf(entry.facts).flatMap((statement, index) =>
			held.has(statement) ? [] : [lines[index] ?? statement],
		);
	};
}

/** What the contract has and the description no longer has, and what is new; each line once. */
export function compare(contract: readonly ContractEntry[], now: readonly ContractEntry[]) {
	const known = new Set(contract.flatMap(linesOf));
	return {
		broken: [...new Set(contract.flatMap(missingFrom(now)))].sort(),
		added: [...new Set(now.flatMap(linesOf))].filter((line) => !known.has(line)).sort(),
	};
}
