import { ONE_TYPE } from '../starts';

/** A parameter of a text in which nothing keeps its parts apart. */
export interface Piece {
	name: string;
	required: boolean;
	type: string;
	/** From behind the type to the next name. */
	body: string;
	/** Where the name begins in the text. */
	offset: number;
	doubts: string[];
	/** Whether the name may begin with a word of the sentence before it. */
	unsure: boolean;
}

/** The shapes of an alternative have titles: `Option 1`, `Ready Palette`. */
const TITLE = '[A-Z]\\w*?(?: [A-Z0-9]\\w*?)+';
const UNION = /(?:Exactly one of|One of|Any of)\s*:/i;

/** Longer types first: `integer` begins with `int`, `string[]` with `string`. */
const START = new RegExp(
	`(${TITLE}|[A-Za-z_]\\w*?)\\n?(required|optional)\n?(${ONE_TYPE}(?: ?\\| ?${ONE_TYPE})*)`,
	'g',
);

/** What stands glued before a name and is no part of it. */
const MORE = /^more(?=[A-Za-z_])/;
const WORD = /^(?:true|false|null|None)(?=[A-Za-z_])/;

interface Found extends Omit<Piece, 'body'> {
	bodyFrom: number;
}

interface Named {
	name: string;
	doubt?: string;
	/** Whether nothing says where the name begins. */
	unsure?: true;
}

/** The name itself, of what stands before its flag. */
function nameIn(glued: string, before: string, names: string[]): Named {
	if (names.includes(glued)) return { name: glued };
	if (/\+ ?\d+ $/.test(before) && MORE.test(glued)) return { name: glued.replace(MORE, '') };
	if (WORD.test(glued) && /Default\s*:\s*$/.test(before)) return { name: glued.replace(WORD, '') };
	if (before === '' || /[^A-Za-z_ ]$/.test(before)) return { name: glued };
	const known = names
		.filter((name) => glued.endsWith(name) && !glued.endsWith(`_${name}`))
		.sort((a, b) => b.length - a.length)
		.at(0);
	if (known !== undefined) return { name: known, doubt: 'name: as in the sample' };
	return { name: glued, unsure: true };
}

/**
 * Splits a table of parameters at its names.
 * @param names that the sample sends: they tell where a name begins that is glued to a sentence
 */
export function splitPieces(table: string, names: string[]): Piece[] {
	const found: Found[] = [];
	let inUnion = false;
	for (const match of table.matchAll(START)) {
		const [whole, glued = '', flag, type = ''] = match;
		const before = table.slice(found.at(-1)?.bodyFrom ?? 0, match.index);
		inUnion ||= UNION.test(before);
		const isTitle = glued.includes(' ') && inUnion;
		const last = isTitle ? glued : glued.replace(/^.* /, '');
		const ahead = before + glued.slice(0, glued.length - last.length);
		const { name, doubt, unsure = false } = isTitle ? { name: glued } : nameIn(last, ahead, names);
		found.push({
			name,
			required: flag === 'required',
			type,
			offset: match.index + glued.length - name.length,
			bodyFrom: match.index + whole.length,
			doubts: doubt === undefined ? [] : [doubt],
			unsure,
		});
	}
	return found.map(({ bodyFrom, ...piece }, index) => ({
		...piece,
		body: table.slice(bodyFrom, found[index + 1]?.offset ?? table.length),
	}));
}
