import { NotUnderstood } from './lines';
import { isTitle, type PageParameter } from './row';
import type { Sample } from './sample';

/** Rows stand in this order on every page: required ones first, each group by the alphabet. */
function inOrder(before: PageParameter, after: PageParameter): boolean {
	if (before.required !== after.required) return before.required;
	return before.name.toLowerCase() < after.name.toLowerCase();
}

/** Whether these can all be rows of the outer list, in this order. */
function canBeOuter(owner: PageParameter, rest: PageParameter[], sample: Sample): boolean {
	const items = sample.itemKeys.get(owner.name) ?? [];
	const outer = sample.keys ?? [];
	const isMember = ({ name }: PageParameter) => items.includes(name) && !outer.includes(name);
	const opens = rest.findIndex(({ nested }) => nested !== undefined);
	// behind the next opening stand members of another list, in an order of their own
	const checked = opens < 0 ? rest : rest.slice(0, opens + 1);
	if (checked.some((row) => isTitle(row) || isMember(row))) return false;
	return checked.every((row, index) => inOrder(checked[index - 1] ?? owner, row));
}

/** Whether these can all be members of the nested list. */
const canBeMembers = (rows: PageParameter[], sample: Sample): boolean =>
	rows.every(({ name, nested }) => !nested && !sample.keys?.includes(name));

/**
 * How many of the rows behind a nested list's opening belong to it. Nothing marks its end: the
 * number of alternatives says it, or the order of the outer list together with the sample's body.
 */
function memberCount(owner: PageParameter, rest: PageParameter[], sample: Sample): number {
	const alternatives = owner.type.split('|').length;
	if (alternatives > 1) return alternatives;
	const behind = rest.findIndex(({ nested }) => nested !== undefined);
	const longest = behind < 0 ? rest.length : behind;
	const possible = Array.from({ length: longest }, (_, index) => index + 1).filter(
		(count) =>
			canBeMembers(rest.slice(0, count), sample) && canBeOuter(owner, rest.slice(count), sample),
	);
	const [count] = possible;
	if (count === undefined || possible.length > 1) {
		const { label = '', line = owner.line } = owner.nested ?? {};
		throw new NotUnderstood(line, `it is not clear where the list below "${label}" ends`);
	}
	return count;
}

/**
 * Puts rows of nested lists under the row that opens them.
 * @throws NotUnderstood where the end of a list is not clear
 */
export function nest(rows: PageParameter[], sample: Sample): PageParameter[] {
	const outer: PageParameter[] = [];
	for (let at = 0; at < rows.length; at += 1) {
		const row = rows[at];
		if (!row) break;
		if (isTitle(row)) throw new NotUnderstood(row.line, `"${row.name}" is no name of a parameter`);
		outer.push(row);
		if (!row.nested) continue;
		const count = memberCount(row, rows.slice(at + 1), sample);
		row.members = rows.slice(at + 1, at + 1 + count);
		if (row.members.length < count) {
			throw new NotUnderstood(row.nested.line, `the list below "${row.nested.label}" is cut off`);
		}
		at += count;
	}
	const twice = outer.find(({ name }, index) => outer.findIndex((o) => o.name === name) < index);
	if (twice) throw new NotUnderstood(twice.line, `${twice.name} is there twice`);
	return outer;
}
