import { linesOf, NotUnderstood } from '../lines';
import { FACT_LABEL, readFacts, type PageParameter } from '../row';
import type { Scalar } from '../values';
import type { Piece } from './split';

const JSON_VALUE = '(?:"(?:[^"\\\\\\n]|\\\\.)*"|-?\\d+(?:\\.\\d+)?|true|false|null)';

/** Values at the end of a text, a line each, or texts in quotes side by side. */
const VALUES = new RegExp(
	`(?:^|\\n)(${JSON_VALUE}(?:\\n${JSON_VALUE})*(?:\\n?\\+ ?\\d+ more)?)\\s*$|((?:"(?:[^"\\\\\\n]|\\\\.)*")+(?:\\+ ?\\d+ more)?)\\s*$`,
);

const ONE_VALUE = new RegExp(JSON_VALUE, 'g');

function parsed(text: string): Scalar[] {
	try {
		return [JSON.parse(text) as Scalar];
	} catch {
		return [];
	}
}

/**
 * Takes values without labels. A list whose first value comes again has its default before it; of
 * one in which nothing comes twice nobody can say whether the first is the default.
 */
function takeValues(text: string, row: PageParameter, doubts: string[]): void {
	const [, more] = /\+ ?(\d+) more\s*$/.exec(text) ?? [];
	const hidden = Number(more ?? 0);
	const list = text.replace(/\+ ?\d+ more\s*$/, '');
	const found = [...list.matchAll(ONE_VALUE)];
	const values = found.flatMap(([one]) => parsed(one));
	const [first, ...others] = values;
	if (first === undefined || values.length < found.length) {
		doubts.push(`not understood: ${list.trim()}`);
		return;
	}
	const { line } = row;
	const isSingle = others.length === 0 && hidden === 0;
	const isDefault = !row.default && (isSingle || others.includes(first));
	if (isDefault) {
		row.default = { value: first, line };
		doubts.push(isSingle ? 'default: has no label' : 'default: the value that comes twice');
	}
	if (isSingle) return;
	row.allowed = { values: [...new Set(isDefault ? others : values)], hidden, line };
	doubts.push(
		row.default ? 'allowed: has no label' : 'allowed: has no label; the first may be the default',
	);
}

/** Reads facts with labels; what follows the first that is not understood becomes a doubt. */
function takeLabelled(text: string, row: PageParameter, doubts: string[]): void {
	const from = row.line;
	const lines = linesOf(text).map(({ text: one }) => ({ text: one, number: from }));
	try {
		readFacts(lines, row);
	} catch (error) {
		if (!(error instanceof NotUnderstood)) throw error;
		// a default may be followed by the allowed values without their label
		const rest = /^\s*Default\s*:\s*("(?:[^"\\\n]|\\.)*")\s*("[^]*)$/.exec(text)?.[2];
		if (rest === undefined) doubts.push(`not understood: ${error.what}`);
		else takeValues(rest, row, doubts);
	}
}

/**
 * Reads one parameter as far as it goes.
 * @param line the number of the line in which its name stands
 * @returns the row, and the doubts about it
 */
export function readPiece(piece: Piece, line: number): { row: PageParameter; doubts: string[] } {
	const { name, required, type, body } = piece;
	const doubts = [...piece.doubts];
	const base = { name, required, type, line, typeLine: line, prose: '', members: [] };
	const row: PageParameter = base;
	const label = body.search(FACT_LABEL);
	if (label >= 0) {
		row.prose = body.slice(0, label).trim();
		takeLabelled(body.slice(label), row, doubts);
	}
	const unlabelled = VALUES.exec(label < 0 ? body : row.prose);
	if (unlabelled && !row.default) {
		const text = unlabelled[1] ?? unlabelled[2] ?? '';
		row.prose = (label < 0 ? body : row.prose).slice(0, unlabelled.index).trim();
		takeValues(text, row, doubts);
	} else if (label < 0) row.prose = body.trim();
	return { row, doubts };
}
