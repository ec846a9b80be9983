import type { ModelParameter } from '../../generate/modelFile';
import { NotUnderstood } from '../read/lines';
import type { PageParameter } from '../read/row';

const NUMERIC = ['integer', 'number'];
const NUMBER = '(-?\\d+(?:\\.\\d+)?)';

/** `(1-100)` in the words about a number: some pages state bounds nowhere else. */
const IN_BRACKETS = new RegExp(
	`\\(\\s*${NUMBER}\\s*(?:[-\u2013\u2014]|to)\\s*${NUMBER}\\s*\\)`,
	'g',
);

/** Advice is no bound. */
const ADVICE = /recommend|suggest|typical|usual|common|ideal|optimal|best|sweet|e\.g\.|example/i;

/** What brackets behind such words, or in a later sentence, hold is about some values, not all. */
const SOME =
	/[.!?:;]\s|\b(?:use|try|works?|good|great|better|prefer|natural|balanced?|low|lower|high|higher|small|smaller|large|larger|few|fewer|short|long|values|sizes|results?|trained|when|if)\b/i;

/** Other words that may be bounds: for a person to read. */
const PERHAPS = new RegExp(
	`\\b(?:between|from|min|max|minimum|maximum|up to|at most|at least)\\b.{0,20}\\d|${NUMBER} is (?:the )?(?:most|least)|${NUMBER}\\s*[-\u2013]\\s*${NUMBER}`,
	'i',
);

/** JSON numbers beyond this are not the ones that were written. */
const isExact = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

function fromProse({ prose, name, default: preset }: PageParameter, notes: string[]) {
	const [found, second] = prose.matchAll(IN_BRACKETS);
	const bounds = found && { minimum: Number(found[1]), maximum: Number(found[2]) };
	const value = preset?.value;
	const holds =
		bounds !== undefined &&
		bounds.minimum < bounds.maximum &&
		(typeof value !== 'number' || (value >= bounds.minimum && value <= bounds.maximum));
	const ofAll = found && !SOME.test(prose.slice(0, found.index));
	if (holds && ofAll && !second && !ADVICE.test(prose)) return bounds;
	if (found ?? PERHAPS.test(prose)) {
		notes.push(`${name}: its sentence may state bounds, which were not taken; read it`);
	}
	return {};
}

/** Bounds of a number. @throws NotUnderstood for a range of anything else */
export function boundsOf(
	row: PageParameter,
	type: string,
	notes: string[],
): Pick<ModelParameter, 'minimum' | 'maximum'> {
	const { range, name } = row;
	if (!NUMERIC.includes(type)) {
		if (range) throw new NotUnderstood(range.line, `a range, but ${name} is no number`);
		return {};
	}
	if (!range) return row.allowed ? {} : fromProse(row, notes);
	const { minimum, maximum } = range;
	const isHeld = (bound: number | undefined): bound is number =>
		bound !== undefined && isExact(bound);
	if ([minimum, maximum].some((bound) => bound !== undefined && !isExact(bound))) {
		notes.push(`${name}: a bound is too large to be held exactly and was left out`);
	}
	return {
		...(isHeld(minimum) && { minimum }),
		...(isHeld(maximum) && { maximum }),
	};
}
