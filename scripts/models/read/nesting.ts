import { NotUnderstood } from './lines';
import { isTitle, type PageParameter } from './row';
import type { Sample } from './sample';
import { alternativesOf } from '../write/types';

/** What a person, or the model's file, says about rows whose list the page leaves open. */
export interface Told {
	/** Names of rows that belong to a nested list. */
	inner?: string[];
	/** Names of rows of the outer list. */
	outer?: string[];
	/** Names of the outer list as the model's file has them. */
	held?: string[];
}

interface Context {
	sample: Sample;
	told: Told;
	/** Names of the outer list so far, which can't stand in it again. */
	before: string[];
}

/** Rows stand in this order on every page: required ones first, each group by the alphabet. */
function inOrder(before: PageParameter, after: PageParameter): boolean {
	if (before.required !== after.required) return before.required;
	return before.name.toLowerCase() < after.name.toLowerCase();
}

/** The rows of which an order can be asked: behind the next opening stand members of another list. */
function untilOpening(rest: PageParameter[]): PageParameter[] {
	const opens = rest.findIndex(({ nested }) => nested !== undefined);
	return opens < 0 ? rest : rest.slice(0, opens + 1);
}

const outerNames = ({ sample, told }: Context): string[] => [
	...(sample.keys ?? []),
	...(told.outer ?? []),
	...(told.held ?? []),
];

/** Whether these can all be rows of the outer list, in this order. */
function canBeOuter(owner: PageParameter, rest: PageParameter[], context: Context): boolean {
	const { sample, told, before } = context;
	const items = sample.itemKeys.get(owner.name) ?? [];
	const outer = outerNames(context);
	const isMember = ({ name }: PageParameter) =>
		told.inner?.includes(name) ||
		before.includes(name) ||
		(items.includes(name) && !outer.includes(name));
	const checked = untilOpening(rest);
	if (checked.some((row) => isTitle(row) || isMember(row))) return false;
	return checked.every((row, index) => inOrder(checked[index - 1] ?? owner, row));
}

/** Whether these can all be members of the nested list. */
function canBeMembers(owner: PageParameter, rows: PageParameter[], context: Context): boolean {
	const outer = outerNames(context);
	const inner = [
		...(context.told.inner ?? []),
		...context.before,
		...(context.sample.itemKeys.get(owner.name) ?? []),
	];
	return rows.every(({ name }) => inner.includes(name) || !outer.includes(name));
}

const SIMPLE =
	/^(?:string|integer|int|number|float|double|boolean|bool|image|file|null)(?: ?\(.*\))?$/;

/** Whether each alternative is one row: none of them can have members of its own. */
const isSimpleUnion = (alternatives: string[]): boolean =>
	alternatives.length > 1 && alternatives.every((one) => SIMPLE.test(one));

function notClear(owner: PageParameter, rest: PageParameter[], possible: number[]): never {
	const { label = '', line = owner.line } = owner.nested ?? {};
	const what = `it is not clear where the list below "${label}" ends`;
	const doubtful = rest
		.slice(possible[0], possible.at(-1))
		.flatMap((row) => (isTitle(row) ? [] : [row.name]));
	if (doubtful.length === 0) throw new NotUnderstood(line, what);
	const names = doubtful.join(',');
	throw new NotUnderstood(
		line,
		`${what}; say whether ${names} belong to it (--inner ${names}) or not (--outer ${names})`,
	);
}

/**
 * How many of the rows behind a nested list's opening belong to it. Nothing marks its end: the
 * number of alternatives says it, or the order of the outer list together with the sample's body.
 */
function memberCount(owner: PageParameter, rest: PageParameter[], context: Context): number {
	const alternatives = alternativesOf(owner.type);
	if (isSimpleUnion(alternatives)) {
		const { length } = alternatives;
		if (!canBeMembers(owner, rest.slice(0, length), context)) notClear(owner, rest, []);
		return length;
	}
	const isUnion = alternatives.length > 1;
	const possible = Array.from({ length: rest.length }, (_, index) => index + 1).filter(
		(count) =>
			canBeMembers(owner, rest.slice(0, count), context) &&
			canBeOuter(owner, rest.slice(count), context),
	);
	const [first, ...others] = possible;
	if (first !== undefined && others.length === 0) return first;
	// alternatives have no sentences, rows of the outer list do
	const described = rest.findIndex(({ prose }) => prose !== '');
	if (isUnion && possible.includes(described)) return described;
	// a person has confirmed the file: rows that it lacks are no news as long as they can be members
	const { held = [] } = context.told;
	const asHeld = possible.filter(
		(count) =>
			held.length > 0 && untilOpening(rest.slice(count)).every(({ name }) => held.includes(name)),
	);
	if (asHeld.length === 1 && asHeld[0] !== undefined) return asHeld[0];
	return notClear(owner, rest, possible);
}

/** A default behind the last row of a nested list is the owner's, by where it stands on the pages. */
function adoptDefault(owner: PageParameter): void {
	const last = owner.members.at(-1);
	if (!last || owner.default) return;
	if (last.ownerDefault) {
		owner.default = last.ownerDefault;
		delete last.ownerDefault;
		return;
	}
	const preset = last.default;
	if (!preset) return;
	const isUnion = isSimpleUnion(alternativesOf(owner.type));
	if (!isUnion && (!Array.isArray(preset.value) || last.type.endsWith('[]'))) return;
	owner.default = preset;
	delete last.default;
}

/**
 * Puts rows of nested lists under the row that opens them.
 * @throws NotUnderstood where the end of a list is not clear
 */
export function nest(rows: PageParameter[], sample: Sample, told: Told = {}): PageParameter[] {
	const outer: PageParameter[] = [];
	for (let at = 0; at < rows.length; at += 1) {
		const row = rows[at];
		if (!row) break;
		if (isTitle(row)) throw new NotUnderstood(row.line, `"${row.name}" is no name of a parameter`);
		outer.push(row);
		if (!row.nested) continue;
		const count = memberCount(row, rows.slice(at + 1), {
			sample,
			told,
			before: outer.map(({ name }) => name),
		});
		row.members = rows.slice(at + 1, at + 1 + count);
		if (row.members.length < count) {
			throw new NotUnderstood(row.nested.line, `the list below "${row.nested.label}" is cut off`);
		}
		adoptDefault(row);
		at += count;
	}
	const second = rows.find(({ ownerDefault }) => ownerDefault)?.ownerDefault;
	if (second) throw new NotUnderstood(second.line, 'the same fact is there twice');
	const twice = outer.find(({ name }, index) => outer.findIndex((o) => o.name === name) < index);
	if (twice) throw new NotUnderstood(twice.line, `${twice.name} is there twice`);
	return outer;
}
