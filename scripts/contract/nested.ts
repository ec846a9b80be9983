import type { Conditions, ContractEntry, Facts } from './entries';

type Values = Record<string, unknown[]>;

/** A parameter wherever it is the same: for each combination of the listed values. */
type Variant = { when?: Values; unless?: Values } & Facts;

/** Of one operation: every parameter by its path, in all its variants. */
export type NestedEntries = Record<string, Variant[]>;

/** Parameters that belong to no single operation: Resource and Operation themselves. */
const COMMON = 'common';

const isEmpty = (record: object) => Object.keys(record).length === 0;

/** Values as they are, in the order of names. */
const parsed = (conditions: Conditions): Values =>
	Object.fromEntries(
		Object.entries(conditions)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, texts]) => [name, texts.map((text): unknown => JSON.parse(text))]),
	);

/** Entries that differ in the values of one condition become one. */
function merged(entries: readonly ContractEntry[]): ContractEntry[] {
	const names = [...new Set(entries.flatMap(({ show }) => Object.keys(show)))].sort();
	return names.reduce((list, name) => {
		const groups = new Map<string, ContractEntry>();
		for (const { show, ...rest } of list) {
			const others = Object.entries(show).filter(([other]) => other !== name);
			const key = JSON.stringify([others.sort(), name in show, rest]);
			const values = [...(groups.get(key)?.show[name] ?? []), ...(show[name] ?? [])];
			const all = { [name]: [...new Set(values)].sort() };
			groups.set(key, { ...rest, show: name in show ? { ...show, ...all } : show });
		}
		return [...groups.values()];
	}, entries as ContractEntry[]);
}

/** The file of an entry, or the files, and what is left of its conditions there. */
function filesOf(entry: ContractEntry): Array<[file: string, entry: ContractEntry]> {
	const { resource, operation, ...show } = entry.show;
	if (!resource || !operation) return [[COMMON, entry]];
	return resource.flatMap((one) =>
		operation.map((other): [string, ContractEntry] => [
			[one, other].map((text) => JSON.parse(text) as string).join('.'),
			{ ...entry, show },
		]),
	);
}

/**
 * The entries by operation (`image.edit`), parameter and variant.
 * @returns the contents of the contract's files by their names without extension
 */
export function nest(entries: readonly ContractEntry[]): Record<string, NestedEntries> {
	const files = new Map<string, ContractEntry[]>();
	for (const [file, entry] of entries.flatMap(filesOf)) {
		files.set(file, [...(files.get(file) ?? []), entry]);
	}
	const nested = (own: readonly ContractEntry[]): NestedEntries => {
		const found: NestedEntries = {};
		const sorted = merged(own).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
		for (const { path, show, hide, facts } of sorted) {
			const when = !isEmpty(show) && { when: parsed(show) };
			const unless = !isEmpty(hide) && { unless: parsed(hide) };
			(found[path] ??= []).push({ ...when, ...unless, ...facts });
		}
		return found;
	};
	return Object.fromEntries([...files].map(([file, own]) => [file, nested(own)]));
}

/** The entries of one file of the contract, as `nest` was given them. */
export function unnest(file: string, nested: NestedEntries): ContractEntry[] {
	const texts = (record: Values): Conditions =>
		Object.fromEntries(
			Object.entries(record).map(([name, list]) => [name, list.map((v) => JSON.stringify(v))]),
		);
	const [resource, operation] = file.split('.');
	const own = operation ? texts({ resource: [resource], operation: [operation] }) : {};
	return Object.entries(nested).flatMap(([path, variants]) =>
		variants.map(({ when = {}, unless = {}, ...facts }) => ({
			...{ path, facts, show: { ...texts(when), ...own }, hide: texts(unless) },
		})),
	);
}
