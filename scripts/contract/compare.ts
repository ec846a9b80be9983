import type { Conditions, ContractEntry, Facts, Place } from './entries';

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

/** The same entry once for each combination of its values, with one value in each condition. */
function combinations({ show, ...rest }: ContractEntry): ContractEntry[] {
	let found: Conditions[] = [{}];
	for (const name of Object.keys(show).sort()) {
		found = found.flatMap((one) =>
			(show[name] ?? []).map((value) => ({ ...one, [name]: [value] })),
		);
	}
	return found.map((one) => ({ ...rest, show: one }));
}

function wordsOf({ path, show, hide }: ContractEntry): string {
	const words = (start: string, conditions: Conditions) => {
		const all = Object.entries(conditions).map(([name, list]) => `${name}=${list.join(' or ')}`);
		return all.length > 0 ? [start, ...all] : [];
	};
	const place = [...words('where', show), ...words('unless', hide)].join(' ');
	return place ? `${place}: ${path}` : path;
}

/** The statements of an entry as whole lines, for each of its places. */
export const linesOf = (entry: ContractEntry): string[] =>
	combinations(entry).flatMap((one) =>
		statementsOf(one.facts).map((statement) => `${wordsOf(one)} ${statement}`),
	);

/** Whether the parameter is to be seen, where it now stands, in a place of single values. */
function covers(now: Place, old: Place): boolean {
	const shown = Object.entries(now.show).every(([name, values]) =>
		values.includes(old.show[name]?.[0] ?? ''),
	);
	// a value that the old place never had can't hide anything there
	const canHide = (name: string, value: string) =>
		!old.hide[name]?.includes(value) && (old.show[name]?.[0] ?? value) === value;
	const hidden = Object.entries(now.hide).some(([name, values]) =>
		values.some((value) => canHide(name, value)),
	);
	return shown && !hidden;
}

/** What the contract has and the description no longer has, and what is new; each line once. */
export function compare(contract: readonly ContractEntry[], now: readonly ContractEntry[]) {
	const missing = contract.flatMap(combinations).flatMap((old) => {
		const around = now.filter((one) => one.path === old.path && covers(one, old));
		const held = new Set(around.flatMap(({ facts }) => statementsOf(facts)));
		const gone = statementsOf(old.facts).filter((statement) => !held.has(statement));
		return gone.map((statement) => `${wordsOf(old)} ${statement}`);
	});
	const known = new Set(contract.flatMap(linesOf));
	return {
		broken: [...new Set(missing)].sort(),
		added: [...new Set(now.flatMap(linesOf))].filter((line) => !known.has(line)).sort(),
	};
}
