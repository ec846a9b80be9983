import type { ContractEntry, Facts } from './entries';

type Values = Record<string, unknown[]>;

/** A parameter wherever it is the same: for each combination of the listed values. */
export type Variant = { when?: Values; unless?: Values } & Facts;

/** Of one operation: every parameter by its path, in all its variants. */
export type NestedEntries = Record<string, Variant[]>;

/** Parameters that belong to no single operation: Resource and Operation themselves. */
const COMMON = 'common';

const values = (texts: readonly string[]): unknown[] =>
	texts.map((text): unknown => JSON.parse(text));

const sorted = (record: Record<string, string[]>): Values =>
	Object.fromEntries(
		Object.keys(record)
			.sort()
			.map((name) => [name, values(record[name] ?? [])]),
	);

/** Entries that differ in the value of one condition become one, with a list of values there. */
function merge(
	entries: ReadonlyArray<Record<string, string[]>>,
	name: string,
): Array<Record<string, string[]>> {
	const groups = new Map<string, Record<string, string[]>>();
	for (const when of entries) {
		const key = JSON.stringify({ ...when, [name]: when[name] && [] });
		const known = groups.get(key);
		const all = [...(known?.[name] ?? []), ...(when[name] ?? [])];
		groups.set(key, when[name] ? { ...when, [name]: [...new Set(all)].sort() } : when);
	}
	return [...groups.values()];
}

function variantsOf(entries: readonly ContractEntry[]): Variant[] {
	const alike = new Map<string, ContractEntry[]>();
	for (const entry of entries) {
		const key = JSON.stringify([entry.hide, entry.facts]);
		alike.set(key, [...(alike.get(key) ?? []), entry]);
	}
	return [...alike.values()].flatMap((same) => {
		const [{ hide, facts } = { hide: {}, facts: { type: '' } }] = same;
		const names = [...new Set(same.flatMap(({ show }) => Object.keys(show)))].sort();
		let places = same.map(({ show }) =>
			Object.fromEntries(names.flatMap((n) => (show[n] === undefined ? [] : [[n, [show[n]]]]))),
		) as Array<Record<string, string[]>>;
		for (const name of names) places = merge(places, name);
		return places.map((when) => ({
			...(Object.keys(when).length > 0 && { when: sorted(when) }),
			...(Object.keys(hide).length > 0 && { unless: sorted(hide) }),
			...facts,
		}));
	});
}

/**
 * The entries by operation (`image.edit`), parameter and variant.
 * @returns the contents of the contract's files by their names without extension
 */
export function nest(entries: readonly ContractEntry[]): Record<string, NestedEntries> {
	const files = new Map<string, Map<string, ContractEntry[]>>();
	for (const entry of entries) {
		const { resource, operation, ...show } = entry.show;
		const own = resource !== undefined && operation !== undefined;
		const file = own ? values([resource, operation]).join('.') : COMMON;
		const paths = files.get(file) ?? new Map<string, ContractEntry[]>();
		const there = [...(paths.get(entry.path) ?? []), own ? { ...entry, show } : entry];
		files.set(file, paths.set(entry.path, there));
	}
	const nested = ([path, there]: [string, ContractEntry[]]) => [path, variantsOf(there)] as const;
	return Object.fromEntries(
		[...files].map(([file, paths]) => [
			file,
			Object.fromEntries([...paths].sort(([a], [b]) => (a < b ? -1 : 1)).map(nested)),
		]),
	);
}

function combinations(when: Values): Array<Record<string, string>> {
	let found: Array<Record<string, string>> = [{}];
	for (const [name, list] of Object.entries(when)) {
		found = found.flatMap((show) =>
			list.map((value) => ({ ...show, [name]: JSON.stringify(value) })),
		);
	}
	return found;
}

/** The entries of one file of the contract, as `nest` was given them. */
export function unnest(file: string, nested: NestedEntries): ContractEntry[] {
	const [resource, operation] = file.split('.').map((part) => JSON.stringify(part));
	const own = resource && operation ? { resource, operation } : undefined;
	return Object.entries(nested).flatMap(([path, variants]) =>
		variants.flatMap(({ when = {}, unless = {}, ...facts }) => {
			const hide = Object.fromEntries(
				Object.entries(unless).map(([name, list]) => [name, list.map((v) => JSON.stringify(v))]),
			);
			return combinations(when).map((show) => ({ path, show: { ...show, ...own }, hide, facts }));
		}),
	);
}
