import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** What saved workflows rely on: one line for each thing that they can hold. */
export type Promises = string[];

type Conditions = Record<string, unknown>;
type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const isParameter = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;

/**
 * Every combination of the shown values, so that a further model or operation adds lines and
 * changes none.
 */
function places(show: Conditions = {}): string[] {
	let found = [''];
	for (const [name, values] of Object.entries(show).sort(([a], [b]) => (a < b ? -1 : 1))) {
		const each = (Array.isArray(values) ? values : [values]) as unknown[];
		found = found.flatMap((place) =>
			each.map((value) => `${place}${name.replace(/^\//, '')}=${JSON.stringify(value)} `),
		);
	}
	return found.map((place) => (place === '' ? '' : `where ${place.trim()}`));
}

function settingsOf(property: INodeProperties): string[] {
	const { multipleValues, password, minValue, maxValue } = property.typeOptions ?? {};
	return [
		`is ${property.type}`,
		`starts with ${JSON.stringify(property.default)}`,
		`takes ${multipleValues ? 'several' : 'one'}`,
		...(property.required ? [] : ['may be empty']),
		...(property.noDataExpression ? [] : ['may be an expression']),
		...(password ? ['is secret'] : []),
		...(minValue === undefined ? ['has no lower bound'] : [`takes numbers from ${minValue}`]),
		...(maxValue === undefined ? ['has no upper bound'] : [`takes numbers up to ${maxValue}`]),
	];
}

const onlyForNumbers = (line: string) => /bound|takes numbers/.test(line);

function withinOf(property: INodeProperties, path: string): Promises {
	return (property.options ?? []).flatMap((option: Entry) => {
		if (isCollection(option)) {
			const group = `${path}.${option.name}`;
			return [`${group} is a group`, ...promisesOf(option.values, `${group}.`)];
		}
		if (isParameter(option)) return promisesOf([option], `${path}.`);
		return [`${path} may be ${JSON.stringify(option.value)}`];
	});
}

/**
 * The promises of a list of parameters. An older one of these lists without a line that is in the
 * committed contract breaks workflows that people have saved; further lines break nothing.
 * @param prefix path of the collection that the parameters stand in, with a dot at its end
 */
export function promisesOf(properties: readonly INodeProperties[], prefix = ''): Promises {
	const lines = properties.flatMap((property) => {
		const path = prefix + property.name;
		const isNumber = property.type === 'number';
		const own = settingsOf(property)
			.filter((line) => isNumber || !onlyForNumbers(line))
			.map((line) => `${path} ${line}`);
		const hidden = property.displayOptions?.hide;
		const unless = hidden ? ` unless ${JSON.stringify(hidden)}` : '';
		return places(property.displayOptions?.show as Conditions).flatMap((place) =>
			[...own, ...withinOf(property, path)].map((line) =>
				place + unless === '' ? line : `${place}${unless}: ${line}`,
			),
		);
	});
	return [...new Set(lines)].sort();
}

const CONDITION = /[\w@./]+=(?:"[^"]*"|[^\s:]+)/g;

/** A line, and apart from it where it holds and where it does not. */
interface Taken {
	conditions: string[];
	/** Conditions under which it is hidden, written as those under which it is shown. */
	hidden: string[];
	rest: string;
}

function taken(line: string): Taken {
	const [where = ''] = /where .*?(?= unless |: )/.exec(line) ?? [];
	const [unless = '', values = '{}'] = / unless (\{.*?\})(?=: )/.exec(line) ?? [];
	const rest = line
		.replace(where, '')
		.replace(unless, '')
		.replace(/^(\w+ )?: /, '$1')
		.trim();
	const hidden = Object.entries(JSON.parse(values) as Record<string, unknown[]>).flatMap(
		([name, list]) => list.map((value) => `${name}=${JSON.stringify(value)}`),
	);
	return { conditions: where.match(CONDITION) ?? [], hidden, rest };
}

const nameOf = (condition: string): string => condition.slice(0, condition.indexOf('='));

/** Whether everything that stood in the old place is in the new one. */
function covers(now: Taken, old: Taken): boolean {
	const shown = now.conditions.every((one) => old.conditions.includes(one));
	// a value that the old place never had can't hide anything there
	const elsewhere = (hidden: string) =>
		!old.conditions.includes(hidden) &&
		old.conditions.some((one) => nameOf(one) === nameOf(hidden));
	return shown && now.hidden.every((one) => old.hidden.includes(one) || elsewhere(one));
}

/**
 * Whether something still holds: the same line, or one with fewer conditions, for what is shown in
 * more places is shown in the old ones as well.
 */
function holder(now: Promises): (line: string) => boolean {
	const exact = new Set(now);
	const byRest = new Map<string, Taken[]>();
	for (const one of now.map(taken)) byRest.set(one.rest, [...(byRest.get(one.rest) ?? []), one]);
	return (line) => {
		const old = taken(line);
		return exact.has(line) || (byRest.get(old.rest) ?? []).some((one) => covers(one, old));
	};
}

/** What the contract has and the description no longer has, and what is new. */
export function compare(contract: Promises, now: Promises) {
	const holds = holder(now);
	return {
		broken: contract.filter((line) => !holds(line)),
		added: now.filter((line) => !contract.includes(line)),
	};
}
